import { officialsAt } from '../bodies/mandates-in-force.js';
import type { Tx } from '../database/transactions.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import type { Attribution, Official } from '../policy/actor.js';
import { assignedActs, mayAct, toldReason, type Involved } from '../policy/may-act.js';
import type { ReviewDuty } from '../policy/terms.js';
import { advance } from '../workflow/advance.js';
import { CASE_ACTS, eventOf, type CaseAct } from '../workflow/events.js';
import type { ActRequest } from './act-request.js';
import { placeOf } from './apply-event.js';
import { endAssignments, insertAssignment } from './assignment-rows.js';
import { NOTHING, type Beside, type Scene } from './beside.js';
import type { Case } from './case-row.js';
import type { Track } from './policy-book.js';
import { caseFacts } from './scope.js';
import { mayKnowBars } from './told-bars.js';

/** Somebody as they are in one duty of theirs: for acts that say in which. */
export const inDuty = (person: Official, duty: ReviewDuty | undefined): Official =>
  duty === undefined ? person : { ...person, mandates: person.mandates.filter((mandate) => mandate.duty === duty) };

/**
 * Who is of the body, but has not the duty that they name, is told so, and not that the act is another body's.
 * @param inAny what they are told if they name none
 */
export function ofTheDuty(refusal: Refusal, duty: ReviewDuty | undefined, inAny: () => Attribution | Refusal): Refusal {
  if (duty === undefined || refusal.refused !== 'not_your_body') return refusal;
  const other = inAny();
  return isRefusal(other) && other.refused === 'not_your_body' ? refusal : refuse('not_your_duty', { duty });
}

/** A case, as far as it says who can have which duty in it. */
interface Sharing {
  readonly row: Pick<Case, 'state' | 'context' | 'bodies' | 'turnBodyId'>;
  readonly track: Pick<Track, 'chart' | 'course'>;
  readonly involved: Involved;
}

/** A refusal if the duty is taken already, who would take it may not do what it has to do, or there is nothing to give back. */
export function assignmentInTheWay(act: CaseAct, by: Attribution, sharing: Sharing): Refusal | null {
  if (by.kind !== 'official' || (act !== 'claim' && act !== 'release')) return null;
  const { assigned, barred, employed = [] } = sharing.involved;
  const here = assigned.filter(({ body, duty }) => body === by.body && duty === by.duty);
  if (act === 'release') return here.some(({ official }) => official === by.id) ? null : refuse('not_assigned');
  const other = here.find(({ official }) => !barred.includes(official) && !employed.includes(official));
  if (!other) return unfitFor(sharing, by.duty as ReviewDuty, { kind: 'official', id: by.id, mandates: [by] });
  return other.official === by.id
    ? refuse('assigned_already')
    : refuse('assigned_to_another', { official: other.official });
}

/** What assignments have to do with an act that is permitted otherwise. */
export async function assignmentsBeside(tx: Tx, scene: Scene, request: ActRequest): Promise<Beside | Refusal> {
  const { row, by } = scene;
  const inTheWay = assignmentInTheWay(request.event.type, by, scene);
  if (inTheWay) return inTheWay;
  switch (request.event.type) {
    case 'claim':
      return given(tx, scene, by.id, by.duty as ReviewDuty, {});
    case 'assign':
      return assigning(tx, scene, request.assigns);
    case 'release':
      return ends(tx, row.id, { official: by.id, duty: by.duty });
    case 'recuse':
      return ends(tx, row.id, { official: by.id });
    case 'order_recusal':
      return ends(tx, row.id, { official: request.official ?? '' });
    default:
      return NOTHING;
  }
}

/** 分办: an approver names somebody of the body who may act in that duty, others than themselves; whoever had it has it no longer. */
async function assigning(tx: Tx, scene: Scene, assigns: ActRequest['assigns']): Promise<Beside | Refusal> {
  const { row, track, by, involved, at } = scene;
  if (!assigns) return refuse('assignee_unfit', { reason: 'not_found' });
  const { official, duty } = assigns;
  // Nobody chooses themselves over others: oneself one claims, where nobody has it.
  if (official === by.id) return refuse('assignee_unfit', { reason: 'oneself' });
  const [person] = await officialsAt(tx, [official], at);
  if (!person) return refuse('assignee_unfit', { reason: 'not_found' });
  const unfit = unfitFor(scene, duty, person);
  const assigner: Official = { kind: 'official', id: by.id, mandates: [by] };
  const exact = mayKnowBars(assigner, person, caseFacts(row, track.course.route, involved));
  if (unfit) return refuse('assignee_unfit', { reason: toldReason(unfit.refused, exact) });
  const has = involved.assigned.some(
    (each) => each.official === official && each.body === by.body && each.duty === duty,
  );
  return has ? refuse('assigned_already') : given(tx, scene, official, duty, { official, duty });
}

/** What keeps somebody from the acts that the duty has to do now; before a body has accepted, from the decision it will make. */
function unfitFor({ row, track, involved }: Sharing, duty: ReviewDuty, person: Official): Refusal | null {
  const own = {
    ...person,
    mandates: person.mandates.filter((each) => each.duty === duty && each.onBehalfOf === undefined),
  };
  const now = CASE_ACTS.filter((act) => !isRefusal(advance(track.chart, row, eventOf(act))));
  const acts = assignedActs(now, duty);
  const facts = caseFacts(row, track.course.route, { ...involved, assigned: [] });
  const later = duty === 'approver' ? ('approve' as const) : ('accept' as const);
  return (acts.length > 0 ? acts : [later]).map((act) => mayAct(act, own, facts)).find(isRefusal) ?? null;
}

const given = (tx: Tx, { row, by }: Scene, official: string, duty: ReviewDuty, facts: Beside['facts']): Beside => ({
  facts,
  sealed: {},
  store: (number) => {
    endAssignments(tx, row.id, number, { duty });
    insertAssignment(tx, { caseId: row.id, place: placeOf(row.state), number }, { official, body: by.body, duty });
  },
});

const ends = (tx: Tx, caseId: string, whose: { official: string; duty?: string }): Beside => ({
  facts: {},
  sealed: {},
  store: (number) => {
    endAssignments(tx, caseId, number, whose);
  },
});
