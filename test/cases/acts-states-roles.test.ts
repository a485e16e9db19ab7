import { describe, expect, it } from '@jest/globals';
import { REFUSALS } from '../../src/http/refusals.js';
import { isRefusal, REASON_CODES } from '../../src/kernel/refusal.js';
import { THE_CLOCK, THE_PUBLIC, type Actor, type Official } from '../../src/policy/actor.js';
import { mayAct, NOBODY, type CaseFacts, type Participation } from '../../src/policy/may-act.js';
import { PERMISSIONS } from '../../src/policy/permissions.js';
import { sightOf } from '../../src/policy/sight.js';
import { DUTIES, REASONED_ACTS, type Duty } from '../../src/policy/terms.js';
import type { CaseBodies } from '../../src/cases/case-row.js';
import { mayDo } from '../../src/cases/may-do.js';
import { leafStates } from '../../src/workflow/check-statechart.js';
import { CASE_ACTS, eventOf, NEW_CASE, type CaseAct, type CaseContext } from '../../src/workflow/events.js';
import {
  EXPECTED_COURSES,
  SHIPPED_POLICY,
  hearingChart,
  unheardChart,
  shippedCourse,
  type ExpectedCourse,
} from '../workflow/shipped-courses.js';

// The rules of who may do what, where and when, written down a second time, by hand, for a reader. They are not read
// from the permission table or the statechart: every difference between the two is a mistake in one of them.

/** The situations a case can be in, as far as they matter to who may do what. */
type Situation =
  | 'draft'
  | 'awaiting'
  | 'deciding'
  | 'deciding, a letter open'
  | 'inquiring'
  | 'inquiring, another letter open'
  | 'supplement'
  | 'supplement, a letter open'
  | 'deferred'
  | 'answering'
  | 'answering, a letter open'
  | 'answering on notice'
  | 'answering a revocation'
  | 'answering a revocation after the end'
  | 'deferred, a letter open'
  | 'cleared'
  | 'on notice, nothing objected'
  | 'on notice, an objection open'
  | 'on notice, an objection upheld'
  | 'passed'
  | 'to be filed'
  | 'to be registered'
  | 'completed'
  | 'not passed'
  | 'not passed, after a reconsideration'
  | 'not passed, for good'
  | 'reconsidering'
  | 'revoked'
  | 'revoked, after a reconsideration'
  | 'revoked, for good'
  | 'reconsidering a revocation'
  | 'reconsidering a revocation after the end'
  | 'over';

/** Where somebody decides, or will: facts can be checked. */
const CHECKED: readonly Situation[] = [
  'deciding',
  'deciding, a letter open',
  'inquiring',
  'inquiring, another letter open',
  'supplement',
  'supplement, a letter open',
  'deferred',
  'deferred, a letter open',
  'cleared',
  'on notice, nothing objected',
  'on notice, an objection open',
  'on notice, an objection upheld',
  'passed',
  'to be filed',
  'to be registered',
  'answering',
  'answering, a letter open',
  'answering on notice',
  'answering a revocation',
];

/** Where officials still act: somebody may have to step back. */
const REVIEWED: readonly Situation[] = ['awaiting', ...CHECKED, 'reconsidering', 'reconsidering a revocation'];
/** Of what is over no data is corrected any more; but who looks at a revocation again may have to step back. */
const LOOKED_AT: readonly Situation[] = [...REVIEWED, 'reconsidering a revocation after the end'];

/** Where those concerned can answer what is intended. */
const ANSWERING: readonly Situation[] = [
  'answering',
  'answering, a letter open',
  'answering on notice',
  'answering a revocation',
  'answering a revocation after the end',
];
/** Where a case waits for an office: somebody there can have it. Not while the unit votes. */
const WAITING: readonly Situation[] = LOOKED_AT.filter((situation) => situation !== 'passed');

const DECIDING: readonly Situation[] = ['deciding', 'deciding, a letter open'];

/** While a department has been asked: its answer can come wherever the step is. */
const ASKED: readonly Situation[] = [
  'deciding, a letter open',
  'inquiring',
  'inquiring, another letter open',
  'supplement, a letter open',
  'deferred, a letter open',
  'answering, a letter open',
];

/** When an act is possible. */
const WHEN: Readonly<Record<CaseAct, readonly Situation[]>> = {
  submit: ['draft'],
  accept: ['awaiting'],
  approve: DECIDING,
  reject: [...DECIDING, 'on notice, an objection upheld'],
  return_for_supplement: ['awaiting', ...DECIDING],
  answer_supplement: ['supplement', 'supplement, a letter open'],
  defer: DECIDING,
  resume: ['deferred', 'deferred, a letter open'],
  record_findings: CHECKED,
  resolve_check: CHECKED,
  send_inquiry: [...DECIDING, 'inquiring', 'inquiring, another letter open'],
  answer_inquiry: ASKED,
  register_answer: ASKED,
  take_back_inquiry: ASKED,
  inquiry_overdue: ASKED,
  ask_signatures: DECIDING,
  remove_signature: DECIDING,
  sign: DECIDING,
  propose: DECIDING,
  recuse: LOOKED_AT,
  order_recusal: LOOKED_AT,
  waive_recusal: LOOKED_AT,
  // Only where the policy has those concerned told and heard (see HEARD).
  intend_rejection: [...DECIDING, 'on notice, an objection upheld'],
  intend_revocation: ['passed', 'to be filed', 'to be registered', 'completed'],
  answer_intention: ANSWERING,
  record_statement: ANSWERING,
  drop_intention: [...ANSWERING, 'on notice, an objection upheld'],
  close_answering: ANSWERING,
  // Wherever officials still act.
  ask_correction: REVIEWED,
  register_correction: REVIEWED,
  conclude_correction: REVIEWED,
  // Also where a case is over and may come back.
  note_correction: [
    ...REVIEWED,
    'completed',
    'not passed',
    'not passed, after a reconsideration',
    'not passed, for good',
    'answering a revocation after the end',
    'revoked',
    'revoked, after a reconsideration',
    'revoked, for good',
    'reconsidering a revocation after the end',
  ],
  claim: WAITING,
  assign: WAITING,
  release: WAITING,
  // While a review lies before the vote; after the vote nobody can step back from what was voted (see AFTER_THE_VOTE).
  withdraw: [
    'awaiting',
    ...DECIDING,
    'inquiring',
    'inquiring, another letter open',
    'supplement',
    'supplement, a letter open',
    'deferred',
    'answering',
    'answering, a letter open',
    'answering on notice',
    'deferred, a letter open',
    'cleared',
    'on notice, nothing objected',
    'on notice, an objection open',
    'on notice, an objection upheld',
    'passed',
  ],
  supersede: [
    'awaiting',
    ...DECIDING,
    'inquiring',
    'inquiring, another letter open',
    'supplement',
    'supplement, a letter open',
    'deferred',
    'answering',
    'answering, a letter open',
    'answering on notice',
    'deferred, a letter open',
    'cleared',
    'on notice, nothing objected',
    'on notice, an objection open',
    'on notice, an objection upheld',
    'passed',
  ],
  publish_notice: ['cleared'],
  object: [
    'on notice, nothing objected',
    'on notice, an objection open',
    'on notice, an objection upheld',
    'answering on notice',
  ],
  conclude_objection: ['on notice, an objection open'],
  close_notice: ['on notice, nothing objected'],
  record_election: ['passed'],
  file: ['to be filed'],
  register: ['to be registered'],
  reconsider: ['not passed', 'revoked'],
  conclude_reconsideration: ['reconsidering', 'reconsidering a revocation', 'reconsidering a revocation after the end'],
  mark_overdue: [
    'awaiting',
    ...DECIDING,
    'inquiring',
    'inquiring, another letter open',
    'deferred',
    'deferred, a letter open',
    'cleared',
    'on notice, nothing objected',
    'on notice, an objection open',
    'on notice, an objection upheld',
    'to be filed',
    'to be registered',
    'reconsidering',
    'reconsidering a revocation',
    'reconsidering a revocation after the end',
  ],
  become_final: ['not passed', 'revoked'],
  // No silence counts for anything in the shipped version that is looked at here: see test/workflow/silence.
  deem_accepted: [],
  deem_consent: [],
  lapse: ['supplement', 'supplement, a letter open', 'passed'],
  revoke: ['passed', 'to be filed', 'to be registered', 'completed'],
};

const AFTER_THE_VOTE: readonly CaseAct[] = ['withdraw', 'supersede'];

/** Possible only on a course on which those concerned are told what is intended, and heard. */
const HEARD: readonly CaseAct[] = [
  'intend_rejection',
  'intend_revocation',
  'answer_intention',
  'record_statement',
  'drop_intention',
  'close_answering',
];

/** Where the reason is more than that it is not the turn of the act. */
const HELD_BACK: readonly [Situation, CaseAct, string][] = [
  ['on notice, nothing objected', 'conclude_objection', 'no_objection_open'],
  ['on notice, an objection upheld', 'conclude_objection', 'no_objection_open'],
  ['on notice, nothing objected', 'reject', 'no_objection_upheld'],
  ['on notice, an objection open', 'reject', 'objection_open'],
  ['on notice, nothing objected', 'intend_rejection', 'no_objection_upheld'],
  ['on notice, an objection open', 'intend_rejection', 'objection_open'],
  ['on notice, nothing objected', 'drop_intention', 'no_objection_upheld'],
  ['on notice, an objection open', 'drop_intention', 'objection_open'],
  ['on notice, an objection open', 'close_notice', 'objection_open'],
  ['on notice, an objection upheld', 'close_notice', 'objection_upheld'],
  ...(['deciding', 'supplement', 'deferred', 'answering'] as const).flatMap((where) =>
    (['answer_inquiry', 'register_answer', 'take_back_inquiry', 'inquiry_overdue'] as const).map(
      (act): [Situation, CaseAct, string] => [where, act, 'inquiry_not_open'],
    ),
  ),
  // Nobody decides while the clock stands still for a department.
  ...(['inquiring', 'inquiring, another letter open'] as const).flatMap((where) =>
    (['approve', 'reject'] as const).map((act): [Situation, CaseAct, string] => [where, act, 'inquiry_open']),
  ),
  ['not passed, after a reconsideration', 'reconsider', 'already_reconsidered'],
  ['not passed, after a reconsideration', 'become_final', 'already_reconsidered'],
  ['not passed, for good', 'reconsider', 'reconsideration_period_over'],
  ['not passed, for good', 'become_final', 'reconsideration_period_over'],
  ['revoked, after a reconsideration', 'reconsider', 'already_reconsidered'],
  ['revoked, after a reconsideration', 'become_final', 'already_reconsidered'],
  ['revoked, for good', 'reconsider', 'reconsideration_period_over'],
  ['revoked, for good', 'become_final', 'reconsideration_period_over'],
];

/** Who does an act: in which duty, for which body; or the clock, or the public. */
const WHO: Readonly<
  Record<
    CaseAct,
    | 'the clock'
    | 'the public'
    | `${Duty | 'handler/approver'} of the ${'submitting' | 'acting' | 'checking' | 'consulted' | 'revoking'} body`
  >
> = {
  submit: 'submitter of the submitting body',
  accept: 'handler of the acting body',
  approve: 'approver of the acting body',
  reject: 'approver of the acting body',
  return_for_supplement: 'handler of the acting body',
  answer_supplement: 'submitter of the submitting body',
  defer: 'handler of the acting body',
  resume: 'handler of the acting body',
  record_findings: 'handler of the checking body',
  resolve_check: 'approver of the checking body',
  send_inquiry: 'handler of the acting body',
  answer_inquiry: 'handler/approver of the consulted body',
  register_answer: 'handler of the checking body',
  take_back_inquiry: 'handler of the checking body',
  inquiry_overdue: 'the clock',
  ask_signatures: 'handler of the acting body',
  remove_signature: 'handler of the acting body',
  sign: 'approver of the acting body',
  propose: 'handler of the acting body',
  recuse: 'handler/approver of the checking body',
  order_recusal: 'approver of the checking body',
  waive_recusal: 'approver of the checking body',
  intend_rejection: 'approver of the acting body',
  intend_revocation: 'approver of the revoking body',
  answer_intention: 'submitter of the submitting body',
  record_statement: 'handler of the checking body',
  drop_intention: 'approver of the checking body',
  close_answering: 'the clock',
  ask_correction: 'submitter of the submitting body',
  register_correction: 'handler of the checking body',
  conclude_correction: 'handler/approver of the checking body',
  note_correction: 'the clock',
  claim: 'handler/approver of the checking body',
  assign: 'approver of the checking body',
  release: 'handler/approver of the checking body',
  withdraw: 'submitter of the submitting body',
  supersede: 'submitter of the submitting body',
  publish_notice: 'handler of the acting body',
  object: 'the public',
  conclude_objection: 'approver of the acting body',
  close_notice: 'handler of the acting body',
  record_election: 'submitter of the submitting body',
  file: 'approver of the acting body',
  register: 'approver of the acting body',
  reconsider: 'submitter of the submitting body',
  conclude_reconsideration: 'approver of the acting body',
  become_final: 'the clock',
  deem_accepted: 'the clock',
  deem_consent: 'the clock',
  mark_overdue: 'the clock',
  lapse: 'the clock',
  revoke: 'approver of the revoking body',
};

/** An act as it is asked for: of the case itself, or of a letter to a department in it. */
interface Asked {
  readonly act: CaseAct;
  readonly letter: boolean;
}
const OF_A_LETTER: readonly CaseAct[] = ['answer_inquiry', 'recuse'];
const ASKED_FOR: readonly Asked[] = [
  ...CASE_ACTS.filter((act) => act !== 'answer_inquiry').map((act) => ({ act, letter: false })),
  ...OF_A_LETTER.map((act) => ({ act, letter: true })),
];

/** From a letter whoever was asked to answer it steps back. */
const whoDoes = ({ act, letter }: Asked) =>
  letter && act === 'recuse' ? 'handler/approver of the consulted body' : WHO[act];

/** What officials of the office that employs the candidate do all the same: let each other go on, and answer for a department. */
const EVEN_OF_THE_EMPLOYER: readonly CaseAct[] = ['waive_recusal', 'answer_inquiry'];

/** Acts that nobody does in another's place. */
const PERSONAL: readonly CaseAct[] = ['recuse', 'claim', 'release'];

/** Acts of a person that the clock does too. */
const CLOCK_TOO: readonly CaseAct[] = ['close_notice', 'resume'];
/** Who has done one of these on the case does not do the act: what is looked at again, somebody else looks at. */
const NOT_AFTER: Readonly<Partial<Record<CaseAct, readonly string[]>>> = {
  approve: ['reject', 'order_recusal', 'waive_recusal'],
  reject: ['reject', 'order_recusal', 'waive_recusal'],
  intend_rejection: ['reject', 'order_recusal', 'waive_recusal'],
  intend_revocation: ['revoke', 'order_recusal', 'waive_recusal'],
  drop_intention: ['reject', 'order_recusal', 'waive_recusal'],
  resolve_check: ['reject', 'order_recusal', 'waive_recusal'],
  file: ['order_recusal', 'waive_recusal'],
  register: ['order_recusal', 'waive_recusal'],
  revoke: ['revoke', 'order_recusal', 'waive_recusal'],
  sign: ['reject', 'order_recusal', 'waive_recusal'],
  order_recusal: [
    'approve',
    'reject',
    'revoke',
    'sign',
    'conclude_reconsideration',
    'intend_rejection',
    'intend_revocation',
    'conclude_objection',
    'resolve_check',
    'file',
    'register',
  ],
  waive_recusal: [
    'approve',
    'reject',
    'revoke',
    'sign',
    'conclude_reconsideration',
    'intend_rejection',
    'intend_revocation',
    'conclude_objection',
    'resolve_check',
    'file',
    'register',
  ],
  // Nobody checks what they registered themselves.
  conclude_correction: ['register_correction'],
  conclude_objection: [
    'approve',
    'reject',
    'revoke',
    'sign',
    'conclude_reconsideration',
    'intend_rejection',
    'intend_revocation',
    'order_recusal',
    'waive_recusal',
  ],
  conclude_reconsideration: [
    'approve',
    'reject',
    'revoke',
    'sign',
    'conclude_reconsideration',
    'intend_rejection',
    'intend_revocation',
    'conclude_objection',
    'order_recusal',
    'waive_recusal',
  ],
};

/** Separation of duties: who once acted in the duty on the left may not act in the one above, and why. */
const CHANGE_OF_DUTY = {
  submitter: { submitter: null, handler: 'submitter_may_not_review', approver: 'submitter_may_not_review' },
  handler: { submitter: 'reviewer_may_not_change_duty', handler: null, approver: 'handler_may_not_decide' },
  approver: { submitter: 'reviewer_may_not_change_duty', handler: 'reviewer_may_not_change_duty', approver: null },
} as const;

type CaseDuty = keyof typeof CHANGE_OF_DUTY;

/** What a person may have done on the case before; `here`: for the body for which they would act now. */
const HISTORIES: readonly {
  what: string;
  duty?: CaseDuty;
  act?: string;
  here?: boolean;
  barred?: true;
  employed?: true;
}[] = [
  { what: 'has not touched the case' },
  { what: 'has an interest in the case', barred: true },
  { what: 'is of the office that employs the candidate', employed: true },
  {
    what: 'drafted the slate and has an interest in the case',
    duty: 'submitter',
    act: 'draft',
    here: true,
    barred: true,
  },
  { what: 'drafted the slate', duty: 'submitter', act: 'draft', here: true },
  { what: 'registered a correction here', duty: 'handler', act: 'register_correction', here: true },
  { what: 'submitted for another body', duty: 'submitter', act: 'withdraw', here: false },
  { what: 'accepted it here', duty: 'handler', act: 'accept', here: true },
  { what: 'accepted it for another body', duty: 'handler', act: 'accept', here: false },
  { what: 'approved it here', duty: 'approver', act: 'approve', here: true },
  { what: 'signed it here', duty: 'approver', act: 'sign', here: true },
  { what: 'had somebody step back here', duty: 'approver', act: 'order_recusal', here: true },
  { what: 'let somebody go on here', duty: 'approver', act: 'waive_recusal', here: true },
  { what: 'rejected it here', duty: 'approver', act: 'reject', here: true },
  { what: 'revoked it here', duty: 'approver', act: 'revoke', here: true },
  { what: 'told of a rejection here', duty: 'approver', act: 'intend_rejection', here: true },
  { what: 'told of a revocation here', duty: 'approver', act: 'intend_revocation', here: true },
  { what: 'heard the reconsideration', duty: 'approver', act: 'conclude_reconsideration', here: true },
  { what: 'answered for a check', duty: 'approver', act: 'resolve_check', here: true },
  { what: 'filed it here', duty: 'approver', act: 'file', here: true },
  { what: 'registered it here', duty: 'approver', act: 'register', here: true },
  { what: 'heard an objection', duty: 'approver', act: 'conclude_objection', here: true },
  { what: 'approved it for another body', duty: 'approver', act: 'approve', here: false },
];

/** A place in a course: where the case stands, whose turn it is, and what kind of situation that is. */
interface Place {
  readonly state: string;
  readonly knowing: Partial<CaseContext>;
  readonly situation: Situation;
  readonly acting: string | null;
  /** Who checks facts, where it is not the acting body: while the unit supplements, the body of the step; while it votes, who could revoke. */
  readonly checking?: string;
  readonly afterTheVote: boolean;
  /** Whether those concerned are told what is intended, and heard. */
  readonly heard: boolean;
}

/** The bodies of a case; `outside` has nothing to do with it. */
type Bodies = Readonly<Record<string, string>>;

function placesOf(course: ExpectedCourse, bodies: Bodies, heard: boolean): Place[] {
  const submitting = bodies['submitting_body'] ?? '';
  const place = (
    state: string,
    situation: Situation,
    by: string | null,
    knowing: Partial<CaseContext> = {},
  ): Place => ({
    state,
    knowing,
    situation,
    acting: by === null ? null : (bodies[by] ?? ''),
    afterTheVote: course.afterTheVote.some(([step]) => state.startsWith(`review.${step}.`)),
    heard,
  });
  const steps = [...course.beforeTheVote, ...course.afterTheVote];
  const reviews = steps.flatMap(([step, by]) => [
    place(`review.${step}.awaiting`, 'awaiting', by),
    place(`review.${step}.deciding`, 'deciding', by, { accepted: step }),
    place(`review.${step}.deciding`, 'deciding, a letter open', by, { accepted: step, openInquiries: 1 }),
    place(`review.${step}.inquiring`, 'inquiring', by, { accepted: step, openInquiries: 1 }),
    place(`review.${step}.inquiring`, 'inquiring, another letter open', by, { accepted: step, openInquiries: 2 }),
    place(`review.${step}.deferred`, 'deferred, a letter open', by, { accepted: step, openInquiries: 1 }),
    { ...place(`review.${step}.supplement`, 'supplement', null), acting: submitting, checking: bodies[by] ?? '' },
    {
      ...place(`review.${step}.supplement`, 'supplement, a letter open', null, { openInquiries: 1 }),
      acting: submitting,
      checking: bodies[by] ?? '',
    },
    place(`review.${step}.deferred`, 'deferred', by, { accepted: step }),
    place('reconsidering', 'reconsidering', by, { rejectedAt: step }),
  ]);
  const onNotice = (situation: Situation, openObjections: number, upheldObjections: number) =>
    place('onNotice', situation, course.notice, { openObjections, upheldObjections });
  const notice = course.notice
    ? [
        place('clearedForNotice', 'cleared', course.notice),
        onNotice('on notice, nothing objected', 0, 0),
        onNotice('on notice, an objection open', 1, 0),
        onNotice('on notice, an objection upheld', 0, 1),
        place('reconsidering', 'reconsidering', course.notice, { rejectedAt: 'notice' }),
      ]
    : [];
  const answering = (state: string, situation: Situation, by: string) => ({
    ...place(state, situation, null),
    acting: submitting,
    checking: bodies[by] ?? '',
  });
  const intended = [
    ...steps.flatMap(([step, by]) => [
      answering(`review.${step}.answering`, 'answering', by),
      { ...answering(`review.${step}.answering`, 'answering, a letter open', by), knowing: { openInquiries: 1 } },
    ]),
    ...(course.notice ? [answering('answeringOnNotice', 'answering on notice', course.notice)] : []),
    {
      ...answering('answeringRevocation', 'answering a revocation', course.revokedBy),
      knowing: { revokedFrom: 'passed' },
    },
    answering('answeringRevocationAfterEnd', 'answering a revocation after the end', course.revokedBy),
  ];
  const completion = course.completion.map((state, index) => {
    const next = course.completion[index + 1];
    if (next === undefined) return place(state, 'completed', null);
    return place(state, next === 'filed' ? 'to be filed' : 'to be registered', course.completedBy);
  });
  return [
    { ...place('draft', 'draft', null), acting: submitting },
    ...reviews,
    ...notice,
    ...(heard ? intended : []),
    { ...place('passed', 'passed', null), acting: submitting, checking: bodies[course.revokedBy] ?? '' },
    ...completion,
    place('notPassed', 'not passed', null),
    place('notPassed', 'not passed, after a reconsideration', null, { reconsidered: true }),
    place('notPassed', 'not passed, for good', null, { final: true }),
    ...['passed', course.completion.at(-1) ?? ''].map((revokedFrom) =>
      place('revoked', 'revoked', null, { revokedFrom }),
    ),
    place('revoked', 'revoked, after a reconsideration', null, { revocationReconsidered: true }),
    place('revoked', 'revoked, for good', null),
    place('reconsideringRevocation', 'reconsidering a revocation', course.revokedBy, { revokedFrom: 'passed' }),
    place('reconsideringRevocationAfterEnd', 'reconsidering a revocation after the end', course.revokedBy),
    ...['notElected', 'withdrawn', 'superseded', 'lapsed'].map((state) => place(state, 'over', null)),
  ];
}

interface Somebody {
  readonly name: string;
  readonly actor: Actor;
  readonly history: (typeof HISTORIES)[number] | undefined;
  /** Whose history it is: the person's own, or that of a colleague who is away and whose duty they act in. */
  readonly whose?: string;
}

/**
 * Everybody who could come along: each duty at each body with each history, one who holds every duty, one who holds none;
 * those who are away, and those who act in their place, with each history that who is away may have.
 */
function everybody(bodies: readonly string[]): Somebody[] {
  const official = (mandates: Official['mandates']): Official => ({ kind: 'official', id: 'this-person', mandates });
  const one = (name: string, actor: Actor) =>
    HISTORIES.map((history) => ({ name: `${name} who ${history.what}`, actor, history }));
  return [
    { name: 'the clock', actor: THE_CLOCK, history: undefined },
    { name: 'the public', actor: THE_PUBLIC, history: undefined },
    ...bodies.flatMap((body) => DUTIES.flatMap((duty) => one(`${duty} at ${body}`, official([{ body, duty }])))),
    ...one(
      'somebody with every duty at every body',
      official(bodies.flatMap((body) => DUTIES.map((duty) => ({ body, duty })))),
    ),
    ...one('somebody without a duty', official([])),
    ...bodies.flatMap((body) =>
      (['handler', 'approver'] as const).flatMap((duty) => [
        ...one(`the delegate of a ${duty} at ${body}`, official([{ body, duty, onBehalfOf: 'who-is-away' }])).map(
          (delegate): Somebody => ({ ...delegate, whose: 'who-is-away' }),
        ),
        ...one(`${duty} at ${body}, away,`, official([{ body, duty, away: true }])).slice(0, 2),
      ]),
    ),
  ];
}

/** What the rules above say of an act at a place, of each who could come along. */
function ruleFor(asked: Asked, place: Place, bodies: Bodies, revoking: string): (person: Somebody) => string {
  const { act } = asked;
  const open = WHEN[act].includes(place.situation) && !(place.afterTheVote && AFTER_THE_VOTE.includes(act));
  if (HEARD.includes(act) && !place.heard) return () => 'out_of_turn';
  if (!open) {
    const held = HELD_BACK.find(([where, what]) => where === place.situation && what === act);
    return () => held?.[2] ?? 'out_of_turn';
  }
  const who = whoDoes(asked);
  const theClock = who === 'the clock' || CLOCK_TOO.includes(act) ? 'allowed' : 'not_your_duty';
  const byNoOfficial = who === 'the clock' ? 'clock_only' : who === 'the public' ? 'public_only' : undefined;
  const [named, , , which] = who.split(' ') as [string, string, string, string];
  const doing = named.split('/') as CaseDuty[];
  const body = {
    submitting: bodies['submitting_body'],
    acting: place.acting,
    checking: place.checking ?? place.acting,
    consulted: CONSULTED,
    revoking,
  }[which];
  return ({ actor, history, whose }) => {
    if (actor.kind === 'clock') return theClock;
    if (byNoOfficial === 'public_only' && actor.kind === 'public') return 'allowed';
    if (byNoOfficial !== undefined) return byNoOfficial;
    if (actor.kind === 'public') return 'not_your_duty';
    const here = actor.mandates.filter((mandate) => mandate.body === body).map((mandate) => mandate.duty);
    if (here.length === 0) return 'not_your_body';
    const [mandate] = actor.mandates;
    const duties = doing.filter((duty) => here.includes(duty));
    // What everybody does for themselves nobody does in another's place.
    if (mandate?.onBehalfOf !== undefined && PERSONAL.includes(act)) return 'not_your_duty';
    const bars = duties.map((duty) => barOf(act, duty, history, whose !== undefined));
    const answers = bars.map((bar) => (bar === 'allowed' && mandate?.away ? 'absent' : bar));
    return answers.includes('allowed') ? 'allowed' : (answers[0] ?? 'not_your_duty');
  };
}

/** In one duty: what the person's history keeps them from; of another's own matter no more is told than that it does. */
function barOf(act: CaseAct, duty: CaseDuty, history: Somebody['history'], ofAnother: boolean): string {
  const ownMatter = (what: string) => (ofAnother ? 'kept_from_case' : what);
  if (history?.barred && duty !== 'submitter') return ownMatter('conflict_of_interest');
  if (history?.employed && duty !== 'submitter' && !EVEN_OF_THE_EMPLOYER.includes(act))
    return ownMatter('same_employer');
  if (!history?.duty) return 'allowed';
  const changed = CHANGE_OF_DUTY[history.duty][duty];
  if (changed) return changed;
  if (history.here === false) return 'acted_for_another_body';
  return NOT_AFTER[act]?.includes(history.act ?? '') ? 'decided_before' : 'allowed';
}

/** Who has acted on the case: the person's own history, among the acts of other people. */
function historyAt(
  asked: Asked,
  place: Place,
  bodies: Bodies,
  revoking: string,
): (person: Somebody) => readonly Participation[] {
  const submitting = bodies['submitting_body'] ?? '';
  const whose =
    {
      submitting,
      acting: place.acting,
      checking: place.checking ?? place.acting,
      consulted: CONSULTED,
      revoking,
    }[whoDoes(asked).split(' ')[3] ?? ''] ??
    place.acting ??
    submitting;
  const others: Participation[] = (['submitter', 'handler', 'approver'] as const).map((duty) => ({
    official: `another ${duty}`,
    body: whose,
    duty,
    act: 'approve',
  }));
  return ({ history, whose: whoDid = 'this-person' }) =>
    history?.duty
      ? [
          ...others,
          {
            official: whoDid,
            body: history.here ? whose : 'yet-another',
            duty: history.duty,
            act: history.act ?? '',
          },
        ]
      : others;
}

/** The department to which the letter went that an act is about. */
const CONSULTED = 'police';

const OWN_BODIES: Bodies = {
  supervising_unit: 'supervising',
  party_building_body: 'party',
  industry_department: 'industry',
  registration_authority: 'registration',
};

/** Who hands the slate in: an office of its own, or the one that reviews first, as the law has it. */
const WORLDS = EXPECTED_COURSES.flatMap((course) =>
  [
    {
      course,
      id: course.id,
      how: 'submitted by a body that does not review',
      bodies: { ...OWN_BODIES, submitting_body: 'submitting' },
      heard: false,
    },
    {
      course,
      id: course.id,
      how: 'submitted by the body that reviews first, and those concerned are heard',
      bodies: { ...OWN_BODIES, submitting_body: OWN_BODIES[course.beforeTheVote[0]?.[1] ?? ''] ?? '' },
      heard: true,
    },
  ].map((world) => ({ ...world, places: placesOf(course, world.bodies, world.heard) })),
);

const BODIES = ['submitting', 'supervising', 'party', 'industry', 'registration', CONSULTED, 'outside'];
const PEOPLE = everybody(BODIES);

const ANSWERS = [
  'absent',
  'acted_for_another_body',
  'allowed',
  'already_reconsidered',
  'clock_only',
  'conflict_of_interest',
  'decided_before',
  'handler_may_not_decide',
  'inquiry_not_open',
  'inquiry_open',
  'kept_from_case',
  'no_objection_open',
  'no_objection_upheld',
  'not_your_body',
  'not_your_duty',
  'objection_open',
  'objection_upheld',
  'out_of_turn',
  'public_only',
  'reconsideration_period_over',
  'reviewer_may_not_change_duty',
  'same_employer',
  'submitter_may_not_review',
];

/** The answers that the rules gave at a place, to whomever they were asked for there. */
const GIVEN = new Map<Place, ReadonlySet<string>>();

/** The same, where a place was not looked at. */
const givenAt = (place: Place, bodies: Bodies, revoking: string) =>
  new Set(ASKED_FOR.flatMap((asked) => PEOPLE.map(ruleFor(asked, place, bodies, revoking))));

describe.each(WORLDS)('on the course $id, $how', ({ course, bodies, heard, places }) => {
  const chart = heard ? hearingChart(course.id) : unheardChart(course.id);
  const track = { chart, course: shippedCourse(course.id) };
  const revoking = (bodies as Bodies)[course.revokedBy] ?? '';

  it.each(places)(
    'in $state ($situation, $knowing) each act is allowed to whom the rules name, and to nobody else',
    (place) => {
      const row = {
        state: place.state,
        context: { ...NEW_CASE, ...place.knowing },
        bodies: bodies as CaseBodies,
        turnBodyId: place.acting,
      };
      const given = new Set<string>();
      const differences = ASKED_FOR.flatMap((asked) => {
        const { act, letter } = asked;
        const event = eventOf(act);
        const [done, ruled] = [historyAt(asked, place, bodies, revoking), ruleFor(asked, place, bodies, revoking)];
        return PEOPLE.flatMap((person) => {
          const involved = {
            participations: done(person),
            assigned: [],
            employed: person.history?.employed ? [person.whose ?? 'this-person'] : ['another handler'],
            barred: person.history?.barred ? [person.whose ?? 'this-person'] : ['another approver'],
          };
          const answer = mayDo(track, row, event, person.actor, involved, letter ? CONSULTED : undefined);
          const said = isRefusal(answer) ? answer.refused : 'allowed';
          const rule = ruled(person);
          given.add(rule);
          return said === rule
            ? []
            : [`${act}${letter ? ' of a letter' : ''} by ${person.name}: ${said}, the rule says ${rule}`];
        });
      });
      GIVEN.set(place, given);
      expect(differences.slice(0, 10)).toEqual([]);
    },
  );

  it('every state is looked at', () => {
    expect([...new Set(places.map(({ state }) => state))].sort()).toEqual(leafStates(chart).sort());
  });
});

it('the rules give every answer that there is, so none of them goes untried', () => {
  const answers = WORLDS.flatMap(({ course, bodies, places }) =>
    places.flatMap((place) => [...(GIVEN.get(place) ?? givenAt(place, bodies, OWN_BODIES[course.revokedBy] ?? ''))]),
  );
  expect([...new Set(answers)].sort()).toEqual(ANSWERS);
});

it('who is allowed to act is on record as who they are, for which body, in which duty', () => {
  const facts: CaseFacts = {
    places: {
      submitting_body: 'submitting',
      turn_body: 'party',
      checking_body: 'industry',
      revoking_body: 'registration',
      consulted_body: 'police',
    },
    ...NOBODY,
  };
  const mandates = BODIES.flatMap((body) => DUTIES.map((duty) => ({ body, duty })));
  const anybody: Official = { kind: 'official', id: 'this-person', mandates };
  const recorded = [
    mayAct('withdraw', anybody, facts),
    mayAct('accept', anybody, facts),
    mayAct('approve', anybody, facts),
    mayAct('resolve_check', anybody, facts),
    mayAct('answer_inquiry', anybody, facts),
    mayAct('revoke', anybody, facts),
    mayAct('lapse', THE_CLOCK, facts),
    mayAct('object', THE_PUBLIC, facts),
  ];
  expect(recorded).toEqual([
    { kind: 'official', id: 'this-person', body: 'submitting', duty: 'submitter' },
    { kind: 'official', id: 'this-person', body: 'party', duty: 'handler' },
    { kind: 'official', id: 'this-person', body: 'party', duty: 'approver' },
    { kind: 'official', id: 'this-person', body: 'industry', duty: 'approver' },
    { kind: 'official', id: 'this-person', body: 'police', duty: 'handler' },
    { kind: 'official', id: 'this-person', body: 'registration', duty: 'approver' },
    { kind: 'clock' },
    { kind: 'public' },
  ]);
});

/** How much of a case somebody is shown. */
const SIGHT: readonly [who: string, duty: Duty, at: string, audits: boolean, sees: string][] = [
  ['a submitter of a body that has seen it', 'submitter', 'submitting', false, 'dossier'],
  ['a handler of a body that has seen it', 'handler', 'party', false, 'dossier'],
  ['an approver of a body that has seen it', 'approver', 'party', false, 'dossier'],
  ['an approver of a body it has not reached', 'approver', 'registration', false, 'nothing'],
  ['a handler of a body outside', 'handler', 'outside', false, 'nothing'],
  ['an auditor of the jurisdiction', 'auditor', 'registration', true, 'record'],
  ['an auditor of a body that has seen it', 'auditor', 'party', true, 'record'],
  ['an auditor of another jurisdiction', 'auditor', 'outside', false, 'nothing'],
  ['an administrator of a body that has seen it', 'administrator', 'party', false, 'nothing'],
  ['an administrator of a body outside', 'administrator', 'outside', false, 'nothing'],
];

it.each(SIGHT)('%s (%s at %s, auditing: %s) sees of the case: %s', (_who, duty, body, audits, sees) => {
  expect(
    sightOf({ kind: 'official', id: 'this-person', mandates: [{ body, duty }] }, ['submitting', 'party'], audits),
  ).toBe(sees);
});

describe('every act on a case', () => {
  it('has one row in the permission table, and there is no row without an act', () => {
    expect(Object.keys(PERMISSIONS).sort()).toEqual([...CASE_ACTS].sort());
  });

  it.each(REASONED_ACTS)('that needs a reason has reasons to choose from, each with its words: %s', (act) => {
    const offered = SHIPPED_POLICY.reasons.filter(({ acts }) => acts.includes(act));
    expect(offered.length).toBeGreaterThan(0);
    for (const reason of offered) expect([reason['zh-CN'].trim(), reason.en.trim()]).not.toContain('');
  });

  it.each(ANSWERS.filter((answer) => answer !== 'allowed'))(
    'refused for %s tells a person why, in both languages',
    (code) => {
      const words = REASON_CODES.filter((known) => known === code).map((known) => REFUSALS[known]);
      expect(words).toEqual([
        {
          status: expect.any(Number),
          'zh-CN': expect.stringMatching(/\p{Script=Han}.*。$/u),
          en: expect.stringMatching(/\w.*\.$/),
        },
      ]);
      expect([403, 409]).toContain(words[0]?.status);
    },
  );
});
