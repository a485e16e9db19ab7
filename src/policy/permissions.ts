import { refuse, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import type { Actor, Attribution, Mandate, Official } from './actor.js';
import type { Duty } from './terms.js';

/** Where the acting body stands to the case. */
/** `consulted_body`: the department to which the letter went that the act is about; null of an act about none. */
/** `checking_body`: where facts are checked; the body on turn, or on whose step or decision a unit's turn depends. */
export type Place = 'submitting_body' | 'turn_body' | 'checking_body' | 'revoking_body' | 'consulted_body';

type Permission =
  | {
      readonly who: 'official';
      /** One of these. */
      readonly duties: readonly Duty[];
      readonly at: Place;
      /** Not by one who has done one of these on the same case before: what is to be looked at again, somebody else looks at. */
      readonly notAfter: readonly string[];
    }
  | { readonly who: 'clock' }
  | { readonly who: 'public' };

const by = (duty: Duty | readonly Duty[], at: Place, ...notAfter: string[]): Permission => ({
  who: 'official',
  duties: [duty].flat(),
  at,
  notAfter,
});
const byClock: Permission = { who: 'clock' };

/** Who told the candidate what is intended has made up their mind as much as who decides it. */
const INTENTIONS = ['intend_rejection', 'intend_revocation'];

const DECISIONS = ['approve', 'reject', 'sign', 'conclude_reconsideration', ...INTENTIONS];
/** Nobody decides anything in a case where they have chosen who else may not. */
const CHOOSING = 'order_recusal';

/**
 * The permission table: each act on a case, and who may do it. It answers commands inside their transaction, the
 * `actions` of a case, the worklist, and the exhaustive test; there is no second place where this is decided.
 */
export const PERMISSIONS = {
  submit: by('submitter', 'submitting_body'),
  accept: by('handler', 'turn_body'),
  // After a rejection that was set aside, somebody other than who rejected, or signed for it, decides anew.
  approve: by('approver', 'turn_body', 'reject', CHOOSING),
  reject: by('approver', 'turn_body', 'reject', CHOOSING),
  return_for_supplement: by('handler', 'turn_body'),
  answer_supplement: by('submitter', 'submitting_body'),
  defer: by('handler', 'turn_body'),
  resume: by('handler', 'turn_body'),
  record_findings: by('handler', 'checking_body'),
  resolve_check: by('approver', 'checking_body', 'reject', CHOOSING),
  // 征求意见: the body asks; an official of the department answers, alone: how it comes to its reply is its own affair. An
  // answer that came by letter is registered by the body that asked, which also takes letters back.
  send_inquiry: by('handler', 'turn_body'),
  answer_inquiry: by(['handler', 'approver'], 'consulted_body'),
  register_answer: by('handler', 'checking_body'),
  take_back_inquiry: by('handler', 'checking_body'),
  inquiry_overdue: byClock,
  // 会签: asked by who handles the case, given by approvers of the body; 拟办意见: what the handler proposes.
  ask_signatures: by('handler', 'turn_body'),
  remove_signature: by('handler', 'turn_body'),
  sign: by('approver', 'turn_body', 'reject', CHOOSING),
  propose: by('handler', 'turn_body'),
  // 回避: everybody steps back themselves, from a letter who was asked to answer it, too; of others, an approver decides who has
  // no part in the decision.
  recuse: by(['handler', 'approver'], 'checking_body'),
  order_recusal: by(
    'approver',
    'checking_body',
    ...DECISIONS,
    'conclude_objection',
    'resolve_check',
    'file',
    'register',
  ),
  waive_recusal: by('approver', 'checking_body'),
  // 拟处理意见告知、陈述申辩: put by who could decide so, answered by the unit; what the candidate says directly, a handler records.
  intend_rejection: by('approver', 'turn_body', 'reject', CHOOSING),
  intend_revocation: by('approver', 'revoking_body', CHOOSING),
  answer_intention: by('submitter', 'submitting_body'),
  record_statement: by('handler', 'checking_body'),
  drop_intention: by('approver', 'checking_body', 'reject', CHOOSING),
  close_answering: byClock,
  // 更正: asked for by the unit, or by the candidate at the body, whose handler checks and concludes.
  ask_correction: by('submitter', 'submitting_body'),
  register_correction: by('handler', 'checking_body'),
  conclude_correction: by('handler', 'checking_body'),
  note_correction: byClock,
  // 认领、分办: everybody for themselves; an approver, others.
  claim: by(['handler', 'approver'], 'checking_body'),
  assign: by('approver', 'checking_body'),
  release: by(['handler', 'approver'], 'checking_body'),
  withdraw: by('submitter', 'submitting_body'),
  // 更换人选: another candidate takes the place, in the act that names them (`slates/add-candidates`).
  supersede: by('submitter', 'submitting_body'),
  publish_notice: by('handler', 'turn_body'),
  object: { who: 'public' },
  conclude_objection: by('approver', 'turn_body', ...DECISIONS, CHOOSING),
  close_notice: by('handler', 'turn_body'),
  record_election: by('submitter', 'submitting_body'),
  file: by('approver', 'turn_body', CHOOSING),
  register: by('approver', 'turn_body', CHOOSING),
  reconsider: by('submitter', 'submitting_body'),
  conclude_reconsideration: by('approver', 'turn_body', ...DECISIONS, 'conclude_objection', CHOOSING),
  become_final: byClock,
  deem_accepted: byClock,
  deem_consent: byClock,
  mark_overdue: byClock,
  lapse: byClock,
  revoke: by('approver', 'revoking_body', CHOOSING),
} as const satisfies Record<string, Permission>;

export type PermittedAct = keyof typeof PERMISSIONS;

/** The body whose officials do this act, by its place in the case; null of one that the clock or the public does. */
export function placeFor(act: PermittedAct): Place | null {
  const permission: Permission = PERMISSIONS[act];
  return permission.who === 'official' ? permission.at : null;
}

/** What officials of a department do to a letter that it was sent, and others to the case itself. */
const ALSO_OF_A_LETTER: readonly PermittedAct[] = ['recuse'];

/** The body for which it is done: of an act that can be about a letter, the department to which that went. */
const bodyOf = (act: PermittedAct, at: Place, { places }: CaseFacts): string | null =>
  (ALSO_OF_A_LETTER.includes(act) ? places.consulted_body : null) ?? places[at];

/** Whether officials do this act at all; the others are the clock's or the public's. */
export const isAnOfficials = (act: PermittedAct): boolean => dutiesFor(act).length > 0;

/** The duties in one of which officials do this act; none for one that the clock or the public does. */
export function dutiesFor(act: PermittedAct): readonly Duty[] {
  const permission: Permission = PERMISSIONS[act];
  return permission.who === 'official' ? permission.duties : [];
}

/** The clock closes a notice when its period is over; an official does when an objection outlasted it. */
const ALSO_BY_CLOCK: readonly PermittedAct[] = ['close_notice'];

/** An earlier act of an official on the same case; what a delegate did is an act of both. */
export interface Participation {
  readonly official: string;
  readonly body: string;
  readonly duty: Duty;
  readonly act: string;
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

function barAgainst(
  act: PermittedAct,
  id: string,
  mandate: Mandate,
  notAfter: readonly string[],
  involved: Involved,
): Refusal | null {
  const persons = personsOf(id, mandate);
  const bars = persons.map((person) => barOf(act, person, mandate, notAfter, involved));
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
  if (own.some((participation) => notAfter.includes(participation.act))) return 'decided_before';
  return null;
}

/** The acts that are an assigned duty's, of those. */
export const assignedActs = (acts: readonly PermittedAct[], duty: Duty): PermittedAct[] =>
  acts.filter((act) => !NOT_ASSIGNED.includes(act) && dutiesFor(act).includes(duty));

/**
 * How much of a case an actor is shown: the dossier (identity numbers masked), the record alone (an auditor sees acts
 * and commitments, not the person), or nothing, which looks like a case that does not exist.
 */
export type Sight = 'dossier' | 'record' | 'nothing';

/**
 * @param seenBy bodies the case has reached, the submitting one among them
 * @param auditsIt whether the actor is auditor at a body of the case's jurisdiction
 */
export function sightOf(actor: Official, seenBy: readonly string[], auditsIt: boolean): Sight {
  const duties: readonly Duty[] = ['submitter', 'handler', 'approver'];
  const reads = actor.mandates.some(({ body, duty }) => duties.includes(duty) && seenBy.includes(body));
  if (reads) return 'dossier';
  return auditsIt ? 'record' : 'nothing';
}

/**
 * Whether an administrator of one place keeps the directory of another: of their own, and of what lies within it
 * (330000 covers 330100 and 330102; GB/T 2260).
 */
export const administers = (own: string, other: string): boolean => other.startsWith(reachOf(own));

/** With what the codes of all places begin that lie within one. */
export const reachOf = (place: string): string => place.replace(/(00){1,2}$/, '');
