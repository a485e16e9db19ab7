// A small year of cases, with the invariants looked at after every act; `npm run simulate` has the large one.
import { NOBODY } from '../../src/policy/may-act.js';
import { describe, expect, it } from '@jest/globals';
import { PolicyBook } from '../../src/cases/policy-book.js';
import { mayDo } from '../../src/cases/may-do.js';
import { inquiriesAt } from '../../src/policy/inquiries.js';
import type { Signature } from '../../src/policy/signatures.js';
import { CASE_ACTS, NEW_CASE, type CaseAct } from '../../src/workflow/events.js';
import { broken, INVARIANTS, type Seen } from './invariants.js';
import { Random } from './random.js';
import type { Done } from './done.js';
import type { Permits } from './simulated-case.js';
import { simulateYear, type Year } from './year.js';

const BOOK = PolicyBook.read('policies');
const CASES = 300;
const WITHIN_A_BODY: readonly CaseAct[] = [
  'record_findings',
  'resolve_check',
  'ask_signatures',
  'remove_signature',
  'sign',
  'propose',
  'recuse',
  'order_recusal',
  'waive_recusal',
];

/** What there has to be of slates. */
const TOGETHER = [
  'a competitive election',
  'a seat vacant after the vote',
  'all seats filled',
  'elected against a rival',
  'several candidates',
  'some rejected, others done',
  'somebody named later',
  'somebody replaced',
  'voted on',
  'voted on several days',
];

describe('a year of cases', () => {
  const years: Year[] = [];

  it.each([1, 2, 3])('breaks no rule, whatever people try: seed %i', (seed) => {
    const year = simulateYear(BOOK, seed, CASES);
    years.push(year);
    expect(year.acts).toBeGreaterThan(10 * CASES);
    expect(year.ended).toBeGreaterThan(0.6 * CASES);
  });

  it('has in it what the rules are about, or it would prove little', () => {
    const names = (of: 'did' | 'reminded' | 'ends' | 'together') => [
      ...new Set(years.flatMap((year) => Object.keys(year[of]))),
    ];
    expect(WITHIN_A_BODY.filter((act) => !names('did').includes(act))).toEqual([]);
    expect(names('reminded')).toEqual(
      expect.arrayContaining([
        'about_to_pass of a deadline',
        'passed of a deadline',
        'escalated of a deadline',
        'about_to_pass of a letter',
        'passed of a letter',
        'answer_due of a deadline',
      ]),
    );
    expect(names('together').sort()).toEqual(TOGETHER);
    expect(names('ends')).toEqual(
      expect.arrayContaining([
        'notPassed',
        'withdrawn',
        'superseded',
        'lapsed',
        'onNotice',
        'filed',
        'registered',
        'approved',
      ]),
    );
  });

  it('is the same year again from the same seed, and another from another', () => {
    expect(simulateYear(BOOK, 7, 50)).toEqual(simulateYear(BOOK, 7, 50));
    expect(simulateYear(BOOK, 7, 50).acts).not.toBe(simulateYear(BOOK, 8, 50).acts);
  });
});

/** Rules that are broken on purpose, and the sentence with which it is noticed. */
const BROKEN: readonly [what: string, permits: Permits, sentence: string][] = [
  [
    'who acted before is forgotten',
    (track, row, event, actor, involved) => mayDo(track, row, event, actor, { ...involved, participations: [] }),
    'nobody acts',
  ],
  [
    'interests keep nobody away',
    (track, row, event, actor, involved) => mayDo(track, row, event, actor, { ...involved, barred: [] }),
    'nobody acts whom an interest keeps from the case, nor does their delegate',
  ],
  [
    'a delegate is kept from nothing by what keeps who is away from it',
    (track, row, event, actor, involved) => {
      const { participations, barred } = involved;
      const mandates = actor.kind === 'official' ? actor.mandates : [];
      const away = mandates.flatMap(({ onBehalfOf }) => onBehalfOf ?? []);
      return mayDo(track, row, event, actor, {
        ...involved,
        participations: participations.filter(({ official }) => !away.includes(official)),
        barred: barred.filter((official) => !away.includes(official)),
      });
    },
    'nor',
  ],
  [
    'an assignment keeps nobody away',
    (track, row, event, actor, involved) => mayDo(track, row, event, actor, { ...involved, assigned: [] }),
    'nobody does what is assigned to another',
  ],
  [
    'who rejected may decide anew',
    (track, row, event, actor, { participations, ...rest }) => {
      const others = participations.map((each) => (each.act === 'reject' ? { ...each, act: 'defer' } : each));
      return mayDo(track, row, event, actor, { ...rest, participations: others });
    },
    'nobody decides anew what they rejected',
  ],
  [
    'who had a colleague step back, or let one go on, may decide',
    (track, row, event, actor, { participations, ...rest }) => {
      const others = participations.map((each) =>
        ['order_recusal', 'waive_recusal'].includes(each.act) ? { ...each, act: 'defer' } : each,
      );
      return mayDo(track, row, event, actor, { ...rest, participations: others });
    },
    'nobody decides with those whom they chose',
  ],
];

describe('the invariants notice', () => {
  it.each(BROKEN)('that %s', (_what, permits, sentence) => {
    expect(() => simulateYear(BOOK, 1, 10 * CASES, permits)).toThrow(sentence);
  });

  it('and say with which seed, on which slate, in which case and after which acts', () => {
    const [, permits] = BROKEN[1] ?? [];
    expect(() => simulateYear(BOOK, 5, CASES, permits)).toThrow(
      /^seed 5, slate \d+: .*\n {2}case-\d+-\S+ of candidate-\d+ for .*\n {4}2026-\d\d-\d\d submit by who-submitted/,
    );
  });
});

const TRACK = BOOK.track('330100/2026-07-01', 'direct_or_decoupled/file');
/** The same where nobody has to be heard before. */
const UNHEARD = { track: { ...TRACK, policy: { ...TRACK.policy, intention: { before: [], source: 'assumed' } } } };
const HEARING = BOOK.track('330200/2026-07-01', 'direct_or_decoupled/file');
const BODIES = { submitting_body: 's', party_building_body: 'p', registration_authority: 'r' };
const STOOD: Seen['row'] = {
  state: 'review.joint_review.deciding',
  context: { ...NEW_CASE, skipped: ['industry_review'] },
  bodies: BODIES,
  turnBodyId: 'p',
  ended: false,
};
const official = (id: string): Done['actor'] => ({ kind: 'official', id, mandates: [] });
const DONE: Done = {
  day: '2026-03-02',
  act: 'accept',
  event: { type: 'accept' },
  actor: official('a'),
  body: 'p',
  duty: 'approver',
  onBehalfOf: null,
  from: 'review.party_review.awaiting',
  to: 'review.party_review.deciding',
  step: 'party_review',
  wasEnded: false,
  signatures: [],
  own: [],
  open: [],
  answered: [],
  barred: [],
  assigned: [],
  resolvers: [],
  openObjections: 0,
  correctionOpen: false,
  waited: [],
};
/** Somebody acts in the place of the first. */
const FOR_A: Partial<Done> = { actor: official('b'), onBehalfOf: 'a' };
const budget = {
  length: 5,
  unit: 'working_days',
  used: 0,
  startedOn: '2026-03-02',
  dueOn: '2026-03-09',
  provisional: false,
} as const;
const RUNNING: Seen['deadlines'][number] = {
  key: 'decision',
  budget,
  whenPassed: 'overdue',
  status: 'running',
  dueBefore: '',
  reminded: [],
};

const PROPOSED: Signature = { official: 'h', weight: 'proposal', vote: 'agree' };
const ADVICE: Signature = { official: 'a', weight: 'advisory', vote: 'waiting' };
const [ASKED] = inquiriesAt(BOOK.version('330100/2026-07-01'), 'joint_review');
if (!ASKED) throw new Error('The joint review asks nothing.');
const LETTER: Seen['letters'][number] = {
  of: ASKED,
  inquiry: ASKED.id,
  step: 'joint_review',
  questions: [],
  sentOn: '2026-03-02',
  dueOn: '2026-03-09',
  suspends: 'until_overdue',
  status: 'open',
  // So late that no clock stands still for it any more.
  overdue: true,
  overtaken: false,
  reminded: [],
};

const [REMINDER] = BOOK.version('330100/2026-07-01').reminders ?? [];
if (!REMINDER) throw new Error('Nobody is reminded.');
const REMINDED: Seen['deadlines'][number]['reminded'][number] = {
  reminder: REMINDER,
  day: '2026-03-05',
  dueOn: '2026-03-09',
  late: false,
  done: false,
};

/** Of a body that has everybody asked, and all to agree: who is, in the order of its staff. */
const ALL = ['p-approver-1', 'p-approver-2', 'p-approver-3', 'p-approver-4', 'p-approver-5', 'p-both', 'everybody'].map(
  (name): Signature => ({ official: name, weight: 'binding', vote: 'waiting' }),
);
const AT_ALL: Partial<Done> = { from: 'review.party_review.deciding' };
const QUORUM = { agree: 'all', signers: 1, asks: 'all_approvers', source: 'assumed' } as const;
const { route } = TRACK.course;
const stages = route.stages.map((stage) => (stage.kind === 'review' ? { ...stage, quorum: QUORUM } : stage));
const ALL_ASKED = { track: { ...TRACK, course: { ...TRACK.course, route: { ...route, stages } } } };

/** One thing wrong in a history, and the sentence that it makes false. */
const WRONG: readonly [
  sentence: string,
  done: readonly Partial<Done>[],
  more?: Partial<Pick<Seen, 'row' | 'deadlines' | 'letters' | 'track' | 'learned' | 'lastWords'>>,
][] = [
  ['nobody acts for two bodies, nor has a delegate do it', [{}, { body: 'r', ...FOR_A }]],
  ['nobody acts in two duties, nor has a delegate do it', [{}, { duty: 'handler', ...FOR_A }]],
  ['nobody acts whom an interest keeps from the case, nor does their delegate', [{ barred: ['a'], ...FOR_A }]],
  [
    'nobody acts who is away',
    [{ actor: { kind: 'official', id: 'a', mandates: [{ body: 'p', duty: 'approver', away: true }] } }],
  ],
  [
    'nobody decides anew what they rejected, nor hears the reconsideration of their own decision',
    [{ act: 'reject' }, { act: 'conclude_reconsideration', ...FOR_A }],
  ],
  [
    'nobody revokes again what they revoked, nor hears the reconsideration of it',
    [{ act: 'revoke' }, { act: 'conclude_reconsideration', ...FOR_A }],
  ],
  [
    'a revocation that is set aside leaves the case where it was',
    [
      { act: 'revoke', from: 'elected', to: 'revoked' },
      { act: 'conclude_reconsideration', actor: official('b'), from: 'reconsideringRevocation', to: 'passed' },
    ],
  ],
  [
    'nobody signs twice where several decide, nor has a delegate do it',
    [
      {
        act: 'approve',
        signatures: [
          { official: 'b', onBehalfOf: 'c', weight: 'binding', vote: 'agree' },
          { official: 'c', weight: 'binding', vote: 'agree' },
        ],
      },
    ],
  ],
  [
    'nobody decides against what they signed, as advice either, nor does their delegate',
    [{ act: 'reject', from: 'review.party_review.deciding', own: [{ ...ADVICE, vote: 'agree' }] }],
    UNHEARD,
  ],
  [
    'nobody decides against what they signed, as advice either, nor does their delegate',
    [{ act: 'approve', from: 'review.party_review.deciding', own: [{ ...ADVICE, vote: 'disagree' }], ...FOR_A }],
  ],
  [
    'nobody who signed is left out of the decision, unless an interest keeps them from the case',
    [{ act: 'sign' }, { act: 'approve', actor: official('b') }],
  ],
  [
    'nobody more is asked to sign, but for advice, where those who were asked do not agree',
    [
      { act: 'ask_signatures', signatures: [{ ...ADVICE, weight: 'binding', vote: 'disagree' }] },
      { signatures: [{ official: 'b', weight: 'binding', vote: 'waiting' }] },
    ],
  ],
  [
    'no step is skipped: who enters one has the agreement of all before it',
    [{ to: 'review.registration_review.awaiting' }],
  ],
  [
    'nothing is completed that was not agreed to by all, and voted for',
    [{ act: 'file', from: 'elected', to: 'filed', step: null }],
  ],
  [
    'nothing unknown or failed passes that nobody resolved',
    [{ open: [{ rule: 'r', check: 'age_limit', result: 'unknown', facts: {}, on: '2026-03-02', queriedOn: null }] }],
  ],
  [
    'a body agrees only when as many have signed as its policy wants',
    [{ act: 'approve', step: 'joint_review', from: 'review.joint_review.deciding', signatures: [PROPOSED] }],
  ],
  [
    'nobody decides alone what a handler has to propose',
    [{ act: 'reject', step: 'joint_review', from: 'review.joint_review.deciding' }],
    UNHEARD,
  ],
  ['nothing passes on the word of somebody who is kept from the case', [{ resolvers: ['b'], barred: ['b'] }]],
  [
    'nobody decides with those whom they chose by having a colleague step back or letting one go on, nor does their delegate',
    [{ act: 'order_recusal' }, { act: 'resolve_check', ...FOR_A }],
  ],
  [
    'a step asks for no more supplements than its policy lets it, and only when it lets it',
    [
      {
        act: 'return_for_supplement',
        duty: 'approver',
        step: 'registration_review',
        from: 'review.registration_review.deciding',
      },
    ],
  ],
  [
    'a step defers a case no oftener than its policy lets it',
    [
      { act: 'defer', from: 'review.party_review.deciding' },
      { act: 'defer', from: 'review.party_review.deciding' },
    ],
  ],
  [
    'nobody is rejected or has a finding revoked unheard, where the policy has them heard',
    [{ act: 'intend_rejection' }, { act: 'reject', actor: official('b') }],
    { track: HEARING },
  ],
  [
    'nobody is rejected or has a finding revoked unheard, where the policy has them heard',
    [{ act: 'intend_rejection' }, { act: 'answer_intention' }, { act: 'reject', actor: official('b') }],
    { track: HEARING },
  ],
  [
    'nobody is rejected or has a finding revoked unheard, where the policy has them heard',
    [{ act: 'intend_rejection' }, { act: 'close_answering' }, {}, { act: 'reject', actor: official('b') }],
    { track: HEARING, learned: [3] },
  ],
  [
    'nobody is decided on by data that may be wrong: who asked for a correction is answered first',
    [{ act: 'publish_notice', correctionOpen: true }],
  ],
  [
    'nobody is decided on by data that may be wrong: who asked for a correction is answered first',
    [{ act: 'close_notice', correctionOpen: true }],
  ],
  [
    'nobody is decided on by data that may be wrong: who asked for a correction is answered first',
    [{ act: 'record_election', correctionOpen: true }],
  ],
  [
    'silence counts only where the policy says so, and never against what somebody said',
    [
      {
        act: 'deem_consent',
        step: 'industry_review',
        signatures: [{ official: 'a', weight: 'binding', vote: 'waiting' }],
      },
    ],
  ],
  [
    'nobody decides while a department is waited for, however late it is, nor before it was asked where that is required',
    [{ waited: ['criminal_record'] }],
  ],
  ['the letters that are open are counted, and none outlasts its step', [{}], { letters: [LETTER] }],
  [
    'a clock stands still for a department only while one is waited for',
    [{}],
    { row: { ...STOOD, state: 'review.joint_review.inquiring' } },
  ],
  [
    'nobody is reminded twice of the same, nor of what nobody waits for any more',
    [{}],
    { deadlines: [{ ...RUNNING, reminded: [REMINDED, REMINDED] }] },
  ],
  [
    'a reminder is of a period that it names; one that comes before its end comes before it is late, any other after',
    [{}],
    { deadlines: [{ ...RUNNING, reminded: [{ ...REMINDED, late: true }] }] },
  ],
  [
    'nobody does what is assigned to another, but who acts in their place',
    [{ assigned: [{ official: 'b', body: 'p', duty: 'approver' }] }],
  ],
  ['no notice closes over an open objection', [{ act: 'close_notice', openObjections: 1 }]],
  ['resting moves no deadline earlier', [{}], { deadlines: [{ ...RUNNING, dueBefore: '2026-03-10' }] }],
  ['an end is left only by reconsideration and revocation', [{ act: 'file', wasEnded: true }]],
  ['whoever is waited for has a deadline', [{}], { deadlines: [] }],
  ['no adverse end comes from a machine', [{ act: 'lapse', to: 'notPassed', actor: { kind: 'clock' } }]],
  [
    'where the policy has everybody asked, everybody is asked once who approves for the body and may',
    [{ ...AT_ALL, act: 'propose', signatures: ALL.slice(1) }],
    ALL_ASKED,
  ],
  [
    'where the policy has everybody asked, everybody is asked once who approves for the body and may',
    [{ ...AT_ALL, act: 'propose', signatures: [...ALL, ...ALL.slice(1)] }],
    ALL_ASKED,
  ],
  [
    'and nobody is waited for there who could not sign',
    [{ ...AT_ALL, act: 'propose', barred: ['p-approver-1'], signatures: ALL }],
    ALL_ASKED,
  ],
  ['nor does anybody take them away', [{ ...AT_ALL, act: 'remove_signature', signatures: ALL }], ALL_ASKED],
];

describe('an invariant', () => {
  const seen = (done: readonly Partial<Done>[], more: Partial<Seen> = {}): Seen => ({
    track: TRACK,
    row: STOOD,
    involved: NOBODY,
    deadlines: [RUNNING],
    learned: [],
    lastWords: [],
    letters: [],
    done: done.map((each) => ({ ...DONE, ...each })),
    ...more,
  });

  it.each(WRONG)('“%s” is false of a history in which it is', (sentence, done, more = {}) => {
    expect(broken(seen(done, more))).toEqual([sentence]);
  });

  it('is true of one in which nothing is wrong, and each has its history above', () => {
    expect(broken(seen([{}]))).toEqual([]);
    expect([...new Set(WRONG.map(([sentence]) => sentence))]).toEqual(INVARIANTS.map(([sentence]) => sentence));
  });
});

it('the random numbers are spread over all choices', () => {
  const random = new Random(1);
  const seen = new Set(Array.from({ length: 2_000 }, () => random.oneOf(CASE_ACTS)));
  expect(seen.size).toBe(CASE_ACTS.length);
});
