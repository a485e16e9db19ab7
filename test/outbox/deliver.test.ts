// Messages leave after the commit, at least once, and tell nobody's name.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { WriteDoor } from '../../src/database/transactions.js';
import { MovableClock } from '../../src/kernel/clock.js';
import { refuse } from '../../src/kernel/refusal.js';
import { DeliverOutbox, type Receiver } from '../../src/outbox/deliver.js';
import { enqueue, type Message } from '../../src/outbox/enqueue.js';
import { postTo } from '../../src/outbox/post-message.js';
import { findIdentityNumbers } from '../../src/protected-fields/find-identity-numbers.js';
import { openHouseWithKeys, SECRETS, vetWithSecrets } from '../audit/vetting.js';
import { openMigrated, type Opened } from '../database/opened.js';
import { describeOnBothDatabases, openTestDatabase } from '../support/databases.js';
import { MONDAY, openHouse } from '../support/house.js';

type Received = Parameters<Receiver>[0];

const message = (n: number): Message => ({
  topic: 'case.approve',
  subject: `case:${n}`,
  payload: { state: 'draft', n },
});

/** An instant so many ms after Monday morning. */
const after = (ms: number): string => new Date(Date.parse(MONDAY) + ms).toISOString();

/** Somebody to tell, who is deaf as long as a test wants. */
class Office {
  readonly heard: Received[] = [];
  tries = 0;
  deaf = false;

  readonly receive: Receiver = async (received) => {
    this.tries += 1;
    if (this.deaf) throw new Error('Nobody is in.');
    this.heard.push(received);
  };

  get subjects(): string[] {
    return this.heard.map(({ subject }) => subject).sort();
  }
}

describeOnBothDatabases('the outbox', (open) => {
  let opened: Opened;
  beforeAll(async () => {
    opened = await openMigrated(await open());
  });
  afterAll(() => opened.close());

  /** A delivery of its own, on a clock that stands at Monday morning, with nothing left to deliver. */
  async function begin() {
    await opened.writer.query('DELETE FROM outbox');
    const clock = new MovableClock(MONDAY);
    const office = new Office();
    const deliver = new DeliverOutbox(opened.door, opened.reader, clock, office.receive);
    return { clock, office, deliver };
  }

  const put = (...messages: Message[]) =>
    opened.door.write(async (tx) => {
      for (const one of messages) enqueue(tx, one, MONDAY);
      return messages.length;
    });

  it('delivers each message once to a receiver that hears: what was said, and an id to know it by', async () => {
    const { office, deliver } = await begin();
    await put(message(1), message(2));
    expect([await deliver.execute(), await deliver.execute()]).toEqual([2, 0]);
    const said = office.heard.map(({ id: _id, ...rest }) => rest);
    expect(said.sort((a, b) => (a.subject < b.subject ? -1 : 1))).toEqual([message(1), message(2)]);
    expect(new Set(office.heard.map(({ id }) => id)).size).toBe(2);
  });

  it('delivers nothing before the commit', async () => {
    const { office, deliver } = await begin();
    const inside = await opened.door.write(async (tx) => {
      enqueue(tx, message(1), MONDAY);
      return deliver.execute();
    });
    expect([inside, office.tries]).toEqual([0, 0]);
    expect(await deliver.execute()).toBe(1);
  });

  it.each([
    ['was refused', async () => refuse('out_of_turn')],
    ['failed', () => Promise.reject(new Error('fails'))],
  ])('never delivers what a command said that %s', async (_what, end) => {
    const { office, deliver } = await begin();
    const writing = opened.door.write(async (tx) => {
      enqueue(tx, message(1), MONDAY);
      return end();
    });
    await writing.catch(() => undefined);
    expect([await deliver.execute(), office.tries]).toEqual([0, 0]);
  });

  it('tries again after a failure, and waits twice as long each time, at most an hour', async () => {
    const { clock, office, deliver } = await begin();
    await put(message(1));
    office.deaf = true;
    const waits: number[] = [];
    for (let failure = 1; failure <= 15; failure += 1) {
      const failed = Date.parse(clock.now());
      await deliver.execute();
      const [row] = await opened.reader.query<{ next_attempt_at: string }>('SELECT next_attempt_at FROM outbox');
      const next = Date.parse(row?.next_attempt_at ?? '');
      waits.push((next - failed) / 1_000);
      clock.moveTo(new Date(next - 1).toISOString());
      await deliver.execute();
      expect(office.tries).toBe(failure);
      clock.moveTo(new Date(next).toISOString());
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600]);
    office.deaf = false;
    expect(await deliver.execute()).toBe(1);
    expect(office.subjects).toEqual(['case:1']);
  });

  it('lets a message that fails hold up no other', async () => {
    const { office, clock } = await begin();
    await put(message(1), message(2), message(3));
    const picky = new DeliverOutbox(opened.door, opened.reader, clock, async (received) => {
      if (received.subject === 'case:2') throw new Error('Not this one.');
      await office.receive(received);
    });
    expect(await picky.execute()).toBe(2);
    expect(office.subjects).toEqual(['case:1', 'case:3']);
    clock.moveTo(after(1_000));
    expect(await picky.execute()).toBe(0);
    expect(office.subjects).toEqual(['case:1', 'case:3']);
  });

  it('delivers again, under the same id, what was received and could not be noted down', async () => {
    const { office, clock, deliver } = await begin();
    await put(message(1));
    const shutting = new WriteDoor(opened.writer, opened.url);
    await shutting.close();
    await new DeliverOutbox(shutting, opened.reader, clock, office.receive).execute();
    await deliver.execute();
    expect(office.subjects).toEqual(['case:1', 'case:1']);
    expect(new Set(office.heard.map(({ id }) => id)).size).toBe(1);
    expect(await deliver.execute()).toBe(0);
  });

  it('gives up the message under way when the program ends: it waits as it did, and what was received is noted down', async () => {
    const { office, clock, deliver } = await begin();
    await put(message(1), message(2), message(3));
    const ending = new AbortController();
    let asked = 0;
    const slow = new DeliverOutbox(opened.door, opened.reader, clock, async (received, signal) => {
      asked += 1;
      if (asked === 1) return office.receive(received);
      const aborted = once(signal ?? ending.signal, 'abort');
      ending.abort();
      await aborted;
      throw new Error('Aborted.');
    });
    expect(await slow.execute(ending.signal)).toBe(1);
    expect(asked).toBe(2);
    const left = 'SELECT attempts, next_attempt_at FROM outbox WHERE delivered_at IS NULL';
    const untouched = { attempts: 0, next_attempt_at: MONDAY };
    expect(await opened.reader.query(left)).toEqual([untouched, untouched]);
    expect(await deliver.execute()).toBe(2);
    expect(office.subjects).toEqual(['case:1', 'case:2', 'case:3']);
  });

  it('soon after a start forgets what was delivered more than a week ago, and nothing that nobody received', async () => {
    await begin(); // nothing else is in it
    const days = (n: number) => after(-n * 86_400_000);
    const columns = 'id, topic, subject, payload, created_at, attempts, next_attempt_at, delivered_at';
    const row = (id: string, delivered: string | null) =>
      [id, 't', 's', '{}', days(30), 0, after(86_400_000), delivered].map((v) => (v === null ? 'NULL' : `'${v}'`));
    const rows = [row('old', days(8)), row('young', days(6)), row('never received', null)];
    await opened.writer.query(`INSERT INTO outbox (${columns}) VALUES ${rows.map((r) => `(${r.join()})`).join()}`);
    const answer = `'a', 'k', 'f', 'sealed', '${days(8)}'`;
    await opened.writer.query(
      `INSERT INTO idempotency_keys (actor, idempotency_key, fingerprint, answer, created_at) VALUES (${answer})`,
    );
    const ids = async (sql: string) => (await opened.reader.query<{ id: string }>(sql)).map(({ id }) => id);
    const house = await openHouse({ ...opened, drop: async () => undefined });
    while ((await ids('SELECT id FROM outbox')).includes('old')) await nextTurn(); // SQLite's answer comes in the same turn
    expect(await ids('SELECT id FROM outbox ORDER BY id')).toEqual(['never received', 'young']);
    expect(await ids('SELECT actor AS id FROM idempotency_keys')).toEqual([]);
    await house.close();
  });

  it('delivers everything that waits, a hundred in one go', async () => {
    const { office, deliver } = await begin();
    await put(...Array.from({ length: 250 }, (_, n) => message(n)));
    expect([await deliver.execute(), await deliver.execute(), await deliver.execute()]).toEqual([100, 100, 50]);
    expect(new Set(office.subjects).size).toBe(250);
  });
});

describe('a receiver elsewhere', () => {
  /** A server that answers with the given statuses in turn, then with 204, and keeps what it was sent. */
  async function listen(...statuses: number[]) {
    const requests: { key: string | undefined; type: string | undefined; body: Received }[] = [];
    const server = createServer((request, response) => {
      let text = '';
      request.on('data', (chunk: Buffer) => (text += chunk.toString()));
      request.on('end', () => {
        const { 'idempotency-key': key, 'content-type': type } = request.headers;
        requests.push({ key: key?.toString(), type, body: JSON.parse(text) as Received });
        response.writeHead(statuses.shift() ?? 204).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const close = async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    };
    return { requests, url: `http://127.0.0.1:${port}/messages`, close };
  }

  const sent: Received = { id: 'm-1', ...message(1) };
  const silent = pino({ level: 'silent' });

  it.each([200, 202, 204])(
    'that answers %i has received the message: a POST, its id as Idempotency-Key',
    async (status) => {
      const { requests, url, close } = await listen(status);
      await postTo(url, silent)(sent);
      expect(requests).toEqual([{ key: 'm-1', type: 'application/json', body: sent }]);
      await close();
    },
  );

  it.each([400, 404, 500, 503])('that answers %i has not received the message', async (status) => {
    const { url, close } = await listen(status);
    await expect(postTo(url, silent)(sent)).rejects.toThrow(String(status));
    await close();
  });

  it('that cannot be reached has not received the message', async () => {
    const { url, close } = await listen();
    await close();
    await expect(postTo(url, silent)(sent)).rejects.toThrow(/fetch failed/);
  });

  it('that does not answer is given up at once when the program ends', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const ending = new AbortController();
    const { port } = server.address() as AddressInfo;
    const posting = postTo(`http://127.0.0.1:${port}/`, silent)(sent, ending.signal);
    await once(server, 'request');
    ending.abort();
    await expect(posting).rejects.toMatchObject({ name: 'AbortError' });
    server.close().closeAllConnections();
  });

  it('is told of every act on a case, again of the one it missed, and of nobody’s name, number or words', async () => {
    const database = await openTestDatabase('sqlite');
    const { requests, url, close } = await listen(503);
    const house = await openHouseWithKeys(database, { OUTBOX_URL: url });
    const { version } = await vetWithSecrets(house);
    const deliver = house.nest.get(DeliverOutbox);
    expect(await deliver.execute()).toBe(version - 1);
    house.clock.moveTo(after(1_000));
    expect(await deliver.execute()).toBe(1);

    const [missed] = requests;
    expect(requests.at(-1)).toEqual(missed);
    const topics = new Set(requests.map(({ body }) => body.topic.replace('case.', '')));
    expect([...topics].sort()).toEqual([
      'accept',
      'answer_supplement',
      'approve',
      'conclude_objection',
      'defer',
      'object',
      'publish_notice',
      'record_findings',
      'resume',
      'return_for_supplement',
      'submit',
    ]);
    const text = requests.map(({ body }) => JSON.stringify(body)).join('\n');
    expect(Object.entries(SECRETS).filter(([, secret]) => text.includes(secret))).toEqual([]);
    expect(findIdentityNumbers(requests.map(({ body }) => JSON.stringify(body.payload)).join('\n'))).toEqual([]);
    await house.close();
    await close();
    await database.drop();
  });
});
