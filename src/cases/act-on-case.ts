import type { IdempotencyKey, Recorded, Recorder } from '../audit/record.js';
import type { Tx } from '../database/transactions.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import type { Attribution, Official } from '../policy/actor.js';
import type { Keys } from '../protected-fields/keys.js';
import type { Involved } from '../policy/may-act.js';
import { isAnOfficials } from '../policy/permissions.js';
import { CASE_ACTS } from '../workflow/events.js';
import { NO_ASKS, withAsks } from '../policy/asks.js';
import { applyEvent } from './apply-event.js';
import { asksBeside, asksNow } from './asks.js';
import type { ActRequest } from './act-request.js';
import { NOTHING, together, type Beside, type Scene } from './beside.js';
import { assignmentsBeside, inDuty, ofTheDuty } from './assignments.js';
import { correctionsBeside } from './corrections.js';
import { checksBeside, type Means } from './checks.js';
import { findCaseForChange, involvedIn, type Case } from './case-row.js';
import { intentionsBeside } from './intentions.js';
import { inquiriesBeside } from './inquiry-acts.js';
import { mayDo } from './may-do.js';
import { periodInTheWay } from './period-in-the-way.js';
import type { PolicyBook } from './policy-book.js';
import { approversMissing, possibleSigners, reviewBefore } from './possible-signers.js';
import { checkFreeText, checkReason } from './reasons.js';
import { employerBeside, interestInTheWay, recusalsBeside } from './recusals.js';
import { decidedAt } from './review-at.js';
import { seatInTheWay } from './seat-in-the-way.js';
import { standingSignatures } from './signature-rows.js';
import { signaturesBeside } from './signatures.js';
import { sees } from './scope.js';
import { supplementBeside } from './supplements.js';

/** What everybody who acts on a case is told: enough to act again without reading the whole file. */
export type CaseStanding = {
  id: string;
  state: string;
  version: number;
  dueAt: string | null;
  overdue: boolean;
  ended: boolean;
  /** Of an acceptance: so many approvers the body lacks for its quorum; left out where it has enough. */
  approversMissing?: number;
};

export const standingOf = ({ id, state, version, dueAt, overdue, ended }: Case): CaseStanding => ({
  id,
  state,
  version,
  dueAt,
  overdue,
  ended,
});

/** An official acts on one case: accept, approve, reject, return, answer, defer, resume, withdraw, file, register … */
export class ActOnCase {
  constructor(
    private readonly recorder: Recorder,
    readonly book: PolicyBook,
    readonly keys: Keys,
  ) {}

  async execute(actor: Official, request: ActRequest, key?: IdempotencyKey): Promise<CaseStanding | Refusal> {
    return this.recorder.write(key, (tx, at) => actOn(tx, this, actor, request, at));
  }
}

/**
 * One official's act on one case, inside a transaction: found, permitted, applied.
 * @param slateId when given, a case of another slate is refused
 */
export async function actOn(
  tx: Tx,
  means: Means,
  actor: Official,
  request: ActRequest,
  at: string,
  slateId?: string,
): Promise<Recorded<CaseStanding> | Refusal> {
  const row = await findCaseForChange(tx, request.caseId);
  if (!row) return refuse('not_found');
  const acted =
    slateId !== undefined && row.slateId !== slateId
      ? refuse('case_not_in_slate')
      : await actOnRow(tx, means, actor, row, request, at);
  if (!isRefusal(acted)) return acted;
  // Whatever the refusal says, it says nothing of the case to somebody who is not shown it.
  return (await sees(tx, actor, row)) === 'nothing' ? refuse('not_found') : forOfficials(acted);
}

/** Among the acts that are possible instead, only those that officials do: the clock's and the public's help nobody here. */
export function forOfficials({ refused, facts }: Refusal): Refusal {
  const { acts } = facts;
  if (!Array.isArray(acts)) return { refused, facts };
  return refuse(refused, { ...facts, acts: CASE_ACTS.filter((act) => acts.includes(act) && isAnOfficials(act)) });
}

/** As `actOn`, of a case that was found and kept for the transaction. */
export async function actOnRow(
  tx: Tx,
  means: Means,
  actor: Official,
  row: Case,
  request: ActRequest,
  at: string,
): Promise<Recorded<CaseStanding> | Refusal> {
  const [involved, stored] = await Promise.all([involvedIn(tx, row), standingSignatures(tx, row.id)]);
  const by = await permit(tx, means.book, actor, row, involved, request, at);
  if (isRefusal(by)) return by;
  const track = means.book.track(row.policyId, row.courseId);
  const asking = request.event.type === 'accept' || decidedAt(row, track) !== undefined;
  const asks = asking ? await asksNow(tx, row, track, involved, stored, at) : NO_ASKS;
  const scene = { row, track, involved, standing: withAsks(stored, asks), at };
  const said = by.kind === 'official' ? await besideAct(tx, means, { ...scene, by }, request) : NOTHING;
  if (isRefusal(said)) return said;
  const beside = together(asksBeside(tx, row, by, asks), said);
  const applied = await applyEvent(tx, means.book, row, beside.event ?? request.event, {
    at,
    by,
    facts: { ...request.facts, ...beside.facts, ...(request.outcome ? { outcome: request.outcome } : {}) },
    sealed: { ...request.sealed, ...beside.sealed },
    ...(request.reason ? { reason: request.reason } : {}),
    ...(beside.asked === undefined ? {} : { asked: beside.asked }),
    ...(beside.since === undefined ? {} : { since: beside.since }),
    ...detailsOf(request),
  });
  if (isRefusal(applied)) return applied;
  beside.store(applied.after.version);
  const missing = request.event.type === 'accept' ? await missingAt(tx, scene, by) : 0;
  const warned = missing > 0 ? { approversMissing: missing } : {};
  return { answer: { ...standingOf(applied.after), ...warned }, facts: applied.facts };
}

/** Whoever accepts learns at once if the body lacks approvers for its quorum; they themselves will not be one. */
async function missingAt(tx: Tx, { row, track, involved, standing, at }: Omit<Scene, 'by'>, by: Attribution) {
  const review = reviewBefore(row, track);
  if (!review?.quorum) return 0;
  const handler = by.kind === 'official' ? [{ official: by.id, body: by.body, duty: by.duty, act: 'accept' }] : [];
  const then = { ...involved, participations: [...involved.participations, ...handler] };
  return approversMissing(review, standing, await possibleSigners(tx, row, track, then, standing, at), then);
}

/** What goes with the act, of signatures, recusals, a supplement, what is intended, letters, assignments and the checks; or the first that stands in its way. */
async function besideAct(tx: Tx, means: Means, scene: Scene, request: ActRequest): Promise<Beside | Refusal> {
  const signatures = await signaturesBeside(tx, means, scene, request);
  if (isRefusal(signatures)) return signatures;
  const recusals = await recusalsBeside(tx, scene, request);
  if (isRefusal(recusals)) return recusals;
  const supplement = await supplementBeside(tx, scene.row, scene.track, request);
  if (isRefusal(supplement)) return supplement;
  const intentions = await intentionsBeside(tx, means.keys, scene, request);
  if (isRefusal(intentions)) return intentions;
  const corrections = await correctionsBeside(tx, means.keys, scene, request);
  if (isRefusal(corrections)) return corrections;
  const inquiries = await inquiriesBeside(tx, means, scene, request);
  if (isRefusal(inquiries)) return inquiries;
  const assignments = await assignmentsBeside(tx, scene, request);
  if (isRefusal(assignments)) return assignments;
  const checks = await checksBeside(tx, means, scene.row, scene.track, request, scene.at);
  return isRefusal(checks)
    ? checks
    : together(
        await employerBeside(tx, scene),
        signatures,
        recusals,
        supplement,
        intentions,
        corrections,
        inquiries,
        assignments,
        checks,
      );
}

/** What the file of the case keeps of an act beside its reason. */
function detailsOf({ remarks, noInterest, considered, election, items, answers }: ActRequest) {
  const details = {
    ...(remarks ? { remarks } : {}),
    ...(noInterest === undefined ? {} : { noInterest }),
    ...(considered === undefined ? {} : { considered }),
    ...(election ? { election: { ...election } } : {}),
    ...(items ? { items: items.map((item) => ({ ...item })) } : {}),
    ...(answers ? { answers: answers.map((answer) => ({ ...answer })) } : {}),
  };
  return Object.keys(details).length > 0 ? { details } : {};
}

/** Whether it fills a seat as far as its event says: a vote that did not elect fills none. */
const elects = (event: ActRequest['event']) => event.type !== 'record_election' || event.elected;

/** Version, turn, person, reason, interest, time: in this order, so that the first answer is the one that helps. */
async function permit(
  tx: Tx,
  book: PolicyBook,
  actor: Official,
  row: Case,
  involved: Involved,
  request: ActRequest,
  at: string,
) {
  const { event } = request;
  if (request.expectedVersion !== row.version) {
    return refuse('stale_version', { version: row.version, expected: request.expectedVersion, state: row.state });
  }
  const track = book.track(row.policyId, row.courseId);
  const may = (whoever: Official) => mayDo(track, row, event, whoever, involved, request.consulted);
  const by = may(inDuty(actor, request.duty));
  if (isRefusal(by)) return ofTheDuty(by, request.duty, () => may(actor));
  return (
    checkReason(track.policy, event.type, request.reason, row.state, request.outcome) ??
    interestInTheWay(track, request) ??
    checkFreeText({ remarks: request.remarks }) ??
    (await periodInTheWay(tx, row, track, event.type, at)) ??
    (elects(event) ? await seatInTheWay(tx, row, track, event.type) : null) ??
    by
  );
}
