// The program as its operator meets it: started, asked for its health, stopped, and given settings that are wrong.
import { EventEmitter, once } from 'node:events';
import { existsSync, chmodSync, cpSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createApplication } from '../../src/application.js';
import { readConfig } from '../../src/config.js';
import { MovableClock, SystemClock } from '../../src/kernel/clock.js';
import { enqueue } from '../../src/outbox/enqueue.js';
import { openMigrated } from '../database/opened.js';
import { expectProblem, send, type RawAnswer } from '../support/api.js';
import { describeOnBothDatabases, openTestDatabase, type TestDatabase } from '../support/databases.js';
import { MONDAY } from '../support/house.js';
import { accountsIn, spawnProgram, type Spawned } from '../support/spawned.js';
import { policiesSaying } from '../cases/policies.js';
import { SHIPPED_TEXT } from '../workflow/shipped-courses.js';

jest.setTimeout(60_000); // each test starts a process or two, on a machine that may be busy

const folder = mkdtempSync(join(tmpdir(), 'renxuan-operations-'));
afterAll(() => rmSync(folder, { recursive: true }));

const running: Spawned[] = [];
afterEach(async () => {
  for (const program of running.splice(0)) await program.stop();
});

/** One version of one place: to check all that there are takes a start most of its time, and these tests ask nothing of them. */
const FEW_POLICIES = { POLICIES: policiesSaying(SHIPPED_TEXT) };

const start = (settings: Record<string, string>, program?: string, args?: string[]): Spawned => {
  const spawned = spawnProgram({ KEY_FILE: join(folder, 'keys.json'), ...settings }, program, args);
  running.push(spawned);
  return spawned;
};

const JSON_TYPE = { 'content-type': 'application/json' };
const logIn = (address: string, login: string, password: string): Promise<RawAnswer> =>
  send(address, {
    method: 'POST',
    path: '/api/v1/sessions',
    headers: JSON_TYPE,
    body: JSON.stringify({ login, password }),
  });

const linesOf = (log: string) =>
  log
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describeOnBothDatabases('the program', (open) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });

  it('starts on an empty database with nothing set but where that is, and says what to open and who can log in', async () => {
    const program = start({ DATABASE_URL: database.url });
    const address = await program.ready;
    const { stdout } = program.said();
    const accounts = accountsIn(stdout);
    expect(accounts.size).toBe(21);
    expect(stdout.match(/shown this once/g)).toHaveLength(1);
    expect((await send(address, { path: '/api/docs' })).status).toBe(200);
    for (const path of ['/health/live', '/health/ready']) {
      expect(await send(address, { path })).toMatchObject({
        status: 200,
        body: { status: path.slice('/health/'.length) },
      });
    }
    const opened = await logIn(address, 'kx-handler', accounts.get('kx-handler') ?? '');
    const headers = { authorization: `Bearer ${String(opened.body['token'])}` };
    expect((await send(address, { path: '/api/v1/worklist', headers })).status).toBe(200);
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);

    const again = start({ DATABASE_URL: database.url });
    const second = await again.ready;
    expect(accountsIn(again.said().stdout).size).toBe(0);
    expect(again.said().stdout.trim().split('\n')).toHaveLength(1);
    expect((await send(second, { path: '/api/v1/worklist', headers })).status).toBe(200);
    expect((await logIn(second, 'kx-handler', accounts.get('kx-handler') ?? '')).status).toBe(201);
    again.signal('SIGINT');
    expect(await again.ended).toBe(0);
  });

  it('makes a key file that is its owner’s alone', () => {
    expect(statSync(join(folder, 'keys.json')).mode & 0o777).toBe(0o600);
  });
});

it('the program starts empty if it is told to: no account, and nobody can log in', async () => {
  const database = await openTestDatabase('sqlite');
  const program = start({
    ...FEW_POLICIES,
    DATABASE_URL: database.url,
    SEED: 'none',
    KEY_FILE: join(folder, 'empty.json'),
  });
  expectProblem(await logIn(await program.ready, 'administrator', 'x'.repeat(12)), 401, 'wrong_credentials');
  expect(accountsIn(program.said().stdout).size).toBe(0);
  await program.stop();
  await database.drop();
});

describe('the log', () => {
  it('is one line of JSON for each request, with its id and route, and never with its query, its path or its token', async () => {
    const database = await openTestDatabase('sqlite');
    const program = start({
      ...FEW_POLICIES,
      DATABASE_URL: database.url,
      LOG_LEVEL: 'trace',
      KEY_FILE: join(folder, 'log.json'),
    });
    const address = await program.ready;
    const password = accountsIn(program.said().stdout).get('kx-handler') ?? '';
    const opened = await logIn(address, 'kx-handler', password);
    const token = String(opened.body['token']);
    const answers = [
      opened,
      await logIn(address, 'kx-handler', 'a-wrong-password'),
      await send(address, {
        path: '/api/v1/cases?after=secret-in-a-query',
        headers: { authorization: `Bearer ${token}` },
      }),
      await send(address, { path: '/api/v1/objections/secret-receipt' }),
      await send(address, { path: '/secret-path' }),
      await send(address, { path: '/api/v1/notices/%zzsecret' }),
      await send(address, { method: 'POST', path: '/api/v1/sessions', headers: JSON_TYPE, body: '{"secret-body":' }),
    ];
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
    const { stderr } = program.said();
    const lines = linesOf(stderr);
    for (const answer of answers) {
      const own = lines.filter(({ reqId, msg }) => reqId === answer.headers['x-request-id'] && msg === 'request');
      expect(own).toHaveLength(1);
      expect(own[0]).toMatchObject({ level: 30, status: answer.status, time: expect.stringMatching(/^\d{4}-.*Z$/) });
    }
    expect(lines.map(({ route }) => route)).toEqual(
      expect.arrayContaining(['/api/v1/sessions', '/api/v1/cases', '/api/v1/objections/:receipt', null]),
    );
    for (const secret of ['secret', token, password, 'a-wrong-password']) expect(stderr).not.toContain(secret);
    await database.drop();
  });
});

/** A request of which the head and half of the body are sent, so that the program has accepted it and cannot answer yet. */
async function halfASession(
  address: string,
  body: string,
): Promise<{ socket: Socket; answer: Promise<string>; rest: string }> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  let text = '';
  const answer = new Promise<string>((resolve) => {
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('error', () => resolve(text)); // cut off: what there is of an answer is the answer
    socket.once('close', () => resolve(text));
  });
  await once(socket, 'connect');
  const half = Math.floor(body.length / 2);
  const head = `POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
  socket.write(`${head}Expect: 100-continue\r\n\r\n`);
  await once(socket, 'data'); // "100 Continue": the request has been accepted
  socket.write(body.slice(0, half));
  return { socket, answer, rest: body.slice(half) };
}

const refusesConnections = async (address: string): Promise<void> => {
  for (;;) {
    const answer = await send(address, { path: '/health/live' }).catch(() => null);
    if (!answer) return;
  }
};

const receivers: Server[] = [];
afterEach(() => {
  for (const server of receivers.splice(0)) server.close().closeAllConnections();
});

/** Where messages are posted: it takes them in, and answers none before it is told to. */
async function openReceiver() {
  const subjects: string[] = [];
  const arrivals = new EventEmitter();
  let answers = false;
  const server = createHttpServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      subjects.push((JSON.parse(text) as { subject: string }).subject);
      arrivals.emit('one');
      if (answers) response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  receivers.push(server);
  return {
    subjects,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async heard(messages: number) {
      while (subjects.length < messages) await once(arrivals, 'one');
    },
    answer: () => void (answers = true),
  };
}

describe('the end of the program', () => {
  let database: TestDatabase;
  let settings: Record<string, string>;
  beforeAll(async () => {
    database = await openTestDatabase('sqlite');
    settings = { ...FEW_POLICIES, DATABASE_URL: database.url, KEY_FILE: join(folder, 'end.json') };
  });
  afterAll(() => database.drop());

  it('waits for the requests that were accepted, takes no new connection, and is no failure', async () => {
    const program = start(settings);
    const address = await program.ready;
    const password = accountsIn(program.said().stdout).get('kx-handler') ?? '';
    const request = await halfASession(address, JSON.stringify({ login: 'kx-handler', password }));
    program.signal('SIGTERM');
    await refusesConnections(address);
    request.socket.write(request.rest);
    const answer = await request.answer;
    expect(answer).toMatch(/HTTP\/1\.1 201 Created\r\n/);
    expect(answer).toMatch(/^connection: close\r\n/im); // or the program would wait for a connection that says no more
    expect(await program.ended).toBe(0);
    // All is in the one file: nothing is left in SQLite's log, which somebody might not copy with it.
    const file = settings['DATABASE_URL']?.slice('file:'.length) ?? '';
    expect([existsSync(file), existsSync(`${file}-wal`), existsSync(`${file}-shm`)]).toEqual([true, false, false]);
    const [, token] = /"token":"([\w-]+)"/.exec(answer) ?? [];

    const next = start(settings);
    const headers = { authorization: `Bearer ${token ?? ''}` };
    expect((await send(await next.ready, { path: '/api/v1/sessions/current', headers })).status).toBe(200);
  });

  it('says that it is not ready while it goes on to serve, for as long as SHUTDOWN_DRAIN_MS', async () => {
    const program = start({ ...settings, SHUTDOWN_DRAIN_MS: '1000' });
    const address = await program.ready;
    program.signal('SIGTERM');
    let ready: RawAnswer;
    do ready = await send(address, { path: '/health/ready' });
    while (ready.status === 200);
    expectProblem(ready, 503, 'shutting_down');
    expect((await send(address, { path: '/health/live' })).status).toBe(200);
    expect((await send(address, { path: '/api/v1/notices' })).status).toBe(200);
    expect(await program.ended).toBe(0);
  });

  it('takes nothing new while a receiver keeps a message waiting, and delivers that message after the next start', async () => {
    const waiting = await openTestDatabase('sqlite');
    const opened = await openMigrated(waiting);
    const subjects = ['case:1', 'case:2', 'case:3', 'case:4'];
    await opened.door.write(async (tx) => {
      for (const subject of subjects) enqueue(tx, { topic: 'case.approve', subject, payload: {} }, MONDAY);
      return subjects.length;
    });
    await opened.close();
    const receiver = await openReceiver();
    const given = { DATABASE_URL: waiting.url, SEED: 'none', OUTBOX_URL: receiver.url, OUTBOX_EVERY_MS: '10' };

    const program = start({ ...settings, ...given });
    const address = await program.ready;
    await receiver.heard(1);
    const request = await halfASession(address, JSON.stringify({ login: 'x', password: 'x'.repeat(1000) }));
    program.signal('SIGTERM');
    await refusesConnections(address);
    request.socket.write(request.rest);
    expect(await request.answer).toMatch(/HTTP\/1\.1 4\d\d /);
    expect(await program.ended).toBe(0);
    // It still has not answered; had anybody waited until it was given up, the next messages would have been tried too.
    expect(receiver.subjects).toHaveLength(1);

    receiver.answer();
    const next = start({ ...settings, ...given });
    await next.ready;
    await receiver.heard(1 + subjects.length);
    expect(receiver.subjects.slice(1).sort()).toEqual(subjects);
    next.signal('SIGTERM');
    expect(await next.ended).toBe(0);
    await waiting.drop();
  });

  it('cuts off a request that does not come to an end within SHUTDOWN_WITHIN_MS', async () => {
    const program = start({ ...settings, SHUTDOWN_WITHIN_MS: '200' });
    const request = await halfASession(await program.ready, JSON.stringify({ login: 'x', password: 'x'.repeat(1000) }));
    program.signal('SIGTERM');
    expect(await request.answer).not.toMatch(/HTTP\/1\.1 [2-5](?!00 Continue)/);
    expect(await program.ended).toBe(0);
  });
});

describe('a start that cannot succeed', () => {
  const file = (name: string, content: string, mode = 0o600): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    chmodSync(path, mode);
    return path;
  };
  const policies = (change: (yaml: string) => string): string => {
    const copy = mkdtempSync(join(folder, 'policies-'));
    cpSync('policies', copy, { recursive: true });
    const path = join(copy, '330000', '2024-04-15.yaml');
    writeFileSync(path, change(readFileSync(path, 'utf8')));
    return copy;
  };
  const fresh = () => `file:${join(mkdtempSync(join(folder, 'database-')), 'test.db')}`;

  it.each<[string, () => Record<string, string>, RegExp]>([
    [
      'a database that does not answer',
      () => ({ DATABASE_URL: 'postgres://somebody:hunter2@127.0.0.1:1/x' }),
      /^The database of DATABASE_URL cannot be used: .*ECONNREFUSED.*start the database, or correct the address\.$/m,
    ],
    [
      'a database server that is nowhere',
      () => ({ DATABASE_URL: 'postgres://somebody:hunter2@nowhere.invalid/x' }),
      /^The database of DATABASE_URL cannot be used: .*nowhere\.invalid\.$/m,
    ],
    [
      'a file that is no database',
      () => ({
        DATABASE_URL: `file:${file('no.db', 'This is not a database, but a text long enough to be one.'.repeat(20))}`,
      }),
      /^The database of DATABASE_URL cannot be used: file is not a database\.$/m,
    ],
    [
      'a folder as database',
      () => ({ DATABASE_URL: `file:${folder}` }),
      /^The database of DATABASE_URL cannot be used: unable to open database file\.$/m,
    ],
    [
      'a key file that others can read',
      () => ({ DATABASE_URL: fresh(), KEY_FILE: file('open.json', '{}', 0o644) }),
      /^The key file .*open\.json is open to group or others; make it yours alone \(chmod 600\)/m,
    ],
    [
      'a key file that is none',
      () => ({ DATABASE_URL: fresh(), KEY_FILE: file('none.json', 'secret-but-broken') }),
      /^The key file .*none\.json is not a JSON key file/m,
    ],
    [
      'a key file below a file',
      () => ({ DATABASE_URL: fresh(), KEY_FILE: join(file('plain', ''), 'keys.json') }),
      /^The key file .*plain\/keys\.json cannot be used: .*\.$/m,
    ],
    [
      'no policies',
      () => ({ DATABASE_URL: fresh(), POLICIES: join(folder, 'nowhere') }),
      /^The policies of POLICIES \(.*nowhere\) cannot be used: ENOENT.*\.$/m,
    ],
    [
      'a policy with a wrong number',
      () => ({ DATABASE_URL: fresh(), POLICIES: policies((yaml) => yaml.replace(/length: \d+/, 'length: soon')) }),
      /^The policies cannot be used:\n +.*2024-04-15\.yaml:\d+ periods\.\w+\.length: must be integer/m,
    ],
    [
      'a policy that is no YAML',
      () => ({ DATABASE_URL: fresh(), POLICIES: policies(() => 'policy: [') }),
      /^The policies cannot be used:\n +.*2024-04-15\.yaml:\d+/m,
    ],
    [
      'an address that is not this machine’s',
      () => ({ DATABASE_URL: fresh(), HOST: '192.0.2.1' }),
      /^HOST 192\.0\.2\.1 with PORT /m,
    ],
  ])('with %s is given up with a sentence, without a password in it', async (_, settings, sentence) => {
    const config = readConfig({ KEY_FILE: join(folder, 'keys.json'), PORT: '0', LOG_LEVEL: 'silent', ...settings() });
    const failure: unknown = await createApplication(config, new SystemClock())
      .then(
        async (application) => application.listen().finally(() => application.close()),
        (error: unknown) => error,
      )
      .catch((error: unknown) => error);
    const { message } = failure as Error;
    expect(message).toMatch(sentence);
    expect(message).not.toMatch(/\n\s+at |node_modules|hunter2|secret-but-broken/);
  });

  it('is no year without a calendar: that is warned of, as from November on the next one is', async () => {
    const config = readConfig({
      KEY_FILE: join(folder, 'keys.json'),
      PORT: '0',
      DATABASE_URL: fresh(),
      ...FEW_POLICIES,
    });
    const warnedAt = async (instant: string) => {
      const lines: string[] = [];
      const logs = { write: (line: string) => void lines.push(line) };
      await (await createApplication(config, new MovableClock(instant), logs)).close();
      return lines.filter((line) => /20\d\d\.json/.test(line)).map((line) => /20\d\d\.json: is [a-z]+/.exec(line)?.[0]);
    };
    expect(await warnedAt('2026-10-31T15:59:59.999Z')).toEqual([]);
    // The year begins in China, eight hours before it does in UTC.
    expect(await warnedAt('2026-12-31T15:59:59.999Z')).toEqual(['2027.json: is not']);
    expect(await warnedAt('2026-12-31T16:00:00.000Z')).toEqual(['2027.json: is missing']);
  });

  it('ends the program with 1 and the sentence, not with a stack', async () => {
    const program = start({ DATABASE_URL: fresh(), POLICIES: join(folder, 'nowhere') });
    expect(await program.ended).toBe(1);
    expect(program.said()).toEqual({
      stdout: '',
      stderr: expect.stringMatching(/^The policies of POLICIES \(.*nowhere\) cannot be used: ENOENT[^\n]*\.\n$/),
    });
  });

  it('for several wrong settings names all of them at once', async () => {
    const wrong = {
      PORT: 'x',
      LOG_LEVEL: 'loud',
      SESSION_HOURS: '0',
      SECURE_COOKIES: 'maybe',
      SEED: 'yes',
      DATABASE_URL: 'x',
    };
    const program = start(wrong);
    expect(await program.ended).toBe(1);
    const { stderr } = program.said();
    expect(stderr.split('\n')[0]).toBe('Settings that cannot be used:');
    for (const name of Object.keys(wrong)) expect(stderr).toMatch(new RegExp(`^  ${name} must be .*\\.$`, 'm'));
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('because the port is taken says so, after the passwords of a first start, which are shown only once', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    const url = fresh();
    const settings = { ...FEW_POLICIES, DATABASE_URL: url, KEY_FILE: join(folder, 'taken.json') };
    const program = start({ ...settings, PORT: port });
    expect(await program.ended).toBe(1);
    const { stdout, stderr } = program.said();
    expect(stderr).toMatch(
      new RegExp(
        `^HOST 127\\.0\\.0\\.1 with PORT ${port} cannot be used: .*another program listens there: stop it, or set PORT`,
        'm',
      ),
    );
    expect(stderr).not.toMatch(/^\s+at /m);
    other.close();
    const again = start(settings);
    const opened = await logIn(await again.ready, 'kx-handler', accountsIn(stdout).get('kx-handler') ?? '');
    expect(opened.status).toBe(201);
  });
});

describeOnBothDatabases('the first administrator', (open) => {
  const OFFICE = ['--body', 'zj-mzt', '--body-name', '浙江省民政厅（虚构）', '--jurisdiction', '330000'];
  const enter = async (database: TestDatabase, login: string, ...office: string[]) => {
    // Without the log, which in November warns of the calendar of the next year.
    const settings = { ...FEW_POLICIES, DATABASE_URL: database.url, LOG_LEVEL: 'error' };
    const command = start(settings, 'dist/src/cli/first-administrator.js', [
      ...office,
      ...['--login', login, '--name', '管理员（虚构）'],
    ]);
    return { code: await command.ended, ...command.said() };
  };

  it('is entered with an office into an empty database, once, and can log in and enter others', async () => {
    const database = await open();
    const entered = await enter(database, 'admin', ...OFFICE);
    expect(entered).toMatchObject({ code: 0, stderr: '' });
    const [, password = ''] = /shown this once: (\S+)/.exec(entered.stdout) ?? [];
    const again = await enter(database, 'admin-2', ...OFFICE);
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('There are accounts in this database') });
    const program = start({ ...FEW_POLICIES, DATABASE_URL: database.url, SEED: 'none', LOG_LEVEL: 'silent' });
    const address = await program.ready;
    const { status, body } = await logIn(address, 'admin', password);
    expect([status, body['passwordGiven']]).toEqual([201, false]);
    const officials = await send(address, {
      path: '/api/v1/officials',
      headers: { authorization: `Bearer ${String(body['token'])}` },
    });
    expect(officials.body['items']).toMatchObject([
      { login: 'admin', mandates: [{ body: 'zj-mzt', duty: 'administrator' }] },
    ]);
  });

  it('is not entered with something missing or wrong: all of it is named', async () => {
    const database = await open();
    expect(await enter(database, 'admin')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Missing: --body, --body-name, --jurisdiction\./),
    });
    const wrong = await enter(database, 'admin', '--body', 'no body', '--body-name', 'x', '--jurisdiction', '33');
    expect(wrong.code).toBe(1);
    expect(wrong.stderr).toMatch(/^id: /m);
    expect(wrong.stderr).toMatch(/^jurisdiction: /m);
  });
});
