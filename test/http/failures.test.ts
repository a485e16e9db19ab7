// What goes wrong behind the requests can be found out from the log, and tells nobody's data.
import { EventEmitter, once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Reader } from '../../src/database/reader.js';
import { loggable } from '../../src/kernel/loggable.js';
import { openMigrated, type Opened } from '../database/opened.js';
import { describeOnBothDatabases, openTestDatabase, type TestDatabase } from '../support/databases.js';
import { expectProblem } from '../support/api.js';
import { openHouse, type House } from '../support/house.js';

type Line = Record<string, unknown>;

/** A log that can be waited for. */
function openLog() {
  const lines: Line[] = [];
  const written = new EventEmitter();
  return {
    write(text: string) {
      lines.push(JSON.parse(text) as Line);
      written.emit('line');
    },
    /** Resolves when so many lines say it. @returns the first */
    async first(says: RegExp, times = 1): Promise<Line> {
      for (;;) {
        const [line, ...others] = lines.filter(({ msg }) => says.test(String(msg)));
        if (line && others.length >= times - 1) return line;
        await once(written, 'line');
      }
    },
  };
}

const CODES = { sqlite: 'SQLITE_ERROR', postgres: '42P01' };

describeOnBothDatabases('a failure behind the requests', (open, engine) => {
  let database: TestDatabase;
  let opened: Opened;
  beforeAll(async () => {
    database = await open();
    opened = await openMigrated(database);
  });
  afterAll(() => opened.close());

  it('is logged with the code of the driver and where it happened', async () => {
    const log = openLog();
    const house = await openHouse(database, { LOG_LEVEL: 'warn', OUTBOX_EVERY_MS: '10' }, log);
    await opened.writer.query('ALTER TABLE outbox RENAME TO elsewhere');
    const line = await log.first(/^outbox failed/);
    expect(line).toMatchObject({ level: 50, error: 'StatementError', code: CODES[engine] });
    expect(line['stack']).toEqual(expect.arrayContaining([expect.stringMatching(/outbox\/deliver\.ts/)]));
    await opened.writer.query('ALTER TABLE elsewhere RENAME TO outbox');
    await house.close();
  });

  it('is logged without what the statement was given', async () => {
    const secret = '330102-a-secret';
    const failing = engine === 'postgres' ? 'SELECT CAST(? AS INTEGER)' : 'SELECT * FROM nowhere WHERE id = ?';
    const failure = await opened.reader.query(failing, [secret]).catch((error: unknown) => error);
    if (engine === 'postgres') expect(String(failure)).toContain(secret);
    expect(JSON.stringify(loggable(failure))).not.toContain(secret);
    expect(loggable(failure)).toMatchObject({ code: engine === 'postgres' ? '22P02' : 'SQLITE_ERROR' });
  });
});

describe('what is logged of an error', () => {
  const thrown = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return error;
    }
  };

  it('is the words of one that quotes nothing, and its cause’s code', () => {
    const error = new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
    expect(loggable(error)).toMatchObject({ error: 'TypeError', message: 'fetch failed', code: 'ECONNREFUSED' });
  });

  it('is not the words of a SyntaxError, which quote the text', () => {
    const error = thrown(() => JSON.parse('secret'));
    expect(String(error)).toContain('secret');
    expect(loggable(error)).toMatchObject({ error: 'SyntaxError' });
    expect(JSON.stringify(loggable(error))).not.toContain('secret');
  });
});

describe('a connection that PostgreSQL drops', () => {
  it('is a warning with its code, and the next request gets another one', async () => {
    const database = await openTestDatabase('postgres');
    const log = openLog();
    const house = await openHouse(database, { LOG_LEVEL: 'warn', OUTBOX_EVERY_MS: '3600000' }, log);
    const its = await house.nest
      .get(Reader)
      .query('SELECT pid FROM pg_stat_activity WHERE datname = current_database()');
    const opened = await openMigrated(database);
    await opened.writer.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()`,
    );
    // While the house has not noticed that one is gone, it may still try it.
    const noticed = await log.first(/connection .* was lost/, its.length);
    expect(noticed).toMatchObject({ level: 40, code: '57P01' });
    expect((await fetch(`${house.address}/health/ready`)).status).toBe(200);
    await house.close();
    await opened.close().catch(() => undefined);
    await database.drop();
  });
});

describe('a database that is gone', () => {
  let house: House;
  afterAll(() => house.close());

  it('is said to be gone, to who asks and in the log', async () => {
    const database = await openTestDatabase('postgres');
    const log = openLog();
    house = await openHouse(database, { LOG_LEVEL: 'error', OUTBOX_EVERY_MS: '3600000' }, log);
    await house.tokenOf('kx-handler');
    await database.drop();
    for (const [who, path] of [
      ['kx-handler', '/worklist'],
      [null, '/notices'],
    ] as const) {
      expectProblem(await house.ask(who, 'GET', path), 503, 'database_gone');
    }
    expect(await log.first(/^request failed/)).toMatchObject({ level: 50 });
  });
});
