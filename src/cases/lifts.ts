import type { Body } from '../bodies/body-row.js';
import { isRefusal, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import { mayAct, personsIn, type Involved } from '../policy/may-act.js';
import { systemAsks } from '../policy/asks.js';
import { dutiesFor, placeFor, type Place } from '../policy/permissions.js';
import type { ReviewStage } from '../policy/policy.js';
import { counted, isOf, missingFor, moreInTheWay, type Signature } from '../policy/signatures.js';
import { advance } from '../workflow/advance.js';
import type { CaseAct } from '../workflow/events.js';
import { wayTo } from '../workflow/way-to.js';
import type { Case } from './case-row.js';
import type { MissingInquiry } from './inquiries-in-the-way.js';
import type { Track } from './policy-book.js';
import { decidedAt } from './review-at.js';
import { say, type Said } from './said.js';
import { caseFacts } from './scope.js';

/** Somebody who would do an act, and what has to do with it. */
export interface Wish {
  readonly row: Pick<Case, 'state' | 'context' | 'bodies' | 'turnBodyId'>;
  readonly track: Track;
  readonly act: CaseAct;
  readonly person: Official;
  readonly involved: Involved;
  /** What keeps the person from the case is that it is about themselves: nobody lets them go on. */
  readonly ownMatter: boolean;
  /** The signatures that stand. */
  readonly standing: readonly Signature[];
  /** The bodies of the case. */
  readonly bodies: readonly Pick<Body, 'id' | 'name'>[];
  /** While those concerned can answer what is intended; else null. */
  readonly hearing: Hearing | null;
}

/** 陈述申辩: who has been heard, as far as the asker may know it, and until when the others can be. */
export interface Hearing {
  readonly unitHeard: boolean;
  readonly candidateHeard: boolean;
  readonly lastDay: string;
}

/** What lifts what departments have to do with. */
const LETTERS: Readonly<Partial<Record<ReasonCode, (body: string | null, facts: Refusal['facts']) => Said[]>>> = {
  inquiry_open: (body) => [say('lift_inquiry_answered', { body }), say('lift_inquiry_taken_back', { body })],
  inquiry_missing: (body, { inquiries }) => {
    const missing = (Array.isArray(inquiries) ? inquiries : []) as unknown as readonly MissingInquiry[];
    return [
      ...(missing.some(({ bodies }) => bodies.length > 0) ? [say('lift_inquiry_sent', { body })] : []),
      ...(missing.some(({ bodies }) => bodies.length === 0)
        ? [say('lift_department_entered'), say('lift_found_out', { body })]
        : []),
    ];
  },
  inquiry_unknown: () => [say('lift_nothing')],
};

/** Who or what would lift an obstacle: each sentence true by itself, the nearest first. Pure. */
export function liftsOf(wish: Wish, { refused, facts }: Refusal): Said[] {
  const onTurn = bodyAt(wish, 'turn_body');
  const its = bodyAt(wish, placeFor(wish.act) ?? 'turn_body');
  const checking = bodyAt(wish, 'checking_body');
  const ofLetters = LETTERS[refused]?.(checking, facts);
  if (ofLetters) return ofLetters;
  const personal = ofPersons(wish, refused);
  if (personal) return personal;
  switch (refused) {
    case 'supplements_used_up':
    case 'supplement_period_over':
      return [say('lift_without_supplement', { body: onTurn })];
    case 'deferrals_used_up':
      return [say('lift_without_deferral', { body: onTurn })];
    case 'objection_open':
      return [say('lift_objections_concluded', { body: onTurn })];
    case 'objection_upheld':
      return [say('lift_decision_on_objection', { body: onTurn })];
    case 'clock_only':
      return [say('lift_clock')];
    case 'period_over_unrecorded':
      return [say('lift_clock_records')];
    case 'public_only':
      return [say('lift_public')];
    case 'notice_period_running':
      return [say('lift_day', { day: facts['lastDay'] ?? null })];
    case 'seat_taken':
      return [say('lift_seat_free', { post: facts['post'] ?? null })];
    case 'elected_by_another_slate':
      return [say('lift_other_slate_recorded', { post: facts['post'] ?? null, occasion: facts['occasion'] ?? null })];
    case 'proposal_missing':
      return [say('lift_proposal', { body: its })];
    case 'signatures_open':
      return signing(wish, its);
    case 'signature_not_asked':
      return asking(wish, its);
    case 'signature_not_open':
      return [say('lift_somebody_asked', { body: its })];
    case 'signed_before':
      return [say('lift_signed_before', { body: its })];
    case 'asked_by_the_policy':
      return [say('lift_policy_asks', { body: its })];
    case 'checks_in_the_way':
      return [say('lift_check_answered', { body: checking }), say('lift_check_resolved', { body: checking })];
    case 'intention_answered':
    case 'already_reconsidered':
    case 'reconsideration_period_over':
    case 'corrections_not_offered':
      return [say('lift_nothing')];
    case 'correction_open':
      return [say('lift_correction', { body: checking })];
    case 'correction_not_open':
      return [say('lift_body_acts', { body: bodyAt(wish, 'submitting_body'), acts: ['ask_correction'] })];
    case 'intention_missing':
    case 'learned_since_intention':
      return [say('lift_intention', { body: its })];
    default:
      return going(wish);
  }
}

/** Of what keeps one person from the act: who else does it, and what would let this one do it. */
function ofPersons(wish: Wish, refused: ReasonCode): Said[] | null {
  const duties = [...dutiesFor(wish.act)];
  const its = bodyAt(wish, placeFor(wish.act) ?? 'turn_body');
  const checking = bodyAt(wish, 'checking_body');
  switch (refused) {
    case 'not_your_body':
      return [say('lift_body_of_act', { body: its, duties })];
    case 'not_your_duty':
      return [say('lift_duty', { body: its, duties })];
    case 'conflict_of_interest':
    case 'same_employer':
      return [say('lift_another_person', { body: its, duties }), ...waiver(wish, checking)];
    case 'kept_from_case':
    case 'submitter_may_not_review':
    case 'handler_may_not_decide':
    case 'reviewer_may_not_change_duty':
    case 'acted_for_another_body':
    case 'decided_before':
      return [say('lift_another_person', { body: its, duties })];
    case 'absent':
      return [say('lift_absence_over'), say('lift_another_person', { body: its, duties })];
    case 'assigned_to_another':
    case 'assigned_already':
    case 'not_assigned':
      return [say('lift_assigned', { body: checking, duties })];
    default:
      return null;
  }
}

const placesOf = ({ row, track, involved }: Wish) => caseFacts(row, track.course.route, involved).places;

const nameOf = ({ bodies }: Wish, id: string | null): string | null =>
  bodies.find((body) => body.id === id)?.name ?? id;

const bodyAt = (wish: Wish, place: Place): string | null => nameOf(wish, placesOf(wish)[place]);

/** What has to be done before it is the turn of the act, by whom; or that it will not be any more. */
function going(wish: Wish): Said[] {
  const firsts = wayTo(wish.track.chart, wish.row, wish.act);
  if (firsts.length === 0) return [say('lift_nothing')];
  const { hearing } = wish;
  const byOfficials = firsts.filter((act) => placeFor(act) !== null && !isNoStep(wish, act));
  const byClock = firsts.some((act) => placeFor(act) === null && act !== 'object');
  // Before they are rejected or revoked, both are heard: of what is left of that, one thing does not stand for the other.
  const each = byOfficials.length === 1 || (hearing !== null && isAdverse(wish.act));
  const bodyOf = (act: CaseAct) => bodyAt(wish, placeFor(act) ?? 'turn_body');
  const doers = [...new Set(byOfficials.map(bodyOf))];
  return [
    ...doers.map((body) =>
      say(each ? 'lift_body_acts' : 'lift_one_of', { body, acts: byOfficials.filter((act) => bodyOf(act) === body) }),
    ),
    ...(firsts.includes('object') ? [say('lift_objection')] : []),
    ...(byClock ? [hearing ? heardOut(wish, hearing) : say('lift_clock_first')] : []),
  ];
}

const isAdverse = (act: CaseAct): boolean => act === 'reject' || act === 'revoke';

/** What leads on by the chart, but not here: an answer that was given, and giving up what is to be done. */
function isNoStep({ act: wanted, hearing }: Wish, act: CaseAct): boolean {
  if (!hearing) return false;
  if (act === 'drop_intention') return isAdverse(wanted);
  return (act === 'answer_intention' && hearing.unitHeard) || (act === 'record_statement' && hearing.candidateHeard);
}

/** The end of the period brings the case back to the body that intends something, whether anybody answered or not. */
const heardOut = (wish: Wish, { lastDay }: Hearing): Said =>
  isAdverse(wish.act)
    ? say('lift_hearing_over', { day: lastDay, body: bodyAt(wish, 'checking_body') })
    : say('lift_hearing_first', { day: lastDay });

/** Where it can be given: by an approver of the body, for one of its own. */
function waiver({ row, track, person, involved, ownMatter }: Wish, body: string | null): Said[] {
  const { checking_body: checking } = caseFacts(row, track.course.route, involved).places;
  const possible = !ownMatter && !isRefusal(advance(track.chart, row, { type: 'waive_recusal' }));
  return possible && person.mandates.some((mandate) => mandate.body === checking) ? [say('lift_waiver', { body })] : [];
}

/** Who would act: the official, and of a delegate in whose place. */
function personsBy({ row, track, act, person, involved }: Wish): readonly string[] {
  const permitted = mayAct(act, person, caseFacts(row, track.course.route, involved));
  return isRefusal(permitted) ? [person.id] : personsIn(permitted);
}

/** The signatures that a decision waits for, and how many more it would take. */
function signing(wish: Wish, body: string | null): Said[] {
  const stage = decidedAt(wish.row, wish.track);
  const { act, standing, involved } = wish;
  const missing =
    stage && (act === 'approve' || act === 'reject')
      ? missingFor(stage, counted(standing, involved), personsBy(wish), act)
      : null;
  if (!missing) return [say('lift_signatures_anew', { body })];
  return [
    ...(missing.more > 0 ? [more(stage, body, missing.more)] : []),
    ...(missing.waiting > 0 ? [say('lift_signatures', { waiting: missing.waiting })] : []),
  ];
}

/** Where the policy has everybody asked, there is nobody more to ask: the body names others. */
const more = (stage: ReviewStage | undefined, body: string | null, missing: number): Said =>
  systemAsks(stage) ? say('lift_more_approvers', { body, missing }) : say('lift_more_signers', { body, more: missing });

/** Who was not asked to sign, or signed otherwise, decides nothing; who has signed does not sign again, nor is anybody asked where those asked do not agree. */
function asking(wish: Wish, body: string | null): Said[] {
  const { act, standing, involved } = wish;
  const persons = personsBy(wish);
  const signed = counted(standing, involved).some(
    (each) => isOf(each, persons) && each.weight !== 'proposal' && each.vote !== 'waiting',
  );
  const stage = decidedAt(wish.row, wish.track);
  const asked = systemAsks(stage) ? 'lift_policy_asks' : 'lift_be_asked';
  const over = signed || (!systemAsks(stage) && moreInTheWay(stage ?? {}, counted(standing, involved)) !== null);
  if (act === 'sign') return [say(over ? 'lift_signatures_anew' : asked, { body })];
  return [...(over ? [] : [say(asked, { body })]), say('lift_signer_decides', { body })];
}
