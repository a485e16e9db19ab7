// What the verifier notices of decisions that were changed in the tables, past the record, by one who owns the database.
import { existsSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { verifyDatabase } from '../../src/audit/verify-database.js';
import { Reader } from '../../src/database/reader.js';
import { loadOrCreateKeys } from '../../src/protected-fields/keys.js';
import { runCommand } from '../database/command.js';
import { openMigrated, type Opened } from '../database/opened.js';
import { draft, publish, type TestCase } from '../support/cases.js';
import { describeOnBothDatabases, type TestDatabase } from '../support/databases.js';
import { candidate, dualSlate } from '../support/slates.js';
import { ownDatabase } from './owner.js';
import { openHouseWithKeys, vetTwo, vetWithSecrets, type HouseWithKeys } from './vetting.js';

/** The ids that a tampering needs, by name. */
type Ids = Readonly<
  Record<
    | 'rejected'
    | 'cleared'
    | 'spoken'
    | 'objection'
    | 'slate'
    | 'extended'
    | 'draft'
    | 'handler'
    | 'given'
    | 'organisation'
    | 'interest'
    | 'notice',
    string
  >
>;

/** @returns the statement, and the chain and the words with which it is found */
type Tampering = (ids: Ids) => readonly [sql: string, chain: string, why: string];

const ofCase =
  (set: string, why: string): Tampering =>
  (ids) => [`UPDATE cases SET ${set} WHERE id = '${ids.rejected}'`, `case:${ids.rejected}`, why];
const ofAct =
  (set: string, why: string): Tampering =>
  (ids) => [
    `UPDATE case_acts SET ${set} WHERE case_id = '${ids.rejected}' AND act = 'reject'`,
    `case:${ids.rejected}`,
    why,
  ];
const IN_THE_FILE = 'than act 6 in the file of the case';
const ofSlate =
  (set: string, why: string): Tampering =>
  (ids) => [`UPDATE slates SET ${set} WHERE id = '${ids.slate}'`, `slate:${ids.slate}`, why];
const ofNotice =
  (set: string, what: string): Tampering =>
  (ids) => [
    `UPDATE notices SET ${set} WHERE id = '${ids.notice}'`,
    `slate:${ids.slate}`,
    `it tells of another ${what} than the notice ${ids.notice}`,
  ];
const ofObjection =
  (set: string, what: string): Tampering =>
  (ids) => [
    `UPDATE objections SET ${set} WHERE id = '${ids.objection}'`,
    `case:${ids.spoken}`,
    `it tells of another ${what} than the objection ${ids.objection}`,
  ];
const ofOfficial =
  (set: string, why: string): Tampering =>
  (ids) => [`UPDATE officials SET ${set} WHERE id = '${ids.handler}'`, `official:${ids.handler}`, why];

const TAMPERINGS: [what: string, tampering: Tampering][] = [
  [
    'a rejected candidate has passed',
    ofCase(
      `state = 'passed', ended = 0, turn_body_id = 'zj-mzt'`,
      'it tells of state notPassed, its row stands at passed',
    ),
  ],
  [
    'a case goes by another policy',
    ofCase(`policy_id = '330000/2030-01-01'`, 'it tells of another policy than its row'),
  ],
  ['a case goes by another course', ofCase(`course_id = 'other'`, 'it tells of another course than its row')],
  ['a case is for other posts', ofCase(`posts = '["president"]'`, 'it tells of another posts than its row')],
  [
    'another body stands in a function of a case',
    ofCase(`bodies = '{"submitting_body":"zj-mzt"}'`, 'it tells of another bodies than its row'),
  ],
  [
    'a case was chosen a route for another regime',
    ofCase(`regime = 'decoupled'`, 'it tells of another regime than its row'),
  ],
  [
    'a case was opened in another place',
    ofCase(`jurisdiction = '330100'`, 'it tells of another jurisdiction than its row'),
  ],
  [
    'the row of a case is deleted',
    ({ rejected }) => [
      `DELETE FROM cases WHERE id = '${rejected}'`,
      `case:${rejected}`,
      'it tells of a case whose row, or whose candidate, is gone',
    ],
  ],
  [
    'a case is invented',
    ({ rejected }) => [
      `INSERT INTO cases SELECT 'invented', slate_id, candidate_id, organisation_id, posts, policy_id, 'another', bodies,
         state, context, version, turn_body_id, due_at, overdue, ended, created_at, updated_at, regime, jurisdiction
         FROM cases WHERE id = '${rejected}'`,
      'case:invented',
      'its row is there, but nothing tells of it',
    ],
  ],
  ['a rejection became an approval', ofAct(`act = 'approve'`, `it tells of another act ${IN_THE_FILE}`)],
  ['a decision led elsewhere', ofAct(`to_state = 'cleared'`, `it tells of another state after ${IN_THE_FILE}`)],
  ['another official decided', ofAct(`official_id = 'other'`, `it tells of another official ${IN_THE_FILE}`)],
  ['another body decided', ofAct(`body_id = 'zj-mzt'`, `it tells of another body ${IN_THE_FILE}`)],
  ['a decision was made in another duty', ofAct(`duty = 'handler'`, `it tells of another duty ${IN_THE_FILE}`)],
  ['a decision was made in another step', ofAct(`step = 'other'`, `it tells of another step ${IN_THE_FILE}`)],
  ['a reason has another code', ofAct(`reason_code = 'other'`, `it tells of another reason code ${IN_THE_FILE}`)],
  ['a reason has other words', ofAct(`reason_text = '另一理由'`, `it tells of another reason in words ${IN_THE_FILE}`)],
  ['a reason has another basis', ofAct(`legal_basis = '["另据"]'`, `it tells of another legal basis ${IN_THE_FILE}`)],
  ['a legal basis is no JSON', ofAct(`legal_basis = '['`, `it tells of another legal basis ${IN_THE_FILE}`)],
  ['a remark was added', ofAct(`details = '{"remarks":"同意"}'`, `it tells of another remark ${IN_THE_FILE}`)],
  ['a decision was made at another time', ofAct(`at = '2020'`, `it tells of another time ${IN_THE_FILE}`)],
  ['a decision is taken out of the file', ofAct(`case_id = 'none'`, 'its act 6 is not in the file of the case')],
  [
    'an act is put into the file',
    ({ rejected }) => [
      `INSERT INTO case_acts (case_id, number, act, actor_kind, from_state, to_state, at)
       VALUES ('${rejected}', 7, 'approve', 'official', 'rejected', 'cleared', '2026')`,
      `case:${rejected}`,
      'the file of the case has an act 7 after it',
    ],
  ],
  [
    'an opinion has other words',
    ({ spoken }) => [
      `UPDATE case_acts SET details = '{"remarks":"不同意"}' WHERE case_id = '${spoken}' AND act = 'approve' AND number = 7`,
      `case:${spoken}`,
      'it tells of another remark than act 7 in the file of the case',
    ],
  ],
  [
    'a candidate has another profile',
    ({ rejected }) => [
      `UPDATE candidates SET profile = replace(profile, '本科', '博士')
       WHERE id = (SELECT candidate_id FROM cases WHERE id = '${rejected}')`,
      `case:${rejected}`,
      'it tells of another profile than the row of its candidate',
    ],
  ],
  [
    'a candidate of a draft has other posts',
    (ids) => [
      `UPDATE candidates SET posts = '["president"]' WHERE slate_id = '${ids.draft}'`,
      `slate:${ids.draft}`,
      'it tells of another candidate 1 than the rows of its candidates',
    ],
  ],
  [
    'a candidate is another person',
    (ids) => [
      `UPDATE candidates SET person_id = (SELECT max(id) FROM persons) WHERE slate_id = '${ids.slate}' AND ordinal = 0`,
      `slate:${ids.slate}`,
      'it tells of another candidate 1 than the rows of its candidates',
    ],
  ],
  [
    'a candidate of a draft is gone',
    (ids) => [
      `DELETE FROM candidates WHERE slate_id = '${ids.draft}'`,
      `slate:${ids.draft}`,
      'it tells of another number of candidates than the rows of its candidates',
    ],
  ],
  [
    'a candidate who joined a slate later has other posts',
    (ids) => [
      `UPDATE candidates SET posts = '["president"]' WHERE slate_id = '${ids.extended}' AND ordinal = 1`,
      `slate:${ids.extended}`,
      'it tells of another candidate 2 than the rows of its candidates',
    ],
  ],
  [
    'an added candidate is said to have come in the place of another',
    (ids) => [
      `UPDATE candidates SET replaces_id = (SELECT id FROM candidates k WHERE k.slate_id = '${ids.extended}' AND k.ordinal = 0)
         WHERE slate_id = '${ids.extended}' AND ordinal = 1`,
      `slate:${ids.extended}`,
      'it tells of another list of who replaced whom than the rows of its candidates',
    ],
  ],
  [
    'a candidate was told of the processing on another day',
    (ids) => [
      `UPDATE candidates SET informed = '{"version":"zj_2026_1","on":"2026-07-02"}' WHERE slate_id = '${ids.draft}'`,
      `slate:${ids.draft}`,
      'it tells of another candidate 1 than the rows of its candidates',
    ],
  ],
  [
    'nobody said that a candidate whose case is open was told of the processing',
    (ids) => [
      `UPDATE candidates SET informed = NULL WHERE id = (SELECT candidate_id FROM cases WHERE id = '${ids.rejected}')`,
      `case:${ids.rejected}`,
      'it tells of another profile than the row of its candidate',
    ],
  ],
  [
    'somebody was put on a slate',
    (ids) => [
      `INSERT INTO candidates SELECT 'invented', slate_id, 2, person_id, profile, contact_sealed, posts, full_time, terms, declaration_sealed,
           NULL, informed FROM candidates WHERE slate_id = '${ids.extended}' AND ordinal = 1`,
      `slate:${ids.extended}`,
      'it tells of another number of candidates than the rows of its candidates',
    ],
  ],
  ['an objection had another outcome', ofObjection(`outcome = 'proven_with_effect'`, 'outcome')],
  ['an objection is open again', ofObjection(`outcome = NULL, concluded_at = NULL`, 'outcome')],
  ['an objection was made in another way', ofObjection(`identity_class = 'anonymous'`, 'kind of objector')],
  ['an objection has another text', ofObjection(`facts_sealed = objector_sealed`, 'text')],
  [
    'an objection is deleted',
    ({ spoken }) => [
      `DELETE FROM objections WHERE case_id = '${spoken}'`,
      `case:${spoken}`,
      'it tells of an objection whose row is gone',
    ],
  ],
  [
    'an objection is moved to another case',
    ({ spoken, cleared }) => [
      `UPDATE objections SET case_id = '${cleared}', id = 'moved' WHERE case_id = '${spoken}'`,
      `case:${cleared}`,
      'nothing tells of the objection moved to its case',
    ],
  ],
  ['somebody else drafted a slate', ofSlate(`drafted_by = 'other'`, 'it tells of another drafter than its row')],
  ['somebody else submitted a slate', ofSlate(`submitted_by = 'other'`, 'it tells of another submitter than its row')],
  ['a slate is a draft again', ofSlate(`state = 'draft'`, 'it tells of state submitted, its row stands at draft')],
  [
    'a slate has another day',
    ofSlate(`election_date = '2030-01-01'`, 'it tells of another day of the vote than its row'),
  ],
  [
    'the row of a slate is deleted',
    ({ slate }) => [
      `DELETE FROM slates WHERE id = '${slate}'`,
      `slate:${slate}`,
      'it tells of a slate whose row is gone',
    ],
  ],
  ['a notice has another text', ofNotice(`content = replace(content, '本科', '博士')`, 'text (by its digest)')],
  ['a notice has another digest', ofNotice(`digest = '${'0'.repeat(64)}'`, 'digest')],
  ['a notice has another number', ofNotice(`number = '1'`, 'number')],
  ['a notice ends at another time', ofNotice(`ends_at = '2026-11-03'`, 'end')],
  ['a notice has another last day', ofNotice(`ends_on = '2026-11-03'`, 'last day')],
  [
    'a line of a notice is of another case',
    ({ slate, notice, rejected }) => [
      `UPDATE notice_cases SET case_id = '${rejected}' WHERE notice_id = '${notice}'`,
      `slate:${slate}`,
      `it tells of another list of cases than the notice ${notice}`,
    ],
  ],
  [
    'a notice is deleted',
    ({ slate, notice }) => [
      `DELETE FROM notices WHERE id = '${notice}'`,
      `slate:${slate}`,
      'it tells of a notice whose row is gone',
    ],
  ],
  [
    'a notice is invented',
    ({ slate }) => [
      `INSERT INTO notices SELECT 'invented', 'other', slate_id, organisation_id, issuer_body_id, content, digest,
         published_at, ends_on, ends_at FROM notices WHERE slate_id = '${slate}'`,
      `slate:${slate}`,
      'nothing tells of the notice invented of its slate',
    ],
  ],
  [
    'somebody gave themselves a duty',
    ({ handler }) => [
      `INSERT INTO mandates VALUES ('${handler}', 'zj-kx', 'approver')`,
      `official:${handler}`,
      'it tells of another set of duties than its row',
    ],
  ],
  [
    'somebody is left a duty that was taken',
    ({ given }) => [
      `INSERT INTO mandates VALUES ('${given}', 'zj-kx', 'handler')`,
      `official:${given}`,
      'it tells of another set of duties than its row',
    ],
  ],
  [
    'a closed account is open',
    ({ given }) => [
      `UPDATE officials SET active = 1 WHERE id = '${given}'`,
      `official:${given}`,
      'it tells of another standing (open or closed) than its row',
    ],
  ],
  ['an account has another name', ofOfficial(`name = '他人'`, 'it tells of another name than its row')],
  ['an account has another login', ofOfficial(`login = 'other'`, 'it tells of another login than its row')],
  [
    'an account is invented',
    () => [
      `INSERT INTO officials (id, login, name, password_hash, active, version, created_at)
       VALUES ('invented', 'invented', '他人', '', 1, 1, '2026')`,
      'official:invented',
      'its row is there, but nothing tells of it',
    ],
  ],
  [
    'an account is deleted',
    ({ given }) => [
      `DELETE FROM officials WHERE id = '${given}'`,
      `official:${given}`,
      'it tells of an official whose row is gone',
    ],
  ],
  [
    'a body is of another kind',
    () => [
      `UPDATE bodies SET kinds = '["registration_authority"]' WHERE id = 'zj-kx'`,
      'body:zj-kx',
      'it tells of another kinds than its row',
    ],
  ],
  [
    'an organisation has another supervising unit than it was given',
    ({ organisation }) => [
      `UPDATE organisations SET bodies = '{}' WHERE id = '${organisation}'`,
      `organisation:${organisation}`,
      'it tells of another bodies than its row',
    ],
  ],
  [
    'an organisation is said to be a school, which nobody stated',
    ({ organisation }) => [
      `UPDATE organisations SET school = 1 WHERE id = '${organisation}'`,
      `organisation:${organisation}`,
      'it tells of another school than its row',
    ],
  ],
  [
    'an organisation is said to be privately funded, which nobody stated',
    ({ organisation }) => [
      `UPDATE organisations SET privately_funded = 0 WHERE id = '${organisation}'`,
      `organisation:${organisation}`,
      'it tells of another privatelyFunded than its row',
    ],
  ],
  [
    'an organisation was never called what it was',
    ({ organisation }) => [
      `DELETE FROM organisation_subjects WHERE organisation_id = '${organisation}'`,
      `organisation:${organisation}`,
      'it tells of another list than the rows of what it is called',
    ],
  ],
  [
    'an interest is found in something else',
    ({ handler, interest }) => [
      `UPDATE interests SET subject = 'other' WHERE id = '${interest}'`,
      `official:${handler}`,
      'it tells of another subject than the row of its interest',
    ],
  ],
  [
    'a case is not about somebody any more',
    ({ rejected }) => [
      `DELETE FROM case_subjects WHERE case_id = '${rejected}'`,
      `case:${rejected}`,
      'it tells of another list than the rows of what it is about',
    ],
  ],
  [
    'a case is about somebody else, too',
    ({ rejected }) => [
      `INSERT INTO case_subjects (case_id, subject) VALUES ('${rejected}', 'other')`,
      `case:${rejected}`,
      'it tells of another list than the rows of what it is about',
    ],
  ],
  [
    'an opening is exchanged',
    ({ rejected }) => [
      `UPDATE audit_openings SET sealed = (SELECT sealed FROM audit_openings WHERE chain = 'case:${rejected}' AND seq = 1)
       WHERE chain = 'case:${rejected}' AND seq > 1`,
      `case:${rejected}`,
      'its opening cannot be opened: it was changed or moved',
    ],
  ],
];

describeOnBothDatabases('the tables of a database', (open) => {
  let database: TestDatabase;
  let house: HouseWithKeys;
  let opened: Opened;
  let restore: () => Promise<void>;
  let ids: Ids;
  beforeAll(async () => {
    database = await open();
    house = await openHouseWithKeys(database);
    opened = await openMigrated(database);
    ids = await workADay(house);
    restore = await ownDatabase(opened);
  });
  afterAll(async () => {
    await opened.close();
    await house.close();
  });
  afterEach(() => restore());

  const verify = () => verifyDatabase(opened.reader, house.keys);
  const misfits = async () => {
    const result = await verify();
    return 'why' in result ? [result, ...result.further].map(({ chain, why }) => ({ chain, why })) : [];
  };

  it('fit the record as they are, with the keys and without', async () => {
    expect(await verify()).toMatchObject({ erased: 1 });
    expect(await verifyDatabase(opened.reader)).toEqual(await verify());
  });

  it.each(TAMPERINGS)('do not fit when %s', async (_what, tampering) => {
    const [sql, chain, why] = tampering(ids);
    await opened.writer.query(sql);
    expect(await misfits()).toContainEqual({ chain, why });
  });

  it('are compared chain by chain: one misfit does not hide another', async () => {
    const { rejected, cleared, handler } = ids;
    await opened.writer.query(`UPDATE cases SET state = 'rejected' WHERE id = '${cleared}'`);
    await opened.writer.query(`UPDATE cases SET state = 'passed' WHERE id = '${rejected}'`);
    await opened.writer.query(`DELETE FROM mandates WHERE official_id = '${handler}'`);
    const chains = [`case:${cleared}`, `case:${rejected}`, `official:${handler}`];
    expect((await misfits()).map(({ chain }) => chain).sort()).toEqual(chains.sort());
  });

  it('do not fit without a case whose chain was taken away with it: its slate tells of it', async () => {
    const { rejected, slate } = ids;
    await opened.writer.query(`DELETE FROM cases WHERE id = '${rejected}'`);
    await opened.writer.query(`DELETE FROM case_acts WHERE case_id = '${rejected}'`);
    await opened.writer.query(`DELETE FROM audit_entries WHERE chain = 'case:${rejected}'`);
    const why = 'it tells of another list of cases than the rows of its cases';
    expect(await misfits()).toEqual([{ chain: `slate:${slate}`, why }]);
  });

  const command = (keyFile: string) =>
    runCommand('cli/verify-audit', { DATABASE_URL: database.url, KEY_FILE: keyFile });

  it('are answered by the command with a line for each chain that does not fit, and exit code 1', async () => {
    const { rejected, handler } = ids;
    await opened.writer.query(
      `UPDATE case_acts SET reason_text = '另一理由' WHERE case_id = '${rejected}' AND number = 6`,
    );
    await opened.writer.query(`DELETE FROM mandates WHERE official_id = '${handler}'`);
    const { code, output } = await command(house.keyFile);
    expect([code, output.split('\n')]).toEqual([
      1,
      [
        `DOES NOT FIT  case:${rejected} entry 6: it tells of another reason in words ${IN_THE_FILE}.`,
        `DOES NOT FIT  official:${handler} entry 1: it tells of another set of duties than its row.`,
        '',
      ],
    ]);
  });

  it('are compared by the command in their words too, if it has the key file; else it says that they were not', async () => {
    expect(await command(house.keyFile)).toEqual({
      code: 0,
      output: expect.stringMatching(
        /every one fits\.\nWords .*: compared with their commitments; the openings of 1 entries are erased\.\n$/,
      ),
    });
    expect(await command('/nowhere/keys.json')).toEqual({
      code: 0,
      output: expect.stringContaining('NOT compared: no key file can be read at /nowhere/keys.json.'),
    });
    expect(existsSync('/nowhere/keys.json')).toBe(false);
  });

  it('cannot be compared with the key file of another database: exit code 2', async () => {
    const other = `${house.keyFile}.other`;
    loadOrCreateKeys(other);
    expect(await command(other)).toEqual({ code: 2, output: expect.stringContaining('set KEY_FILE to its own') });
  });

  it('fit when words and their opening were erased: that is lawful', async () => {
    const { rejected } = ids;
    await opened.writer.query(`DELETE FROM audit_openings WHERE chain = 'case:${rejected}' AND seq = 6`);
    await opened.writer.query(
      `UPDATE case_acts SET reason_text = NULL, legal_basis = NULL WHERE case_id = '${rejected}' AND number = 6`,
    );
    expect(await verify()).toMatchObject({ erased: 2 });
  });

  it('seem to fit without the keys when only words were changed, which then are not compared', async () => {
    await opened.writer.query(
      `UPDATE case_acts SET reason_text = '另一理由' WHERE case_id = '${ids.rejected}' AND number = 6`,
    );
    expect(await verifyDatabase(opened.reader)).toHaveProperty('chains');
    expect(await verify()).toHaveProperty('why');
  });
});

/** One of everything that has a chain: decisions, words, a notice, a draft, a draft given up, duties taken, a new name, an interest. */
async function workADay(house: HouseWithKeys): Promise<Ids> {
  const [cleared, rejected] = await vetTwo(house);
  const notice = await publish(house, 'kx-handler', [cleared]);
  const spoken: TestCase = await vetWithSecrets(house);
  const joined = { candidates: [candidate(40, ['party_secretary'])] };
  await expectDone(
    house.ask('kx-submitter', 'POST', `/slates/${spoken.slate}/candidates`, joined, { version: 3 }),
    201,
  );
  const drafted = await draft(house, dualSlate([candidate(30)]));
  const givenUp = await draft(house, dualSlate([candidate(31)]));
  await expectDone(house.ask('kx-submitter', 'POST', `/slates/${givenUp}/discard`, {}, { version: 1 }));
  const given = await house.enter('leaver', { body: 'zj-kx', duty: 'handler' });
  const duties = { active: false, mandates: [{ body: 'zj-kx', duty: 'submitter' }] };
  await expectDone(house.ask('administrator', 'PUT', `/officials/${given}/duties`, duties, { version: 1 }));
  const slate = await house.ask('kx-submitter', 'GET', `/slates/${drafted}`);
  const { id: organisation } = slate.body['organisation'] as { id: string };
  const renamed = { ...dualSlate().organisation, name: '浙江省虚构研究会（虚构）' };
  await expectDone(house.ask('administrator', 'PUT', `/organisations/${organisation}`, renamed, { version: 1 }));
  const interest = { ground: 'interest', about: { kind: 'name', value: '虚构的另一单位' } };
  const declared = await house.ask('kx-handler', 'POST', '/interests', interest);
  const idOf = async (rows: string) =>
    (await house.nest.get(Reader).query<{ id: string }>(`SELECT id FROM ${rows}`))[0]?.id ?? '';
  return {
    rejected: rejected.id,
    cleared: cleared.id,
    spoken: spoken.id,
    slate: cleared.slate,
    extended: spoken.slate,
    draft: drafted,
    handler: await idOf(`officials WHERE login = 'kx-handler'`),
    objection: await idOf('objections'),
    given,
    organisation,
    interest: String(declared.body['id']),
    notice,
  };
}

async function expectDone(answer: Promise<{ status: number; body: unknown }>, expected = 200): Promise<void> {
  const { status, body } = await answer;
  if (status !== expected) throw new Error(`${status} ${JSON.stringify(body)}`);
}
