// Canaries: identity numbers, telephone numbers, addresses and objectors that occur nowhere else are put into every field
// that takes one, a case goes through every kind of act, and then they are looked for wherever they must not be: answers,
// logs, errors, rows, exports and the bytes of the database.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { Reader } from '../../src/database/reader.js';
import { CASE_ACTS } from '../../src/workflow/events.js';
import { documentOf, routesIn } from '../support/api.js';
import {
  act,
  answerChecks,
  because,
  clearForNotice,
  elect,
  look,
  onDay,
  publish,
  type TestCase,
  reject,
  revoke,
} from '../support/cases.js';
import { describeOnBothDatabases, type TestDatabase } from '../support/databases.js';
import { openHouse, type House } from '../support/house.js';
import { candidate, dualSlate, ofAnother, residentId } from '../support/slates.js';
import { spawnProgram } from '../support/spawned.js';

jest.setTimeout(60_000); // hundreds of requests, on a machine that may be busy

const PHONE = (n: number) => `1398765${String(4000 + n)}`;
const ADDRESS = (n: number) => `杭州市金丝雀路${n}号笼中苑`;
const OBJECTOR = { name: '金丝雀·举报人', contact: '金丝雀邮箱 canary@cage.example 13612340000' };
const FACTS = '金丝雀所述事实：笼门未关';
/** Wrong in its check digit: a number with a typing error still points at its owner. */
const MISTYPED = `${residentId('1983-03-07', 222).slice(0, 17)}${residentId('1983-03-07', 222).endsWith('1') ? '2' : '1'}`;
const PASSPORT = 'ECANARY123';

const numbers: string[] = [];
const secrets = new Set<string>();

/** The n-th person of this test, with something in every field that is protected. */
function canary(n: number, posts = ['vice_president']) {
  const one = candidate(n, posts);
  const number = residentId('1983-03-07', 300 + n);
  numbers.push(number);
  const person = {
    ...one.person,
    sex: n % 2 === 0 ? 'female' : 'male',
    birthDate: '1983-03-07',
    identity: { type: 'resident_id', number },
    phone: PHONE(n),
    address: ADDRESS(n),
  };
  for (const secret of [number, PHONE(n), ADDRESS(n)]) secrets.add(secret);
  return { ...one, person };
}

/** A secret as it would look in an answer, a log, a column or a file. */
const formsOf = (secret: string): string[] => [
  secret,
  secret.toLowerCase(),
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
];

/** A plain hash gives a number away, too: all numbers there can be are tried in minutes. */
const hashesOf = (secret: string): string[] =>
  (['hex', 'base64url'] as const).map((encoding) => createHash('sha256').update(secret).digest(encoding));

/** The beginnings of those that are found, so that a failed test does not tell them either. */
const found = (text: string | Buffer, what: Iterable<string>, forms = formsOf): string[] =>
  [...what].filter((secret) => forms(secret).some((form) => text.includes(form))).map((secret) => secret.slice(0, 4));

const AT_KX = { body: 'zj-kx', duty: 'approver' } as const;

describeOnBothDatabases('a canary', (open, engine) => {
  let database: TestDatabase;
  let house: House;
  let log = '';
  const answers: { where: string; text: string }[] = [];
  const letters: { where: string; text: string }[] = [];
  const handedOut = new Set<string>();
  /** Requests as the fingerprint of an Idempotency-Key knows them. */
  const requests = new Set<string>();
  const cases: TestCase[] = [];
  let notice: string;

  let closing: Promise<void> | undefined;
  const close = () => (closing ??= house.close());

  /** The house, with every answer kept. */
  const listening = (real: House): House => ({
    ...real,
    async ask(who, method, path, body, asked) {
      const answer = await real.ask(who, method, path, body, asked);
      // A letter says what its policy lets it say, to the department it went to: it is looked at by itself.
      const list = method === 'GET' && /^\/inquiries\/[^/]+$/.test(path) ? letters : answers;
      list.push({ where: `${method} ${path} for ${who ?? 'the public'}`, text: JSON.stringify(answer.body) });
      return answer;
    },
  });

  beforeAll(async () => {
    database = await open();
    const logs = { write: (line: string) => void (log += line) };
    house = listening(await openHouse(database, { LOG_LEVEL: 'trace' }, logs));
    await everyAct();
  });

  async function everyAct() {
    secrets.add(OBJECTOR.name).add(OBJECTOR.contact).add(MISTYPED).add(PASSPORT);
    const people = Array.from({ length: 9 }, (_, n) => canary(n));
    const foreigner = {
      ...people[8],
      person: { ...people[8]?.person, identity: { type: 'passport', number: PASSPORT } },
    };
    const slate = dualSlate([...people.slice(0, 8), foreigner] as typeof people);
    await refusals(slate, people);

    const drafted = await house.ask('kx-submitter', 'POST', '/slates', slate, { key: 'canary-draft' });
    const id = String(drafted.body['id']);
    await house.ask('kx-submitter', 'PUT', `/slates/${id}`, slate, { version: 1, key: 'canary-edit' });
    await house.ask('kx-submitter', 'PUT', `/slates/${id}`, slate, { version: 1, key: 'canary-edit' });
    const given = await house.ask('kx-submitter', 'POST', '/slates', dualSlate([canary(20)]));
    await house.ask('kx-submitter', 'POST', `/slates/${String(given.body['id'])}/discard`, {}, { version: 1 });
    await house.ask('kx-submitter', 'PUT', `/slates/${id}`, slate, { version: 1 }); // stale
    const again = await house.ask('kx-submitter', 'PUT', `/slates/${id}`, slate, { version: 2 });
    expect(again.status).toBe(200);
    await house.ask('kx-submitter', 'POST', `/slates/${id}/submit`, {}, { version: 3 }).then(({ body }) => {
      const opened = body['cases'] as { id: string; state: string; version: number }[];
      cases.push(...opened.map((row) => ({ ...row, slate: id })));
    });
    const [first] = people;
    const [leaver, rejected, lapsing, forgotten, revoked, objected, elected, notElected, foreign] = cases;
    if (
      !leaver ||
      !rejected ||
      !lapsing ||
      !forgotten ||
      !revoked ||
      !objected ||
      !elected ||
      !notElected ||
      !foreign
    ) {
      throw new Error('Nine cases are needed.');
    }
    await act(house, leaver, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    await act(house, leaver, 'kx-submitter', 'answer-supplement', { remarks: '已补' });
    await act(house, leaver, 'kx-submitter', 'withdraw', because('candidate_withdrew'));
    await act(house, lapsing, 'kx-handler', 'return-for-supplement', because('materials_incomplete'));
    await act(house, rejected, 'kx-handler', 'accept');
    await act(house, rejected, 'kx-handler', 'defer', because('facts_being_verified'));
    await act(house, rejected, 'kx-handler', 'resume');
    await reject(house, rejected, 'kx-approver', because('condition_not_met'));
    await act(house, rejected, 'kx-submitter', 'reconsider', because('disagrees_with_finding'));
    const upheld = { outcome: 'upheld', ...because('original_upheld') };
    await act(house, rejected, 'kx-approver-2', 'conclude-reconsideration', upheld);
    await signAndRecuse(revoked, first);
    await askDepartments();
    await hearAndCorrect();
    for (const one of [objected, elected, notElected, foreign]) await clearForNotice(house, one);
    for (const body of ['kx-dw', 'mzt']) {
      await act(house, revoked, `${body}-handler`, 'accept');
      await answerChecks(house, revoked, `${body}-handler`);
      await act(house, revoked, `${body}-approver`, 'approve');
    }
    notice = await publish(house, 'kx-handler', [revoked, objected, elected, notElected, foreign]);
    await object(objected);
    await onDay(house, '2026-11-20');
    for (const one of [revoked, elected, notElected, foreign]) await look(house, one, 'kx-submitter');
    await revoke(house, revoked, 'mzt-approver', because('falsehood'));
    await elect(house, [elected]);
    await elect(house, [notElected], 'kx-submitter', false);
    await act(house, elected, 'mzt-approver', 'file');
    await onDay(house, '2027-12-31');
  }

  /** Departments are asked about one more candidate: one answers, one by letter, one is late, one letter is taken back. */
  async function askDepartments() {
    const slate = ofAnother(5, dualSlate([canary(21)]));
    const drafted = await house.ask('kx-submitter', 'POST', '/slates', slate);
    const id = String(drafted.body['id']);
    const { body } = await house.ask('kx-submitter', 'POST', `/slates/${id}/submit`, {}, { version: 1 });
    const [opened] = body['cases'] as { id: string; state: string; version: number }[];
    if (!opened) throw new Error('No case was opened.');
    const one: TestCase = { ...opened, slate: id };
    await act(house, one, 'kx-handler', 'accept');
    const names = ['criminal_record', 'court_dishonesty', 'cadre_status', 'public_credit'];
    await act(house, one, 'kx-handler', 'inquiries', { inquiries: names.map((inquiry) => ({ inquiry })) });
    const shown = (await house.ask('kx-handler', 'GET', `/cases/${one.id}/inquiries`)).body['items'];
    const [police, court, cadres] = (shown as { id: string }[]).map((letter) => letter.id);
    const reply = (question: string) => ({
      document: '虚构复〔2026〕1号',
      datedOn: '2026-11-02',
      answers: [{ question, answer: 'clear' }],
    });
    await house.ask('gat-handler', 'GET', `/inquiries/${police ?? ''}`);
    const answered = reply('political_rights');
    await house.ask('gat-handler', 'POST', `/inquiries/${police ?? ''}/answer`, answered, {
      version: 1,
      key: 'canary-reply',
    });
    await look(house, one, 'kx-handler');
    const registered = { ...reply('court_dishonesty'), receivedOn: '2026-11-02' };
    await act(house, one, 'kx-handler', `inquiries/${court ?? ''}/answer`, registered);
    await act(house, one, 'kx-handler', `inquiries/${cadres ?? ''}/take-back`, because('inquiry_not_needed'));
  }

  /** Submits a slate of its own. @returns a case for each course of its candidates */
  async function submitted(nth: number, candidates: ReturnType<typeof canary>[], jurisdiction = '330000') {
    const { organisation, ...rest } = ofAnother(nth, dualSlate(candidates));
    const slate = { ...rest, organisation: { ...organisation, jurisdiction } };
    const id = String((await house.ask('kx-submitter', 'POST', '/slates', slate)).body['id']);
    const { body } = await house.ask('kx-submitter', 'POST', `/slates/${id}/submit`, {}, { version: 1 });
    return (body['cases'] as TestCase[]).map((row): TestCase => ({ ...row, slate: id }));
  }

  /** Those concerned are heard: told, said, given up; wrong data corrected; a candidate replaced. */
  async function hearAndCorrect() {
    const [heard, unheard, gone] = await submitted(6, [canary(22), canary(23), canary(24)], '330200');
    const [officer, party] = await submitted(7, [canary(25, ['vice_president', 'party_deputy_secretary'])]);
    if (!heard || !unheard || !gone || !officer || !party) throw new Error('Five cases are needed.');
    const [unfit, why] = [because('condition_not_met'), { why: '录入时有误（虚构）', evidence: '虚构证〔2026〕3号' }];
    for (const one of [heard, unheard]) {
      await act(house, one, 'kx-handler', 'accept');
      await act(house, one, 'kx-approver', 'intend-rejection', unfit);
    }
    const words = { text: '本人说明（虚构）', receivedOn: '2026-11-02', channel: 'letter' };
    await act(house, heard, 'kx-handler', 'statements', words);
    const told = { unit: `电话 ${PHONE(22)}`, candidate: '本人情况说明（虚构）' };
    const refused = await house.ask('kx-submitter', 'POST', `/cases/${heard.id}/answer-intention`, told, {
      version: heard.version,
    });
    expect(refused.body['code']).toBe('personal_data_in_text');
    await act(house, heard, 'kx-submitter', 'answer-intention', { candidate: '本人情况说明（虚构）' });
    await act(house, heard, 'kx-handler', 'statements', { ...words, last: true });
    await act(house, heard, 'kx-approver', 'intend-rejection', unfit);
    await act(house, heard, 'kx-approver', 'drop-intention', because('answer_convincing'));
    const contact = { phone: PHONE(27), address: ADDRESS(27) };
    const changed = { person: { employer: '虚构新单位' }, contact, ...why };
    await act(house, officer, 'kx-submitter', 'corrections', changed);
    await act(house, officer, 'kx-handler', 'corrections/conclude', { outcome: 'made', ...because('data_wrong') });
    await act(house, officer, 'kx-handler', 'corrections/register', { fullTime: true, ...why });
    const replaces = { caseId: gone.id, version: gone.version, ...because('nomination_changed') };
    const added = { candidates: [canary(26)], replaces };
    const { status } = await house.ask('kx-submitter', 'POST', `/slates/${gone.slate}/candidates`, added, {
      version: 2,
    });
    expect(status).toBe(201);
  }

  /** An official with an interest in a person and one who steps back; others sign before the first body agrees. */
  async function signAndRecuse(one: TestCase, someone: ReturnType<typeof canary> | undefined) {
    const about = { kind: 'resident_id', value: someone?.person.identity.number ?? '' };
    const declared = await house.ask(
      'mzt-handler',
      'POST',
      '/interests',
      { ground: 'relative', about },
      { key: 'canary-interest' },
    );
    expect(declared.status).toBe(201);
    await house.ask('mzt-handler', 'POST', `/interests/${String(declared.body['id'])}/end`);
    const [a, b] = [await house.enter('canary-a', AT_KX), await house.enter('canary-b', AT_KX)];
    await house.enter('canary-c', AT_KX);
    await act(house, one, 'kx-handler', 'claim', { duty: 'handler' });
    await act(house, one, 'kx-handler', 'release', { duty: 'handler' });
    await act(house, one, 'kx-handler', 'accept');
    await act(house, one, 'kx-approver', 'assign', { official: a, duty: 'approver' });
    await act(house, one, 'canary-a', 'release', { duty: 'approver' });
    await act(house, one, 'kx-handler', 'signatures', { officials: [a, b], weight: 'binding' });
    await act(house, one, 'kx-handler', `signatures/${b}/remove`, { remarks: '改由他人会签' });
    await act(house, one, 'kx-handler', 'propose', { agree: true });
    await act(house, one, 'canary-b', 'recusals', { ground: 'other' });
    await act(house, one, 'canary-c', `recusals/${b}/waive`, because('no_real_interest'));
    const second = String((await house.ask('kx-approver-2', 'GET', '/sessions/current')).body['official']);
    const order = { ground: 'relative', ...because('recusal_established') };
    await act(house, one, 'canary-b', `recusals/${second}/order`, order);
    await act(house, one, 'canary-a', 'sign', { agree: true });
    await act(house, one, 'kx-approver', 'approve');
  }

  /** Requests that are refused, with a canary where it must not be repeated. */
  async function refusals(slate: ReturnType<typeof dualSlate>, [first, second]: ReturnType<typeof canary>[]) {
    if (!first || !second) throw new Error('Two people are needed.');
    const mistyped = { ...first, person: { ...first.person, identity: { type: 'resident_id', number: MISTYPED } } };
    const wrongKind = {
      ...first,
      person: { ...first.person, identity: { type: 'passport', number: 'ä'.repeat(9) + first.person.phone } },
    };
    const nameless = { ...first, person: { ...first.person, name: `张 ${first.person.identity.number}` } };
    const misplaced = { ...first, person: { ...first.person, [first.person.identity.number]: first.person.phone } };
    for (const candidates of [
      [mistyped],
      [wrongKind],
      [first, first],
      [nameless],
      [misplaced],
      [{ ...first, posts: first.person.phone }],
    ]) {
      const answer = await house.ask('kx-submitter', 'POST', '/slates', { ...slate, candidates });
      expect([400, 422]).toContain(answer.status);
    }
    for (const text of [first.person.identity.number, first.person.phone]) {
      for (const body of [{ login: text, password: text }, { [text]: text }])
        await house.ask(null, 'POST', '/sessions', body);
      await house.ask('kx-handler', 'GET', `/cases?after=${text}`);
      await house.ask('kx-handler', 'GET', `/cases/${text}`);
      await house.ask(null, 'GET', `/notices/${text}`);
      await house.ask('kx-submitter', 'GET', `/${text}`);
    }
  }

  async function object(one: TestCase) {
    const objection = { line: 2, identityClass: 'named', objector: OBJECTOR, facts: FACTS };
    const path = `/notices/${notice}/objections`;
    const received = await house.ask(null, 'POST', path, objection, { key: 'canary-objection' });
    requests.add(`POST /api/v1${path}\n${JSON.stringify(objection)}`);
    const repeated = await house.ask(null, 'POST', path, objection, { key: 'canary-objection' });
    expect(repeated.body).toEqual(received.body);
    handedOut.add(String(received.body['receipt']));
    await house.ask(null, 'GET', `/objections/${String(received.body['receipt'])}`);
    await look(house, one, 'kx-handler');
    const listed = await house.ask('kx-handler', 'GET', `/cases/${one.id}/objections`);
    const [{ id }] = listed.body['items'] as [{ id: string }];
    const spoken = {
      outcome: 'not_proven',
      reason: { ...because('objection_not_proven').reason, text: `电话 ${PHONE(1)}` },
    };
    const refused = await house.ask('kx-approver-2', 'POST', `/cases/${one.id}/objections/${id}/conclude`, spoken, {
      version: one.version,
    });
    expect(refused.body['code']).toBe('personal_data_in_text');
    const conclusion = { outcome: 'not_proven', ...because('objection_not_proven') };
    await act(house, one, 'kx-approver-2', `objections/${id}/conclude`, conclusion);
  }

  /** Every route that reads, for everybody, with the ids of everything that is there. */
  async function everybodyReadsEverything() {
    const everybody = [
      'kx-submitter',
      'kx-handler',
      'kx-approver',
      'mzt-approver',
      'jxt-handler',
      'auditor',
      'administrator',
      null,
    ];
    const reader = house.nest.get(Reader);
    const ids = async (table: string) =>
      (await reader.query<{ id: string }>(`SELECT id FROM ${table}`)).map(({ id }) => id);
    const known: Record<string, readonly string[]> = {
      cases: await ids('cases'),
      slates: await ids('slates'),
      notices: await ids('notices'),
      officials: (await ids('officials')).slice(0, 2),
      organisations: await ids('organisations'),
      bodies: ['zj-kx'],
      record: (await reader.query<{ chain: string }>('SELECT DISTINCT chain FROM audit_entries')).map(
        ({ chain }) => chain,
      ),
      objections: [...handedOut],
      inquiries: await ids('inquiries'),
    };
    for (const { method, path } of routesIn(await documentOf(house))) {
      if (method !== 'GET' || path.startsWith('/health')) continue;
      const [, kind = ''] = /^\/api\/v1\/(\w+)/.exec(path) ?? [];
      const readers = kind === 'inquiries' ? [...everybody, 'gat-handler'] : everybody;
      for (const who of kind === 'record' ? ['auditor'] : readers) {
        for (const id of path.includes('{') ? (known[kind] ?? []) : ['']) {
          await house.ask(who, 'GET', path.replace('/api/v1', '').replace(/\{\w+\}/, id));
        }
      }
    }
  }

  const rowsOf = async (): Promise<Record<string, string>> => {
    const reader = house.nest.get(Reader);
    const tables = await reader.query<{ name: string }>(
      engine === 'sqlite'
        ? `SELECT name FROM sqlite_master WHERE type = 'table'`
        : `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'`,
    );
    const rows = tables.map(
      async ({ name }) => [name, JSON.stringify(await reader.query(`SELECT * FROM ${name}`))] as const,
    );
    return Object.fromEntries(await Promise.all(rows));
  };

  it('has seen every act that there is', async () => {
    const acts = await house.nest.get(Reader).query<{ act: string }>('SELECT DISTINCT act FROM case_acts');
    const missing = CASE_ACTS.filter((one) => !acts.some(({ act: seen }) => seen === one));
    // A filing alone ends this route; registering is the founding's, and nothing of it knows more of a person.
    // Nor does the clock that makes a rejection final; and its calendar is not published yet.
    // Nor does the clock that takes silence for something.
    const wordless = ['register', 'become_final', 'deem_accepted', 'deem_consent'];
    expect(missing.filter((one) => !wordless.includes(one))).toEqual([]);
  });

  it('is in no answer to anybody, whatever they ask for', async () => {
    await everybodyReadsEverything();
    expect(answers.length).toBeGreaterThan(400);
    const everything = answers.map(({ text }) => text).join('\n');
    expect(found(everything, secrets)).toEqual([]);
    expect(found(everything, secrets, hashesOf)).toEqual([]);
  });

  it('is in a letter as far as its policy lets it, and only for the department that it went to', () => {
    const told = letters.filter(({ text }) => found(text, secrets).length > 0);
    expect([...new Set(told.map(({ where }) => where.replace(/^.* for /, '')))]).toEqual(['gat-handler']);
    const number = residentId('1983-03-07', 300 + 21);
    const others = [...secrets].filter((secret) => secret !== number);
    expect(told.length).toBeGreaterThan(0);
    for (const { text } of told) expect([text.includes(number), found(text, others)]).toEqual([true, []]);
  });

  it('is shown masked to those who read the dossier, so that they can recognise it', async () => {
    const [one] = cases;
    const [number = ''] = numbers;
    const file = await house.ask('kx-handler', 'GET', `/cases/${one?.id ?? ''}`);
    expect(file.body['candidate']).toMatchObject({
      identity: { type: 'resident_id', number: `${number.slice(0, 2)}***************${number.slice(-1)}` },
    });
  });

  it('in the facts of an objection is told to the body that issued the notice, and to nobody else', () => {
    const readers = answers.filter(({ text }) => text.includes(FACTS)).map(({ where }) => where);
    expect(readers.length).toBeGreaterThan(0);
    for (const where of readers)
      expect(where).toMatch(/^GET \/cases\/[\w-]+\/objections for kx-(handler|approver|approver-2)$/);
  });

  it('is in no row of any table, and so are receipt codes, tokens and the facts of objections', async () => {
    const rows = await rowsOf();
    expect(Object.keys(rows)).toEqual(
      expect.arrayContaining(['audit_entries', 'outbox', 'idempotency_keys', 'persons']),
    );
    const everything = Object.values(rows).join('\n');
    expect(found(everything, [...secrets, ...handedOut, FACTS, await house.tokenOf('kx-handler')])).toEqual([]);
    expect(found(everything, [...secrets, ...requests, FACTS], hashesOf)).toEqual([]);
    for (const table of ['persons', 'candidates', 'objections']) expect(rows[table]).toContain('v1.k1.');
  });

  it('is in no line of the export', async () => {
    const program = spawnProgram({ DATABASE_URL: database.url }, 'dist/src/cli/export.js');
    expect(await program.ended).toBe(0);
    const { stdout, stderr } = program.said();
    expect(stderr).toBe('');
    expect(stdout.trim().split('\n').length).toBeGreaterThan(60);
    expect(found(stdout, [...secrets, ...handedOut, FACTS])).toEqual([]);
    expect(found(stdout, [...secrets, FACTS], hashesOf)).toEqual([]);
  });

  it('is in no log line and no answer when a statement fails with it among its parameters', async () => {
    await damage(database, 'ALTER TABLE persons RENAME TO persons_elsewhere');
    const answer = await house.ask('kx-submitter', 'POST', '/slates', {
      ...dualSlate([canary(21)]),
      electionDate: '2028-06-01',
    });
    expect(answer.body).toMatchObject({ status: 500, code: 'internal_error' });
    expect(Object.keys(answer.body)).toEqual(['type', 'title', 'status', 'code', 'instance']);
    const [, request = ''] = /request:(.*)$/.exec(String(answer.body['instance'])) ?? [];
    const lines = log.split('\n').filter((line) => line.includes(request) && line.includes('request failed'));
    expect(lines).toHaveLength(1);
    await damage(database, 'ALTER TABLE persons_elsewhere RENAME TO persons');
  });

  it('is in no line of the log at its most talkative, and so are passwords, tokens and receipt codes', async () => {
    const token = await house.tokenOf('kx-handler');
    expect(log.split('\n').length).toBeGreaterThan(400);
    for (const line of log.split('\n').filter((text) => text !== '')) expect(JSON.parse(line)).toHaveProperty('time');
    expect(found(log, [...secrets, ...handedOut, token, FACTS])).toEqual([]);
    expect(found(log, secrets, hashesOf)).toEqual([]);
  });

  it('is in no byte of the database file, its log or its index', async () => {
    if (engine === 'postgres') return; // its files are the server’s; the rows have been looked through above
    const path = database.url.slice('file:'.length);
    const search = () => {
      for (const name of ['', '-wal', '-shm'].map((ending) => path + ending).filter((file) => existsSync(file))) {
        expect(found(readFileSync(name), [...secrets, ...handedOut, FACTS])).toEqual([]);
        expect(found(readFileSync(name), [...secrets, FACTS], hashesOf)).toEqual([]);
      }
    };
    search();
    await close();
    search();
  });

  afterAll(() => close());
});

async function damage({ url }: TestDatabase, statement: string): Promise<void> {
  if (url.startsWith('file:')) {
    const direct = new Database(url.slice('file:'.length));
    direct.exec(statement);
    direct.close();
    return;
  }
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}
