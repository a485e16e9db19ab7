// The write door: what was acknowledged is what is stored, whatever fails beside it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { WriteDoor, type Tx, type Work } from '../../src/database/transactions.js';
import { isRefusal, refuse, type Refusal } from '../../src/kernel/refusal.js';
import { describeOnBothDatabases, openTestDatabase, type Engine, type TestDatabase } from '../support/databases.js';
import { openMigrated, type Opened } from './opened.js';

const AT = '2026-11-02T01:00:00.000Z';

const bodyOf = (id: string) =>
  [
    `INSERT INTO bodies (id, name, jurisdiction, kinds, created_at) VALUES (?, ?, '330000', '[]', ?)`,
    [id, `虚构机关 ${id}`, AT],
  ] as const;
const addBody = (tx: Tx, id: string) => tx.execute(...bodyOf(id));

/** A statement that the database itself refuses, however often it is tried. */
const TO_NOBODY = `INSERT INTO mandates (official_id, body_id, duty) VALUES ('nobody', 'nowhere', 'handler')`;
const addToNobody = (tx: Tx) => tx.execute(TO_NOBODY);

const bodiesIn = async (db: Pick<Tx, 'query'>, prefix: string): Promise<string[]> =>
  (await db.query<{ id: string }>('SELECT id FROM bodies WHERE id LIKE ? ORDER BY id', [`${prefix}%`])).map(
    ({ id }) => id,
  );

/** Work that adds a body, and answers with its id. */
const adding =
  (id: string): Work<string> =>
  async (tx) => {
    await addBody(tx, id);
    return id;
  };

describe('the door in a crowd', () => {
  const ENDINGS = ['kept', 'kept', 'refused', 'failed', 'broken', 'broken unseen', 'broken behind'] as const;

  interface Command {
    readonly id: string;
    readonly ending: (typeof ENDINGS)[number];
    /** Rows it writes before it ends. */
    readonly rows: number;
  }

  const commands: readonly Command[] = fc
    .sample(fc.record({ ending: fc.constantFrom(...ENDINGS), rows: fc.integer({ min: 1, max: 5 }) }), {
      seed: 20_261_102,
      numRuns: 400,
    })
    .map((command, n) => ({ id: `command-${String(n).padStart(3, '0')}`, ...command }));
  const kept = commands.filter(({ ending }) => ending === 'kept');

  /** Rows by the id of the command that wrote them. */
  type Effects = Readonly<Record<string, number>>;
  const effectsOf = (some: readonly Command[]): Effects => Object.fromEntries(some.map(({ id, rows }) => [id, rows]));

  /** Writes its rows, and only then meets its end: everything is there to be undone. */
  const workOf =
    ({ id, ending, rows }: Command): Work<string> =>
    async (tx) => {
      // Some are waited for, some only sent.
      for (let row = 0; row < rows; row += 1) {
        if (row % 2 === 1) await addBody(tx, `${id}/${row}`);
        else tx.send(...bodyOf(`${id}/${row}`));
      }
      if (ending === 'refused') return refuse('out_of_turn');
      if (ending === 'failed') throw new Error(`${id} fails`);
      if (ending === 'broken') await addToNobody(tx);
      if (ending.startsWith('broken ')) tx.send(TO_NOBODY);
      if (ending === 'broken behind') tx.send(...bodyOf(`${id}/behind`));
      return id;
    };

  /** @returns the commands that were acknowledged */
  async function run(inFlight: number, write: (work: Work<string>) => Promise<string | Refusal>): Promise<Command[]> {
    const acknowledged: Command[] = [];
    const waiting = [...commands];
    const lane = async () => {
      for (let command = waiting.shift(); command; command = waiting.shift()) {
        const answer = await write(workOf(command)).catch(() => refuse('internal_error'));
        if (!isRefusal(answer)) acknowledged.push(command);
      }
    };
    await Promise.all(Array.from({ length: inFlight }, lane));
    return acknowledged;
  }

  /** What another connection sees: what a restart would find. */
  async function effectsIn({ reader }: Opened): Promise<Effects> {
    const rows = await reader.query<{ command: string; rows: number }>(
      'SELECT substr(id, 1, 11) AS command, CAST(count(*) AS INTEGER) AS rows FROM bodies GROUP BY substr(id, 1, 11)',
    );
    return Object.fromEntries(rows.map(({ command, rows: count }) => [command, count]));
  }

  async function inFreshDatabase(engine: Engine, test: (opened: Opened) => Promise<void>): Promise<void> {
    const database = await openTestDatabase(engine);
    const opened = await openMigrated(database);
    try {
      await test(opened);
    } finally {
      await opened.close();
      await database.drop();
    }
  }

  it.each([
    ['sqlite', 16],
    ['sqlite', 400],
    ['postgres', 16],
    ['postgres', 400],
  ] as const)(
    'stores the acknowledged ones of 400 commands, each whole, and no other (%s, %i at once)',
    (engine, lanes) =>
      inFreshDatabase(engine, async (opened) => {
        const acknowledged = await run(lanes, (work) => opened.door.write(work));
        expect(effectsOf(acknowledged)).toEqual(effectsOf(kept));
        expect(await effectsIn(opened)).toEqual(effectsOf(kept));
      }),
    // Some hundred commits, each flushed to a disk that may be busy.
    60_000,
  );

  it('is needed: TypeORM’s own transactions lose acknowledged commands on SQLite and keep undone ones', () =>
    inFreshDatabase('sqlite', async (opened) => {
      const acknowledged = effectsOf(await run(16, (work) => inTypeOrmTransaction(opened.writer, work)));
      const effects = await effectsIn(opened);
      expect(Object.keys(acknowledged).filter((id) => effects[id] === undefined)).not.toEqual([]);
      expect(Object.keys(effects).filter((id) => acknowledged[id] === undefined)).not.toEqual([]);
    }));

  /** The obvious way to write it; a refusal rolls back as an error does. */
  async function inTypeOrmTransaction(source: DataSource, work: Work<string>): Promise<string> {
    return source.transaction(async (manager) => {
      const tx: Tx = {
        engine: 'sqlite',
        query: <Row>(sql: string, parameters: readonly unknown[] = []) => manager.query<Row[]>(sql, [...parameters]),
        execute: (sql, parameters = []) => manager.query<number>(sql, [...parameters]),
        send: (sql, parameters = []) => void manager.query(sql, [...parameters]).catch(() => undefined),
        afterCommit: () => undefined,
      };
      const answer = await work(tx);
      if (isRefusal(answer)) throw new Error(answer.refused);
      return answer;
    });
  }
});

describeOnBothDatabases('the write door', (open, engine) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openMigrated(await open());
    // A promise that is looked at only when the transaction commits.
    await opened.writer.query(
      'CREATE TABLE promises (id TEXT PRIMARY KEY, kept_by TEXT REFERENCES bodies (id) DEFERRABLE INITIALLY DEFERRED)',
    );
  });
  afterAll(() => opened.close());

  it('gives the answer of the work when its rows are there for everybody, and not before', async () => {
    const { door, reader } = opened;
    const seenInside: string[][] = [];
    const answer = await door.write(async (tx) => {
      await addBody(tx, 'visible');
      seenInside.push(await bodiesIn(tx, 'visible'), await bodiesIn(reader, 'visible'));
      return 'done';
    });
    expect(answer).toBe('done');
    expect(seenInside).toEqual([['visible'], []]);
    expect(await bodiesIn(reader, 'visible')).toEqual(['visible']);
  });

  it('gives a refusal as it was made, with nothing written', async () => {
    const answer = await opened.door.write(async (tx) => {
      await addBody(tx, 'refused');
      return refuse('out_of_turn', { state: 'draft' });
    });
    expect(answer).toEqual({ refused: 'out_of_turn', facts: { state: 'draft' } });
    expect(await bodiesIn(opened.reader, 'refused')).toEqual([]);
  });

  it.each([
    ['an error of its own', () => Promise.reject(new Error('changed my mind')), 'changed my mind'],
    ['a statement that the database refuses', (tx: Tx) => addBody(tx, 'error/before'), /unique/i],
  ])('undoes a command that ends with %s, and nothing of its neighbours', async (_what, end, message) => {
    const { door, reader } = opened;
    const batch = `error-${String(message)}`;
    await door.write(adding('error/before')).catch(() => undefined);
    const outcomes = await Promise.allSettled([
      door.write(adding(`${batch}/1`)),
      door.write(async (tx) => {
        await addBody(tx, `${batch}/2`);
        await end(tx);
        return 'not reached';
      }),
      door.write(adding(`${batch}/3`)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toHaveProperty('reason.message', expect.stringMatching(message));
    expect(await bodiesIn(reader, batch)).toEqual([`${batch}/1`, `${batch}/3`]);
  });

  it('does not acknowledge work that went on after a statement had failed', async () => {
    const writing = opened.door.write(async (tx) => {
      await addBody(tx, 'swallowed');
      await addBody(tx, 'swallowed').catch(() => undefined);
      return 'as if nothing had happened';
    });
    await expect(writing).rejects.toThrow(/unique/i);
    expect(await bodiesIn(opened.reader, 'swallowed')).toEqual([]);
  });

  it('tells of the statement that failed, also if nobody waited for it', async () => {
    const work: Work<string> = async (tx) => {
      tx.send(TO_NOBODY);
      await addBody(tx, 'unseen');
      return 'unseen';
    };
    await expect(opened.door.write(work)).rejects.toThrow(/foreign key/i);
    expect(await bodiesIn(opened.reader, 'unseen')).toEqual([]);
  });

  it('fails every command of a commit that fails: together on SQLite, where they share it; alone on PostgreSQL', async () => {
    const { door, reader } = opened;
    const outcomes = await Promise.allSettled([
      door.write(adding('commit/1')),
      door.write(async (tx) => {
        await addBody(tx, 'commit/2');
        await tx.execute(`INSERT INTO promises (id, kept_by) VALUES ('p', 'nobody')`);
        return 'promised';
      }),
      door.write(async () => refuse('out_of_turn')),
      door.write(adding('commit/4')),
    ]);
    const neighbours = engine === 'sqlite' ? 'rejected' : 'fulfilled';
    expect(outcomes.map(({ status }) => status)).toEqual([neighbours, 'rejected', neighbours, neighbours]);
    expect(outcomes[1]).toHaveProperty('reason.message', expect.stringMatching(/foreign key/i));
    expect(await bodiesIn(reader, 'commit')).toEqual(engine === 'sqlite' ? [] : ['commit/1', 'commit/4']);
    expect(await door.write(adding('commit/after'))).toBe('commit/after');
  });

  it('does what waits for the commit once that is done, and never where a command, or the commit it shares, came to nothing', async () => {
    const { door, reader } = opened;
    const done: string[] = [];
    const waiting = (id: string, more: Work<string>): Promise<unknown> =>
      door.write(async (tx) => {
        tx.afterCommit(() => done.push(id));
        return more(tx);
      });
    await waiting('later/1', async (tx) => {
      const answer = await adding('later/1')(tx);
      expect(done).toEqual([]);
      return answer;
    });
    expect([done, await bodiesIn(reader, 'later')]).toEqual([['later/1'], ['later/1']]);
    await waiting('refused', async () => refuse('out_of_turn'));
    await waiting('failed', () => Promise.reject(new Error('failed'))).catch(() => undefined);
    await Promise.allSettled([
      waiting('neighbour', adding('later/2')),
      waiting('commit', async (tx) => {
        await tx.execute(`INSERT INTO promises (id, kept_by) VALUES ('q', 'nobody')`);
        return 'promised';
      }),
    ]);
    expect(done).toEqual(engine === 'sqlite' ? ['later/1'] : ['later/1', 'neighbour']);
  });

  // PostgreSQL would begin a transaction of its own for it; the tests of every command run on SQLite, too.
  if (engine === 'sqlite') {
    it('refuses a write inside a write, and says what to do instead', async () => {
      const { door, reader } = opened;
      const writing = door.write(async (tx) => {
        await addBody(tx, 'nested/outer');
        return door.write(adding('nested/inner'));
      });
      await expect(writing).rejects.toThrow('A write was begun inside a write; hand the transaction down instead.');
      expect(await bodiesIn(reader, 'nested')).toEqual([]);
      expect(await door.write(adding('nested/after'))).toBe('nested/after');
    });

    it('lets those who were answered write again at once, while others still write', async () => {
      const twice = async (n: number) => {
        await opened.door.write(adding(`again/${n}/1`));
        return opened.door.write(adding(`again/${n}/2`));
      };
      const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => twice(n)));
      expect(answers).toEqual(answers.map((_, n) => `again/${n}/2`));
    });
  }

  it('finishes what it has let in when it is closed, and lets nobody in after', async () => {
    const { writer, url, reader } = opened;
    const door = new WriteDoor(writer, url);
    const order: string[] = [];
    const letIn = ['closing/1', 'closing/2', 'closing/3'].map(async (id) => {
      await door.write(adding(id));
      order.push(id);
    });
    const closed = door.close().then(() => order.push('closed'));
    expect(await door.write(adding('closing/late'))).toEqual({ refused: 'shutting_down', facts: {} });
    await closed;
    await Promise.all(letIn);
    expect(order.at(-1)).toBe('closed');
    expect(await bodiesIn(reader, 'closing')).toEqual(['closing/1', 'closing/2', 'closing/3']);
    expect(await door.write(adding('closing/later'))).toEqual({ refused: 'shutting_down', facts: {} });
  });
});

describe('the write door on SQLite', () => {
  it('puts the commands that wait into one transaction, each seeing those before it', async () => {
    const database = await openTestDatabase('sqlite');
    const opened = await openMigrated(database);
    const { door, reader } = opened;
    const committed: string[][] = [];
    const seen = await Promise.all(
      ['together/1', 'together/2', 'together/3'].map((id) =>
        door.write(async (tx) => {
          await addBody(tx, id);
          committed.push(await bodiesIn(reader, 'together'));
          return bodiesIn(tx, 'together');
        }),
      ),
    );
    expect(seen).toEqual([['together/1'], ['together/1', 'together/2'], ['together/1', 'together/2', 'together/3']]);
    expect(committed).toEqual([[], [], []]);
    await opened.close();
    await database.drop();
  });

  it('stores what it acknowledged, and no more, when the disk is full', async () => {
    const database = await openTestDatabase('sqlite');
    const opened = await openMigrated(database);
    const { door, reader, writer } = opened;
    const [{ page_count } = { page_count: 0 }] = await writer.query<{ page_count: number }[]>('PRAGMA page_count');
    await writer.query(`PRAGMA max_page_count = ${page_count + 2}`);
    const outcomes = await Promise.allSettled([
      door.write(adding('full/1')),
      door.write(async (tx) => {
        await addBody(tx, 'full/2');
        await tx.execute('UPDATE bodies SET note = ? WHERE id = ?', ['x'.repeat(100_000), 'full/2']);
        return 'full/2';
      }),
      door.write(adding('full/3')),
    ]);
    expect(outcomes[1]).toHaveProperty('reason.message', expect.stringMatching(/full/));
    const acknowledged = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(await bodiesIn(reader, 'full')).toEqual(acknowledged);
    // SQLite ends the transaction at the statement that finds no room; what is sent behind it must not stand alone.
    const sending: Work<string> = async (tx) => {
      tx.send(...bodyOf('full/4'));
      tx.send('UPDATE bodies SET note = ? WHERE id = ?', ['x'.repeat(100_000), 'full/4']);
      tx.send(...bodyOf('full/4/behind'));
      await addBody(tx, 'full/4/last');
      return 'full/4';
    };
    await expect(door.write(sending)).rejects.toThrow(/full/);
    expect(await bodiesIn(reader, 'full/4')).toEqual([]);
    await writer.query('PRAGMA max_page_count = 1000000');
    expect(await door.write(adding('full/after'))).toBe('full/after');
    await opened.close();
    await database.drop();
  });
});

describe('the write door on PostgreSQL', () => {
  let database: TestDatabase;
  let opened: Opened;
  beforeAll(async () => {
    database = await openTestDatabase('postgres');
    opened = await openMigrated(database);
    for (const id of ['east', 'west']) await opened.door.write(adding(id));
  });
  afterAll(async () => {
    await opened.close();
    await database.drop();
  });

  const lock = (tx: Tx, id: string) => tx.query('SELECT id FROM bodies WHERE id = ? FOR UPDATE', [id]);

  it('does the work again that PostgreSQL chose as the victim of a deadlock', async () => {
    const bothHoldOne = meetingOf(2);
    let rounds = 0;
    const crossing = (own: string, other: string) =>
      opened.door.write(async (tx) => {
        rounds += 1;
        await tx.execute(`SET LOCAL deadlock_timeout = '10ms'`);
        await lock(tx, own);
        await bothHoldOne();
        await lock(tx, other);
        await tx.execute('UPDATE bodies SET note = ? WHERE id = ?', [`locked after ${own}`, other]);
        return own;
      });
    expect(await Promise.all([crossing('east', 'west'), crossing('west', 'east')])).toEqual(['east', 'west']);
    // Once more for the victim; and again, should it get in the way of the other a second time.
    expect(rounds).toBeGreaterThan(2);
    expect(await opened.reader.query('SELECT id, note FROM bodies WHERE note IS NOT NULL ORDER BY id')).toEqual([
      { id: 'east', note: 'locked after west' },
      { id: 'west', note: 'locked after east' },
    ]);
  });

  it('does the work again that failed to serialise, from the top', async () => {
    const strict = await openTestDatabase('postgres');
    const before = await openMigrated(strict);
    const name = new URL(strict.url).pathname.slice(1);
    await before.writer.query(`ALTER DATABASE ${name} SET default_transaction_isolation = 'repeatable read'`);
    await before.close();
    const after = await openMigrated(strict);
    const { door, reader, writer } = after;
    await door.write(adding('east'));
    let rounds = 0;
    const answer = await door.write(async (tx) => {
      const [row] = await tx.query<{ name: string }>(`SELECT name FROM bodies WHERE id = 'east'`);
      rounds += 1;
      if (rounds === 1) await writer.query(`UPDATE bodies SET name = 'renamed meanwhile' WHERE id = 'east'`);
      await tx.execute(`UPDATE bodies SET name = ? WHERE id = 'east'`, [`${row?.name ?? ''}, and again`]);
      return 'done';
    });
    expect([answer, rounds]).toEqual(['done', 2]);
    const names = await reader.query(`SELECT name FROM bodies WHERE id = 'east'`);
    expect(names).toEqual([{ name: 'renamed meanwhile, and again' }]);
    await after.close();
    await strict.drop();
  });

  it('gives up with the database’s own error after five tries', async () => {
    let tries = 0;
    const writing = opened.door.write(async (tx) => {
      tries += 1;
      await addBody(tx, `never/${tries}`);
      await tx.execute(`DO $$ BEGIN RAISE EXCEPTION 'never in turn' USING ERRCODE = '40001'; END $$`);
      return 'never';
    });
    await expect(writing).rejects.toThrow('never in turn');
    expect(tries).toBe(5);
    expect(await bodiesIn(opened.reader, 'never')).toEqual([]);
  });

  it('tries an error that would only come again no second time', async () => {
    let tries = 0;
    const writing = opened.door.write(async (tx) => {
      tries += 1;
      await addToNobody(tx);
      return 'never';
    });
    await expect(writing).rejects.toThrow(/foreign key/);
    expect(tries).toBe(1);
  });

  /** Lets the first so many go on only when all of them have come, and those who come later at once. */
  function meetingOf(howMany: number): () => Promise<void> {
    let missing = howMany;
    let start = (): void => undefined;
    const complete = new Promise<void>((resolve) => (start = resolve));
    return () => {
      missing -= 1;
      if (missing === 0) start();
      return complete;
    };
  }
});
