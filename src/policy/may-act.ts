import { refuse, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import type { Actor, Attribution, Mandate } from './actor.js';
import { dutiesFor, PERMISSIONS, type Permission, type PermittedAct, type Place } from './permissions.js';
import type { Duty } from './terms.js';

/** The clock closes a notice when its period is over; an official does when an objection outlasted it. */
const ALSO_BY_CLOCK: readonly PermittedAct[] = ['close_notice', 'resume'];

/** An earlier act of an official on the same case; what a delegate did is an act of both. */
export interface Participation {
  readonly official: string;
  readonly body: string;
  readonly duty: Duty;
  readonly act: string;
  /** What it was about is concluded: it keeps nobody from an act any more. */
  readonly over?: true;
}

/** 分办: a duty of a body that one official has at the present step, others not. */
export interface Assignment {
  readonly official: string;
  readonly body: string;
  readonly duty: Duty;
}

/** Who has to do with a case: who acted on it, whom an interest keeps from acting (回避), and to whom it is assigned. */
export interface Involved {
  readonly participations: readonly Participation[];
  /** Officials who were recused, or declared an interest in the candidate or the organisation, and were not let go on. */
  readonly barred: readonly string[];
  /** Officials whose office employs the candidate, where the policy keeps them from the case, and who were not let go on. */
  readonly employed?: readonly string[];
  readonly assigned: readonly Assignment[];
}

/** Of a case that nobody has touched, or an act that no official does. */
export const NOBODY: Involved = { participations: [], barred: [], assigned: [] };

export interface CaseFacts extends Involved {
  /** Body ids by place; null when no body stands there now. */
  readonly places: Readonly<Record<Place, string | null>>;
}

/** What officials of a department do to a letter that it was sent, and others to the case itself. */
const ALSO_OF_A_LETTER: readonly PermittedAct[] = ['recuse'];

/** The body for which it is done: of an act that can be about a letter, the department to which that went. */
const bodyOf = (act: PermittedAct, at: Place, { places }: CaseFacts): string | null =>
  (ALSO_OF_A_LETTER.includes(act) ? places.consulted_body : null) ?? places[at];

/**
 * May this actor do this act on this case? Separation of duties holds on every act: one person acts in one duty and
 * for one body in a case (domain notes 6.3, ASVS 2.3.5).
 * @returns how the act is attributed in the record, or the reason against it.
 */
export function mayAct(act: PermittedAct, actor: Actor, facts: CaseFacts): Attribution | Refusal {
  const permission: Permission = PERMISSIONS[act];
  if (actor.kind === 'clock') {
    return permission.who === 'clock' || ALSO_BY_CLOCK.includes(act) ? { kind: 'clock' } : refuse('not_your_duty');
  }
  if (permission.who === 'clock') return refuse('clock_only');
  if (permission.who === 'public') return actor.kind === 'public' ? { kind: 'public' } : refuse('public_only');
  if (actor.kind === 'public') return refuse('not_your_duty');

  const body = bodyOf(act, permission.at, facts);
  const here = actor.mandates.filter((mandate) => mandate.body === body);
  if (body === null || here.length === 0) return refuse('not_your_body');
  const fitting = permission.duties.flatMap((duty) => here.filter((mandate) => mandate.duty === duty));
  const mandates = fitting
    .filter(({ onBehalfOf }) => onBehalfOf === undefined || !PERSONAL.includes(act))
    .sort(ownFirst);
  if (mandates.length === 0) return refuse('not_your_duty', { duty: permission.duties.join(' or ') });
  const { notAfter } = permission;
  const bars = mandates.map((mandate) => ({ mandate, bar: barAgainst(act, actor.id, mandate, notAfter, facts) }));
  const free = bars.find(({ bar }) => bar === null)?.mandate;
  return free ? attributed(actor.id, free) : (bars[0]?.bar ?? refuse('not_your_duty'));
}

/** What everybody does for themselves: nobody steps back, or takes a case, on another's behalf. */
const PERSONAL: readonly PermittedAct[] = ['recuse', 'claim', 'release'];

/** What others do, too, where the duty is assigned to somebody: signing when asked, and who acts at all. */
const NOT_ASSIGNED: readonly PermittedAct[] = [
  'sign',
  'recuse',
  'order_recusal',
  'waive_recusal',
  'claim',
  'assign',
  'release',
  'intend_revocation',
  'revoke',
];

/** Whoever has the duty themselves acts in it, not in another's. */
const ownFirst = (one: Mandate, other: Mandate): number =>
  Number(one.onBehalfOf !== undefined) - Number(other.onBehalfOf !== undefined);

const attributed = (id: string, { body, duty, onBehalfOf }: Mandate): Attribution => ({
  kind: 'official',
  id,
  body,
  duty,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
});

/** Who acts when one acts in a duty: the official, and whoever's duty it is. What keeps either from a case keeps the act from it. */
export const personsOf = (id: string, { onBehalfOf }: Pick<Mandate, 'onBehalfOf'>): readonly string[] =>
  onBehalfOf === undefined ? [id] : [id, onBehalfOf];

/** Who acts by an attribution; nobody, where the clock or the public does. */
export const personsIn = (by: Attribution): readonly string[] => (by.kind === 'official' ? personsOf(by.id, by) : []);

/** What keeps somebody from a case is their own matter: a kinship, say, or who employs whom. */
const OWN_MATTERS: readonly ReasonCode[] = ['conflict_of_interest', 'same_employer'];

/** A reason why somebody may not act, as it is told to who may know it exactly, or not. */
export const toldReason = (reason: ReasonCode, exact: boolean): ReasonCode =>
  exact || !OWN_MATTERS.includes(reason) ? reason : 'kept_from_case';

function barAgainst(
  act: PermittedAct,
  id: string,
  mandate: Mandate,
  notAfter: readonly string[],
  involved: Involved,
): Refusal | null {
  const persons = personsOf(id, mandate);
  const bars = persons.map((person) => {
    const bar = barOf(act, person, mandate, notAfter, involved);
    // Whoever stands in for somebody is not told what that person's own matter is.
    return bar === null ? null : toldReason(bar, person === id);
  });
  // Whoever is away comes back first: the record never has somebody act who, by it, was not there.
  const bar = bars.find((each) => each !== null) ?? (mandate.away === true ? 'absent' : null);
  if (bar !== null) return refuse(bar);
  // An assignment keeps others from nothing that the one who has it may not do: that would be done by nobody.
  const others = involved.assigned.filter(
    ({ official, body, duty }) =>
      body === mandate.body &&
      duty === mandate.duty &&
      !persons.includes(official) &&
      barOf(act, official, mandate, notAfter, involved) === null,
  );
  const [other] = NOT_ASSIGNED.includes(act) ? [] : others;
  return other ? refuse('assigned_to_another', { official: other.official }) : null;
}

/**
 * In an office that employs the candidate everybody is of it: they let each other go on, with reason and legal basis, and
 * where it is asked as a department, nobody else could answer.
 */
const EVEN_OF_THE_EMPLOYER: readonly PermittedAct[] = ['waive_recusal', 'answer_inquiry'];

/** What keeps one person from acting in a duty, whoever's it is. */
function barOf(
  act: PermittedAct,
  person: string,
  { body, duty }: Mandate,
  notAfter: readonly string[],
  { participations, barred, employed = [] }: Involved,
): ReasonCode | null {
  // Whoever submits is on the candidate's side, and says so.
  if (duty !== 'submitter' && barred.includes(person)) return 'conflict_of_interest';
  if (duty !== 'submitter' && employed.includes(person) && !EVEN_OF_THE_EMPLOYER.includes(act)) return 'same_employer';
  const own = participations.filter((participation) => participation.official === person);
  const otherDuty = own.find((participation) => participation.duty !== duty)?.duty;
  if (otherDuty === 'submitter') return 'submitter_may_not_review';
  if (otherDuty !== undefined) return duty === 'approver' ? 'handler_may_not_decide' : 'reviewer_may_not_change_duty';
  if (own.some((participation) => participation.body !== body)) return 'acted_for_another_body';
  if (own.some(({ act: done, over }) => over !== true && notAfter.includes(done))) return 'decided_before';
  return null;
}

/** The acts that are an assigned duty's, of those, and no other duty's: who may not do one of both has a colleague who does. */
export const assignedActs = (acts: readonly PermittedAct[], duty: Duty): PermittedAct[] =>
  acts.filter((act) => {
    const [own, other] = dutiesFor(act);
    return own === duty && other === undefined && !NOT_ASSIGNED.includes(act);
  });
