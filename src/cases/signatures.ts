import { officialsAt } from '../bodies/mandates-in-force.js';
import type { Tx } from '../database/transactions.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import type { Attribution, Official } from '../policy/actor.js';
import { personsOf, toldReason, type Involved } from '../policy/may-act.js';
import type { ReviewStage } from '../policy/policy.js';
import type { Vote } from '../policy/quorum.js';
import { counted, decisionInTheWay, isOf, moreInTheWay, type Signature } from '../policy/signatures.js';
import type { CaseAct } from '../workflow/events.js';
import { standingNow } from './asks.js';
import type { ActRequest } from './act-request.js';
import { askedAnew, brings, foundOut, hasSigned } from './asked-anew.js';
import { NOTHING, together, type Beside, type Scene } from './beside.js';
import type { Case } from './case-row.js';
import type { Means } from './checks.js';
import { mayDo } from './may-do.js';
import type { Track } from './policy-book.js';
import { checkReason } from './reasons.js';
import { removalInTheWay, removed } from './remove-signature.js';
import { decidedAt } from './review-at.js';
import { caseFacts } from './scope.js';
import { endSignatures, insertSignature, signAs } from './signature-rows.js';
import { mayKnowBars } from './told-bars.js';

/** Those acts for which it matters who signed, and how. */
const OF_SIGNERS: readonly CaseAct[] = ['approve', 'reject', 'sign', 'remove_signature'];

/**
 * A refusal if the signatures of the step stand in the way of somebody's act.
 * @param persons who acts, and of a delegate in whose place
 */
export async function signaturesInTheWay(
  db: Pick<Tx, 'query'>,
  row: Case,
  track: Track,
  act: CaseAct,
  persons: readonly string[],
  involved: Involved,
  at: string,
): Promise<Refusal | null> {
  const stage = OF_SIGNERS.includes(act) ? decidedAt(row, track) : undefined;
  if (!stage) return null;
  const standing = await standingNow(db, row, track, involved, at);
  if (act === 'approve' || act === 'reject') {
    return decisionInTheWay(stage, counted(standing, involved), persons, act);
  }
  if (act === 'sign') return toGive(standing, persons) ? null : refuse('signature_not_asked');
  return removalInTheWay(db, { row, track, involved, at }, standing);
}

/** The signature that these are waited for, who have one between them. */
function toGive(standing: readonly Signature[], persons: readonly string[]): Signature | undefined {
  const [own, another] = standing.filter((signature) => isOf(signature, persons));
  return own?.vote === 'waiting' && !another ? own : undefined;
}

/** What the signatures of the step have to do with an act that is permitted otherwise. */
export async function signaturesBeside(
  tx: Tx,
  means: Means,
  scene: Scene,
  request: ActRequest,
): Promise<Beside | Refusal> {
  const { row, track, by } = scene;
  // What those concerned say to what is intended, and corrected data, is another question for whoever has signed.
  if (brings(request)) return askedAnew(tx, scene);
  const stage = decidedAt(row, track);
  const { type } = request.event;
  if (!stage) return NOTHING;
  const place = (number: number) => ({ caseId: row.id, step: stage.step, number });
  switch (type) {
    case 'ask_signatures':
      return asked(tx, scene, stage, request.asks, place);
    case 'remove_signature':
      return removed(tx, scene, request);
    case 'sign':
      return signed(tx, scene, request, place);
    case 'propose': {
      const vote = voteOf(request.agree === true);
      return {
        facts: { vote },
        sealed: {},
        store: (number) => {
          insertSignature(tx, place(number), { ...byWhom(by), weight: 'proposal', vote });
        },
      };
    }
    case 'approve':
    case 'reject':
      return decided(tx, scene, stage, type, place);
    case 'record_findings':
      return foundOut(tx, means, scene, request.findings ?? []);
    case 'return_for_supplement':
      // Other papers are another question: who signed is asked anew, also who is asked anew already; nobody else is waited for.
      return together(ended(tx, row), askedAnew(tx, scene, scene.standing.filter(hasSigned)));
    default:
      return NOTHING;
  }
}

const byWhom = ({ id, onBehalfOf }: Scene['by']) => ({
  official: id,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
});

const voteOf = (agree: boolean): Vote => (agree ? 'agree' : 'disagree');

const ended = (tx: Tx, { id }: Case): Beside => ({
  facts: {},
  sealed: {},
  store: (number) => {
    endSignatures(tx, id, number);
  },
});

/** Handlers ask approvers of their body who could sign, and are not asked yet; a delegate in the place of who is away. */
async function asked(
  tx: Tx,
  { row, track, by, involved, standing, at }: Scene,
  stage: ReviewStage,
  asks: ActRequest['asks'],
  place: (number: number) => Parameters<typeof insertSignature>[1],
): Promise<Beside | Refusal> {
  const { officials = [], weight = 'binding' } = asks ?? {};
  const decided = weight === 'binding' ? moreInTheWay(stage, counted(standing, involved)) : null;
  if (decided) return decided;
  const people = await officialsAt(tx, officials, at);
  const asking: Official = { kind: 'official', id: by.id, mandates: [by] };
  const facts = caseFacts(row, track.course.route, involved);
  const signers = officials.map((official) => {
    const person = people.find(({ id }) => id === official);
    const exact = person ? mayKnowBars(asking, person, facts) : false;
    return { official, exact, may: person ? maySign(row, track, involved, standing, person) : refuse('not_found') };
  });
  const unfit = signers.flatMap(({ official, exact, may }) =>
    isRefusal(may) ? [{ official, reason: toldReason(may.refused, exact) }] : [],
  );
  if (unfit.length > 0) return refuse('signer_unfit', { signers: unfit });
  const places = signers.flatMap(({ may }) => (isRefusal(may) || may.kind !== 'official' ? [] : [byWhom(may)]));
  const delegates = places.filter(({ onBehalfOf }) => onBehalfOf !== undefined);
  return {
    facts: {
      officials: [...officials],
      weight,
      ...(delegates.length > 0 ? { inPlaceOf: delegates.map((one) => ({ ...one })) } : {}),
    },
    sealed: {},
    store: (number) => {
      for (const each of places) insertSignature(tx, place(number), { ...each, weight, vote: 'waiting' });
    },
  };
}

/** Whether somebody can be asked to sign, and then for whom; the same rules as if they signed now. */
function maySign(
  row: Case,
  track: Track,
  involved: Involved,
  standing: readonly Signature[],
  person: Official,
): Attribution | Refusal {
  const by = mayDo(track, row, { type: 'sign' }, person, involved);
  const persons = isRefusal(by) || by.kind !== 'official' ? [person.id] : personsOf(by.id, by);
  return standing.some((signature) => isOf(signature, persons)) ? refuse('asked_already') : by;
}

/** Whoever does not agree says why, as if they decided: it may be what the body does not agree for. */
function signed(
  tx: Tx,
  { row, track, by, standing }: Scene,
  request: ActRequest,
  place: (number: number) => Parameters<typeof insertSignature>[1],
): Beside | Refusal {
  const own = toGive(standing, personsOf(by.id, by));
  if (!own) return refuse('signature_not_asked');
  const vote = voteOf(request.agree === true);
  const unreasoned = vote === 'disagree' ? checkReason(track.policy, 'reject', request.reason, row.state) : null;
  if (unreasoned) return unreasoned;
  return {
    facts: { vote, weight: own.weight },
    sealed: {},
    store: (number) => {
      give(tx, by, own, vote, place(number));
    },
  };
}

/** What was asked of somebody who is away since, their delegate gives: the request passes to them with the signature. */
function give(tx: Tx, by: Scene['by'], own: Signature, vote: Vote, place: Parameters<typeof insertSignature>[1]): void {
  const { caseId, number } = place;
  if (own.official === by.id) signAs(tx, caseId, by.id, vote, number);
  else {
    endSignatures(tx, caseId, number, own.official);
    insertSignature(tx, place, { ...byWhom(by), weight: own.weight, vote });
  }
}

/** The decision is its maker's signature, and ends the step: nobody is waited for any more. */
function decided(
  tx: Tx,
  { row, by, standing, involved }: Scene,
  stage: ReviewStage,
  act: 'approve' | 'reject',
  place: (number: number) => Parameters<typeof insertSignature>[1],
): Beside | Refusal {
  const persons = personsOf(by.id, by);
  const inTheWay = decisionInTheWay(stage, counted(standing, involved), persons, act);
  if (inTheWay) return inTheWay;
  if (standing.length === 0) return NOTHING;
  const own = toGive(standing, persons);
  return {
    facts: {},
    sealed: {},
    store: (number) => {
      if (own) give(tx, by, own, voteOf(act === 'approve'), place(number));
      endSignatures(tx, row.id, number);
    },
  };
}
