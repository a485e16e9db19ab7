import { isMove } from './case-moves.js';
import { misfitAt, type Entry, type Fields, type Misfit } from './chain.js';
import { compare, compareStanding, jsonIn } from './compare.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { contentsOf, openedAt, type Contents, type Sources } from './openings.js';
import { misfitOfChecks } from './verify-checks.js';
import { misfitOfEmployers, misfitOfSubjects } from './verify-interests.js';
import { misfitOfInquiries } from './verify-inquiries.js';
import { misfitOfReminders } from './verify-reminders.js';
import { misfitOfAssignments } from './verify-assignments.js';
import { misfitOfSignatures } from './verify-signatures.js';
import { misfitOfCorrections } from './verify-corrections.js';
import { misfitOfStatements } from './verify-statements.js';
import { misfitOfObjections, type ObjectionRow } from './verify-objections.js';

/** What the row of a case says that its chain tells too, and the row of its candidate. */
interface CaseRow {
  readonly slate_id: string;
  readonly organisation_id: string;
  readonly posts: string;
  readonly bodies: string;
  readonly regime: string | null;
  readonly jurisdiction: string | null;
  readonly policy_id: string;
  readonly course_id: string;
  readonly state: string;
  readonly version: number;
  readonly profile: string;
  readonly full_time: number;
  readonly terms: string;
  readonly candidate_id: string;
  readonly declaration_sealed: string | null;
  readonly informed: string | null;
}

interface ActRow {
  readonly number: number;
  readonly act: string;
  readonly actor_kind: string;
  readonly official_id: string | null;
  readonly on_behalf_of: string | null;
  readonly body_id: string | null;
  readonly duty: string | null;
  readonly step: string | null;
  readonly from_state: string;
  readonly to_state: string;
  readonly reason_code: string | null;
  readonly reason_text: string | null;
  readonly legal_basis: string | null;
  readonly details: string | null;
  readonly at: string;
}

/** Compares the chain of a case, which fits in itself, with the row of the case, its acts, its candidate and the objections to it. */
export async function verifyCase(sources: Sources, id: string, entries: readonly Entry[]): Promise<Misfit | null> {
  const [row] = await sources.db.query<CaseRow>(
    `SELECT c.slate_id, c.organisation_id, c.posts, c.bodies, c.regime, c.jurisdiction, c.policy_id, c.course_id, c.state, c.version,
       p.profile, p.full_time, p.terms, c.candidate_id, p.declaration_sealed, p.informed
     FROM cases c JOIN candidates p ON p.id = c.candidate_id WHERE c.id = ?`,
    [id],
  );
  const acts = await sources.db.query<ActRow>('SELECT * FROM case_acts WHERE case_id = ? ORDER BY number', [id]);
  const objections = await sources.db.query<ObjectionRow>('SELECT * FROM objections WHERE case_id = ?', [id]);
  const contents = await contentsOf(sources, entries);
  if ('why' in contents) return contents;
  return (
    misfitOfCase(entries, row) ??
    misfitOfActs(entries, acts, contents) ??
    misfitOfCandidate(entries, row, contents, sources.keys) ??
    (await misfitOfSubjects(sources, id, entries, contents)) ??
    (await misfitOfEmployers(sources, id, entries, contents)) ??
    (await misfitOfChecks(sources, id, entries, contents)) ??
    (await misfitOfSignatures(sources, id, entries, contents)) ??
    (await misfitOfCorrections(sources, id, entries, contents)) ??
    (await misfitOfStatements(sources, id, entries, contents)) ??
    (await misfitOfInquiries(sources, id, entries, contents)) ??
    (await misfitOfReminders(sources, id, entries)) ??
    (await misfitOfAssignments(sources, id, entries)) ??
    misfitOfObjections(entries, objections, contents, sources.keys)
  );
}

function misfitOfCase(entries: readonly Entry[], row: CaseRow | undefined): Misfit | null {
  const [first] = entries;
  const last = entries.findLast(isMove);
  if (!first || !last) return null;
  if (!row) return misfitAt(last, 'it tells of a case whose row, or whose candidate, is gone');
  return (
    compareStanding(last, 'version', last.facts['version'], row.version) ??
    compareStanding(last, 'state', last.facts['to'], row.state) ??
    compare(last, 'its row', [
      ['policy', last.facts['policy'], row.policy_id],
      ['course', last.facts['course'], row.course_id],
    ]) ??
    compare(first, 'its row', [
      ['slate', first.facts['slate'], row.slate_id],
      ['organisation', first.facts['organisation'], row.organisation_id],
      ['posts', first.facts['posts'], jsonIn(row.posts)],
      ['bodies', first.facts['bodies'], jsonIn(row.bodies)],
      // Submissions from before do not tell of what their route was chosen from.
      ['regime', first.facts['regime'] ?? row.regime, row.regime],
      ['jurisdiction', first.facts['jurisdiction'] ?? row.jurisdiction, row.jurisdiction],
    ])
  );
}

/** Each move has its row in the file of the case, and each row its move. */
function misfitOfActs(entries: readonly Entry[], acts: readonly ActRow[], contents: Contents): Misfit | null {
  const byNumber = new Map(acts.map((act) => [act.number, act]));
  for (const entry of entries.filter(isMove)) {
    const number = Number(entry.facts['version']);
    const act = byNumber.get(number);
    if (!act) return misfitAt(entry, `its act ${number} is not in the file of the case`);
    const misfit = misfitOfAct(entry, act) ?? misfitOfWords(entry, act, contents.get(entry.seq));
    if (misfit) return misfit;
    byNumber.delete(number);
  }
  const [untold] = byNumber.keys();
  const last = entries.at(-1);
  return untold === undefined || !last ? null : misfitAt(last, `the file of the case has an act ${untold} after it`);
}

function misfitOfAct({ act, actor, facts, at, ...place }: Entry, row: ActRow): Misfit | null {
  return compare({ act, actor, facts, at, ...place }, whereOf(row), [
    ['act', act, row.act],
    ['kind of actor', actor['kind'], row.actor_kind],
    ['official', actor['id'] ?? null, row.official_id],
    ['official represented', actor['onBehalfOf'] ?? null, row.on_behalf_of],
    ['body', actor['body'] ?? null, row.body_id],
    ['duty', actor['duty'] ?? null, row.duty],
    ['step', stepOf(facts['from']), row.step],
    ['state before', facts['from'], row.from_state],
    ['state after', facts['to'], row.to_state],
    ['reason code', facts['reason'] ?? null, row.reason_code],
    ['time', at, row.at],
  ]);
}

/** @param contents undefined when they were erased, or without the keys */
function misfitOfWords(entry: Entry, row: ActRow, contents: Fields | undefined): Misfit | null {
  if (!contents) return null;
  return compare(entry, whereOf(row), [
    ['reason in words', contents['reasonText'] ?? null, row.reason_text],
    ['legal basis', contents['legalBasis'] ?? null, jsonIn(row.legal_basis)],
    ['remark', contents['details'] ?? null, jsonIn(row.details)],
  ]);
}

/** The candidate is still the one that was submitted, or as last corrected: the decisions were about nobody else. */
function misfitOfCandidate(
  entries: readonly Entry[],
  row: CaseRow | undefined,
  contents: Contents,
  keys: Keys | undefined,
): Misfit | null {
  const last = entries.findLast(({ commitments }) => 'candidate' in commitments);
  const stated = last && contents.get(last.seq)?.['candidate'];
  if (!row || !stated || !keys) return null;
  const { profile, full_time, terms, candidate_id, declaration_sealed, informed } = row;
  const candidate = {
    profile: jsonIn(profile),
    fullTime: full_time === 1,
    terms: jsonIn(terms),
    ...(declaration_sealed === null
      ? {}
      : { declaration: jsonIn(openedAt(keys, PLACES.declaration(candidate_id), declaration_sealed)) }),
    ...(informed === null ? {} : { informed: jsonIn(informed) }),
  };
  return compare(last, 'the row of its candidate', [['profile', stated, candidate]]);
}

const whereOf = ({ number }: ActRow): string => `act ${number} in the file of the case`;

/** `review.<step>.…`, as the file of the case names the step in which somebody acted. */
const stepOf = (state: unknown): string | null =>
  typeof state === 'string' && state.startsWith('review.') ? (state.split('.')[1] ?? null) : null;
