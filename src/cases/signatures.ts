import { findOfficial } from '../bodies/official-row.js';
import type { Tx } from '../database/transactions.js';
import { isRefusal, refuse, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import type { Involved } from '../policy/permissions.js';
import type { ReviewStage } from '../policy/policy.js';
import type { Vote } from '../policy/quorum.js';
import { decisionInTheWay, type Signature } from '../policy/signatures.js';
import type { CaseAct } from '../workflow/events.js';
import type { ActRequest } from './act-request.js';
import { NOTHING, type Beside, type Scene } from './beside.js';
import type { Case } from './case-row.js';
import { changeVerdicts } from './changed-verdicts.js';
import type { NamedFinding } from './check-rows.js';
import type { Means } from './checks.js';
import { mayDo } from './may-do.js';
import type { Track } from './policy-book.js';
import { checkReason } from './reasons.js';
import { reviewAt } from './review-at.js';
import { endSignatures, insertSignature, signAs, standingSignatures } from './signature-rows.js';

/** The review at which a case is being decided; undefined where nobody decides for a body. */
export const decidedAt = (row: Case, track: Track): ReviewStage | undefined =>
  row.state.endsWith('.deciding') ? reviewAt(row, track) : undefined;

/** Whom an interest keeps from the case has not signed it, whatever they said before they declared it. */
export const counted = <S extends Signature>(standing: readonly S[], { barred }: Involved): S[] =>
  standing.filter(({ official }) => !barred.includes(official));

/** Those acts for which it matters who signed, and how. */
const OF_SIGNERS: readonly CaseAct[] = ['approve', 'reject', 'sign', 'remove_signature'];

/** A refusal if the signatures of the step stand in the way of somebody's act. */
export async function signaturesInTheWay(
  db: Pick<Tx, 'query'>,
  row: Case,
  track: Track,
  act: CaseAct,
  official: string,
  involved: Involved,
): Promise<Refusal | null> {
  const stage = OF_SIGNERS.includes(act) ? decidedAt(row, track) : undefined;
  if (!stage) return null;
  const standing = await standingSignatures(db, row.id);
  if (act === 'approve' || act === 'reject') {
    return decisionInTheWay(stage, counted(standing, involved), official, act);
  }
  const waited = standing.filter(({ vote }) => vote === 'waiting');
  if (act === 'sign') {
    return waited.some((signature) => signature.official === official) ? null : refuse('signature_not_asked');
  }
  return waited.length > 0 ? null : refuse('signature_not_open');
}

/** What the signatures of the step have to do with an act that is permitted otherwise. */
export async function signaturesBeside(
  tx: Tx,
  means: Means,
  scene: Scene,
  request: ActRequest,
): Promise<Beside | Refusal> {
  const { row, track, by } = scene;
  const stage = decidedAt(row, track);
  if (!stage) return NOTHING;
  const place = (number: number) => ({ caseId: row.id, step: stage.step, number });
  switch (request.event.type) {
    case 'ask_signatures':
      return asked(tx, scene, request.asks, place);
    case 'remove_signature':
      return removed(tx, scene, request.official ?? '');
    case 'sign':
      return signed(tx, scene, request);
    case 'propose': {
      const vote = voteOf(request.agree === true);
      return {
        facts: { vote },
        sealed: {},
        store: (number) => {
          insertSignature(tx, place(number), { official: by.id, weight: 'proposal', vote });
        },
      };
    }
    case 'approve':
    case 'reject':
      return decided(tx, scene, stage, request.event.type);
    case 'record_findings':
      return askedAnew(tx, means, scene, request.findings ?? [], place);
    case 'return_for_supplement':
      // Other papers are another question: who signed has to look again, and whoever did not is waited for no longer.
      return ended(tx, row);
    default:
      return NOTHING;
  }
}

const voteOf = (agree: boolean): Vote => (agree ? 'agree' : 'disagree');

const ended = (tx: Tx, { id }: Case): Beside => ({
  facts: {},
  sealed: {},
  store: (number) => {
    endSignatures(tx, id, number);
  },
});

/**
 * What was found out is another question, like other papers, if it changes what the checks come to: whoever has signed is
 * asked anew, and what was proposed is proposed no longer.
 */
async function askedAnew(
  tx: Tx,
  means: Means,
  { row, track, standing, at }: Scene,
  findings: readonly NamedFinding[],
  place: (number: number) => Parameters<typeof insertSignature>[1],
): Promise<Beside> {
  const given = standing.filter(({ vote }) => vote !== 'waiting');
  if (given.length === 0 || !(await changeVerdicts(tx, means, row, track, findings, at))) return NOTHING;
  const signers = given.filter(({ weight }) => weight !== 'proposal');
  return {
    facts: { askedAnew: signers.map(({ official }) => official) },
    sealed: {},
    store: (number) => {
      for (const { official } of given) endSignatures(tx, row.id, number, official);
      for (const { official, weight } of signers) {
        insertSignature(tx, place(number), { official, weight, vote: 'waiting' });
      }
    },
  };
}

/** Handlers ask approvers of their body who could sign, and are not asked yet. */
async function asked(
  tx: Tx,
  { row, track, involved, standing }: Scene,
  asks: ActRequest['asks'],
  place: (number: number) => Parameters<typeof insertSignature>[1],
): Promise<Beside | Refusal> {
  const { officials = [], weight = 'binding' } = asks ?? {};
  const unfit: { official: string; reason: ReasonCode }[] = [];
  for (const official of officials) {
    const reason = await unfitToSign(tx, row, track, involved, standing, official);
    if (reason !== null) unfit.push({ official, reason });
  }
  if (unfit.length > 0) return refuse('signer_unfit', { signers: unfit });
  return {
    facts: { officials: [...officials], weight },
    sealed: {},
    store: (number) => {
      for (const official of officials) insertSignature(tx, place(number), { official, weight, vote: 'waiting' });
    },
  };
}

/** Why somebody cannot be asked to sign; null if they can. The same rules as if they signed now. */
export async function unfitToSign(
  db: Pick<Tx, 'query'>,
  row: Case,
  track: Track,
  involved: Involved,
  standing: readonly Signature[],
  official: string,
): Promise<ReasonCode | null> {
  const account = await findOfficial(db, official);
  if (!account?.active) return 'not_found';
  if (standing.some((signature) => signature.official === official)) return 'asked_already';
  const person: Official = { kind: 'official', id: official, mandates: account.mandates };
  const permitted = mayDo(track, row, { type: 'sign' }, person, involved);
  return isRefusal(permitted) ? permitted.refused : null;
}

/** Only while they are waited for: a signature that was given is not taken back because of what it says. */
function removed(tx: Tx, { row, standing }: Scene, official: string): Beside | Refusal {
  const waited = standing.some((signature) => signature.official === official && signature.vote === 'waiting');
  if (!waited) return refuse('signature_not_open', { official });
  return {
    facts: { official },
    sealed: {},
    store: (number) => {
      endSignatures(tx, row.id, number, official);
    },
  };
}

/** Whoever does not agree says why, as if they decided: it may be what the body does not agree for. */
function signed(tx: Tx, { row, track, by, standing }: Scene, request: ActRequest): Beside | Refusal {
  const own = standing.find(({ official, vote }) => official === by.id && vote === 'waiting');
  if (!own) return refuse('signature_not_asked');
  const vote = voteOf(request.agree === true);
  const unreasoned = vote === 'disagree' ? checkReason(track.policy, 'reject', request.reason) : null;
  if (unreasoned) return unreasoned;
  return {
    facts: { vote, weight: own.weight },
    sealed: {},
    store: (number) => {
      signAs(tx, row.id, by.id, vote, number);
    },
  };
}

/** The decision is its maker's signature, and ends the step: nobody is waited for any more. */
function decided(
  tx: Tx,
  { row, by, standing, involved }: Scene,
  stage: ReviewStage,
  act: 'approve' | 'reject',
): Beside | Refusal {
  const inTheWay = decisionInTheWay(stage, counted(standing, involved), by.id, act);
  if (inTheWay) return inTheWay;
  if (standing.length === 0) return NOTHING;
  return {
    facts: {},
    sealed: {},
    store: (number) => {
      signAs(tx, row.id, by.id, voteOf(act === 'approve'), number);
      endSignatures(tx, row.id, number);
    },
  };
}
