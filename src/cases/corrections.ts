import type { Tx } from '../database/transactions.js';
import { canonicalJson } from '../kernel/canonical-json.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { identityOf } from '../people/person-row.js';
import { checkResidentId } from '../people/resident-id.js';
import {
  completed,
  corrected,
  isWaitedFor,
  lookedAtAgain,
  notOffered,
  overtakenBy,
  PUBLISHED,
  repeatedIn,
  refusedAmongOthers,
  replacedBy,
  type CandidateData,
  type CandidateFields,
  toldOvertaken,
  type Correction,
  type Overtaken,
} from '../policy/corrections.js';
import { personsIn } from '../policy/may-act.js';
import { CORRECTION_OUTCOMES, type StatementSide } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import type { CaseAct } from '../workflow/events.js';
import type { ActRequest } from './act-request.js';
import { NOTHING, type Beside, type Scene } from './beside.js';
import { involvedIn, type Case } from './case-row.js';
import { overtakeInquiries } from '../inquiries/inquiry-row.js';
import { overtakeFindings } from './check-rows.js';
import {
  candidateDataOf,
  closeCorrection,
  correctionsOf,
  insertCorrection,
  keepCandidate,
  openCorrectionOf,
  whoConcluded,
  type StoredCorrection,
} from './correction-rows.js';
import type { Track } from './policy-book.js';
import { somebodyElseFor } from './possible-signers.js';
import { checkFreeText } from './reasons.js';

const ASKING: readonly CaseAct[] = ['ask_correction', 'register_correction'];

/** Nobody decides on data that may be wrong, nor publishes it; nor does somebody pass or is elected on it. */
const WAITING: readonly CaseAct[] = [
  'approve',
  'reject',
  'intend_rejection',
  'intend_revocation',
  'revoke',
  'send_inquiry',
  'publish_notice',
  'close_notice',
  'record_election',
  'conclude_reconsideration',
  'file',
  'register',
];

export const correctionsWaitFor = (act: CaseAct): boolean => WAITING.includes(act);

/** Who would do an act: the official, and whoever's duty it is. */
interface Doer {
  readonly keys: Keys;
  readonly persons: readonly string[];
  /** The instant at which they would. */
  readonly at: string;
}

/**
 * A refusal if a correction that is open, or none that is, stands in the way of an act.
 * @param by of an act that somebody does, or thinks of
 */
export async function correctionsInTheWay(
  db: Pick<Tx, 'query'>,
  row: Case,
  track: Track,
  act: CaseAct,
  by?: Doer,
): Promise<Refusal | null> {
  const { id, candidateId } = row;
  const { policy } = track;
  const concludes = act === 'conclude_correction';
  if (!ASKING.includes(act) && !correctionsWaitFor(act) && !concludes) return null;
  if (!policy.corrections) return correctionsWaitFor(act) ? null : refuse('corrections_not_offered');
  const open = await openCorrectionOf(db, candidateId);
  if (concludes && open?.caseId !== id) return refuse('correction_not_open');
  if (concludes) return by ? refusedByThem(db, row, track, by) : null;
  return open && (ASKING.includes(act) || isWaitedFor(policy, open)) ? refuse('correction_open') : null;
}

/**
 * 复核: whoever refused the same before does not look at it again, if there is anybody else in the body who could: a
 * correction that nobody may conclude would hold the case for good.
 */
async function refusedByThem(
  db: Pick<Tx, 'query'>,
  row: Case,
  track: Track,
  { keys, persons, at }: Doer,
): Promise<Refusal | null> {
  const all = await correctionsOf(db, keys, row.candidateId);
  const again = lookedAtAgain(all.find(isOpenIn(row.id))?.changes ?? {}, all);
  const refusers = (await Promise.all(again.map((refused) => whoConcluded(db, refused)))).flat();
  if (!refusers.some((person) => persons.includes(person))) return null;
  const involved = await involvedIn(db, row);
  const other = await somebodyElseFor(db, row, track, { act: 'conclude_correction', involved, except: refusers, at });
  return other ? refuse('decided_before') : null;
}

/** What corrections have to do with an act that is permitted otherwise. */
export async function correctionsBeside(
  tx: Tx,
  keys: Keys,
  scene: Scene,
  request: ActRequest,
): Promise<Beside | Refusal> {
  const { row, track } = scene;
  const { type } = request.event;
  // Of two cases of one candidate in which somebody asks at once, the second sees the first.
  if (ASKING.includes(type)) await keepCandidate(tx, row.candidateId);
  const inTheWay = await correctionsInTheWay(tx, row, track, type, {
    keys,
    persons: personsIn(scene.by),
    at: scene.at,
  });
  if (inTheWay) return inTheWay;
  if (ASKING.includes(type)) return asked(tx, keys, scene, request);
  return type === 'conclude_correction' ? concluded(tx, keys, row, request) : NOTHING;
}

async function asked(
  tx: Tx,
  keys: Keys,
  { row, track, at }: Scene,
  { correction: stated, event }: ActRequest,
): Promise<Beside | Refusal> {
  if (!stated) return refuse('correction_empty');
  const now = await candidateDataOf(tx, keys, row.candidateId);
  const correction = { ...stated, changes: completed(now, stated.changes) };
  const side = event.type === 'ask_correction' ? 'unit' : 'candidate';
  const fault =
    (await faultOf(tx, keys, row, track, now, correction, at)) ??
    (await repetition(tx, keys, row, side, stated.changes));
  if (fault) return fault;
  return {
    facts: { fields: Object.keys(correction.changes).sort() },
    sealed: { correction: { ...correction } },
    store: (number) => {
      insertCorrection(tx, keys, { caseId: row.id, candidateId: row.candidateId, number, at }, correction);
    },
  };
}

/** Whether what is asked for is something that can be corrected, is another value, and could be right. */
async function faultOf(
  tx: Tx,
  keys: Keys,
  row: Case,
  { policy }: Track,
  now: CandidateData & { readonly personId: string },
  { changes, why, evidence }: Correction,
  at: string,
): Promise<Refusal | null> {
  const fields = Object.keys(changes);
  const before = replacedBy(now, changes);
  const foreign = notOffered(policy, fields);
  if (foreign.length > 0)
    return refuse('correction_of_that_not_offered', { fields: foreign, of: [...(policy.corrections?.of ?? [])] });
  const same = fields.filter((field) => canonicalJson(before[field] ?? null) === canonicalJson(changes[field] ?? null));
  if (fields.length === 0 || same.length > 0) return refuse('correction_empty', { fields: same });
  const published = fields.filter((field) => PUBLISHED.includes(field));
  if (published.length > 0 && (await wasPublished(tx, row.candidateId)))
    return refuse('published_on_notice', { fields: published });
  const { type, number } = await identityOf(tx, keys, now.personId);
  const { profile } = corrected(now, changes);
  const identity = type === 'resident_id' ? checkResidentId(number, dateInChina(at)) : undefined;
  if (identity?.ok === true && (identity.birthDate !== profile['birthDate'] || identity.sex !== profile['sex']))
    return refuse('correction_contradicts_identity');
  return checkFreeText({ why, evidence });
}

/** Whoever was refused, and again by somebody else, asks something else: nobody holds a decision off by asking the same on and on. */
async function repetition(
  tx: Tx,
  keys: Keys,
  { candidateId }: Case,
  side: StatementSide,
  changes: CandidateFields,
): Promise<Refusal | null> {
  const earlier = await correctionsOf(tx, keys, candidateId);
  const fields = repeatedIn(changes, side, earlier);
  if (fields.length > 0) return refuse('correction_repeated', { fields });
  const mixed = refusedAmongOthers(changes, earlier);
  return mixed.length > 0 ? refuse('correction_mixes_refused', { fields: mixed }) : null;
}

async function wasPublished(tx: Tx, candidateId: string): Promise<boolean> {
  const acts = await tx.query(
    `SELECT 1 FROM case_acts a JOIN cases c ON c.id = a.case_id
     WHERE c.candidate_id = ? AND a.act = 'publish_notice' LIMIT 1`,
    [candidateId],
  );
  return acts.length > 0;
}

/** Whoever has checked it says what came of it; the data itself is changed by `slates/conclude-correction`. */
async function concluded(
  tx: Tx,
  keys: Keys,
  { id, candidateId }: Case,
  { outcome }: ActRequest,
): Promise<Beside | Refusal> {
  const open = (await correctionsOf(tx, keys, candidateId)).find(isOpenIn(id));
  const result = CORRECTION_OUTCOMES.find((each) => each === outcome);
  if (!open || !result) return refuse('correction_not_open');
  const made = result === 'made' ? open.changes : {};
  // A notice does not wait for every correction: what stands on it by now is not made another here.
  const published = Object.keys(made).filter((field) => PUBLISHED.includes(field));
  if (published.length > 0 && (await wasPublished(tx, candidateId)))
    return refuse('published_on_notice', { fields: published });
  const overtaken = overtakenBy(made);
  return {
    event: { type: 'conclude_correction', overtakes: overtaken.letters },
    facts: { correction: open.askedIn, ...toldOvertaken(overtaken) },
    sealed: {},
    store: (number) => {
      closeCorrection(tx, id, open.askedIn, number, result);
      overtake(tx, id, number, overtaken);
    },
  };
}

/** @param number of the act of this case by which the data is another */
export function overtake(tx: Tx, caseId: string, number: number, { letters, findings }: Overtaken): void {
  if (findings) overtakeFindings(tx, caseId, number);
  if (letters) overtakeInquiries(tx, caseId, number);
}

/** The correction that was asked for in a case and waits for its answer. */
export const isOpenIn =
  (id: string) =>
  ({ caseId, concludedIn }: StoredCorrection): boolean =>
    caseId === id && concludedIn === null;
