import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../../src/kernel/refusal.js';
import { advance, beginning, possibleActs, turnIn } from '../../src/workflow/advance.js';
import { leafStates } from '../../src/workflow/check-statechart.js';
import {
  CASE_ACTS,
  eventOf,
  NEW_CASE,
  type CaseAct,
  type CaseContext,
  type CaseEvent,
} from '../../src/workflow/events.js';
import { EXPECTED_COURSES, unheardChart } from './shipped-courses.js';

/** One move of a case: where from, by which event, where to, what is to be done beside it, and what is remembered. */
interface Move {
  readonly from: string;
  readonly knowing: Partial<CaseContext>;
  readonly event: CaseEvent;
  readonly to: string;
  readonly effects: readonly string[];
  readonly remembers: Partial<CaseContext>;
}

const move = (
  from: string,
  event: CaseEvent,
  to: string,
  effects: readonly string[],
  { knowing = {}, remembers = {} }: { knowing?: Partial<CaseContext>; remembers?: Partial<CaseContext> } = {},
): Move => ({ from, knowing, event, to, effects, remembers });

const START = (period: string) => `start_deadline ${period}`;
const STOP = 'stop_deadline';
const OVERDUE: CaseEvent = { type: 'mark_overdue' };
const WITHDRAW: CaseEvent = { type: 'withdraw' };
const SUPERSEDE: CaseEvent = { type: 'supersede' };

const staying = (acts: readonly CaseAct[], state: string, knowing: Partial<CaseContext>): Move[] =>
  acts.map((act) => move(state, eventOf(act), state, ['stay'], { knowing }));

const STEPPING_BACK = ['recuse', 'order_recusal', 'waive_recusal'] as const;
const CORRECTING = ['ask_correction', 'register_correction', 'conclude_correction', 'note_correction'] as const;

const ASSIGNING = ['claim', 'assign', 'release'] as const;

/**
 * Where somebody may have to step back, data may be corrected, or a body's people share the case out, it stays as it is.
 * While the unit votes no body has it to share.
 */
const recused = (state: string, knowing: Partial<CaseContext> = {}): Move[] =>
  staying([...STEPPING_BACK, ...CORRECTING, ...(state === 'passed' ? [] : ASSIGNING)], state, knowing);

/** Where facts can be checked, too. */
const checked = (state: string, knowing: Partial<CaseContext> = {}): Move[] => [
  ...staying(['record_findings', 'resolve_check'], state, knowing),
  ...recused(state, knowing),
];

/** Where several decide together, too. */
const signed = (state: string, knowing: Partial<CaseContext>): Move[] =>
  staying(['ask_signatures', 'remove_signature', 'sign', 'propose'], state, knowing);

const ONE_LETTER = { openInquiries: 1 };

/** What becomes of a letter that stops no clock: counted off, or overdue, wherever the step is. */
const answeredAt = (state: string, knowing: Partial<CaseContext>): Move[] => {
  const asked = { ...knowing, openInquiries: 1 };
  return [
    ...(['answer_inquiry', 'register_answer', 'take_back_inquiry'] as const).map((type) =>
      move(state, { type, goesOn: true }, state, [], { knowing: asked, remembers: { openInquiries: 0 } }),
    ),
    move(state, { type: 'inquiry_overdue', goesOn: false }, state, ['stay'], { knowing: asked }),
  ];
};

/** While the clock stands still for departments: the last letter lets it go on, and nobody decides before. */
const inquiring = (at: (state: string) => string, knowing: Partial<CaseContext>): Move[] => {
  const here = at('inquiring');
  const back = [STOP, 'resume_deadline'];
  const asked = { ...knowing, openInquiries: 2 };
  const ends = ['answer_inquiry', 'register_answer', 'take_back_inquiry'] as const;
  return [
    move(here, { type: 'send_inquiry', sent: 3, suspends: true }, here, [], {
      knowing: asked,
      remembers: { openInquiries: 5 },
    }),
    ...ends.flatMap((type) => [
      move(here, { type, goesOn: true }, at('deciding'), back, { knowing: asked, remembers: { openInquiries: 1 } }),
      move(here, { type, goesOn: false }, here, [], { knowing: asked, remembers: { openInquiries: 1 } }),
    ]),
    move(here, { type: 'inquiry_overdue', goesOn: true }, at('deciding'), back, { knowing: asked }),
    move(here, { type: 'inquiry_overdue', goesOn: false }, here, ['stay'], { knowing: asked }),
    move(here, OVERDUE, here, ['mark_overdue'], { knowing: asked }),
    ...checked(here, asked),
  ];
};

/** What one body can do with a case while it has its turn. @param next what follows its agreement, and with which effects */
function turnOf(step: string, withdrawable: boolean, next: readonly [to: string, ...effects: string[]]): Move[] {
  const at = (state: string) => `review.${step}.${state}`;
  const [after, ...effectsAfter] = next;
  // Who leaves the step leaves its letters behind.
  const left = (knowing: Partial<CaseContext>) => ('openInquiries' in knowing ? { openInquiries: 0 } : {});
  const withdrawn = (from: string, knowing: Partial<CaseContext> = {}) =>
    withdrawable
      ? [
          move(from, WITHDRAW, 'withdrawn', ['end_deadlines'], { knowing, remembers: left(knowing) }),
          move(from, SUPERSEDE, 'superseded', ['end_deadlines'], { knowing, remembers: left(knowing) }),
        ]
      : [];
  const supplement = (knowing: Partial<CaseContext>, back: string) => [
    move(at('supplement'), { type: 'answer_supplement' }, at(back), [STOP, 'resume_deadline'], { knowing }),
    move(at('supplement'), { type: 'lapse' }, 'lapsed', ['end_deadlines'], { knowing, remembers: left(knowing) }),
    ...checked(at('supplement'), knowing),
    ...withdrawn(at('supplement'), knowing),
  ];
  const asked = ['suspend_deadline', START('supplement')];
  const deciding = (knowing: Partial<CaseContext>, rejected: readonly string[]) => [
    move(at('deciding'), { type: 'approve' }, after, [STOP, ...effectsAfter], { knowing, remembers: left(knowing) }),
    move(at('deciding'), { type: 'reject' }, 'notPassed', rejected, {
      knowing,
      remembers: { rejectedAt: step, ...left(knowing) },
    }),
    move(at('deciding'), { type: 'return_for_supplement' }, at('supplement'), asked, { knowing }),
    move(at('deciding'), { type: 'defer' }, at('deferred'), ['suspend_deadline', START('deferral')], { knowing }),
    move(at('deciding'), OVERDUE, at('deciding'), ['mark_overdue'], { knowing }),
    move(at('deciding'), { type: 'send_inquiry', sent: 2, suspends: false }, at('deciding'), [], {
      knowing,
      remembers: { openInquiries: (knowing.openInquiries ?? 0) + 2 },
    }),
    move(
      at('deciding'),
      { type: 'send_inquiry', sent: 2, suspends: true },
      at('inquiring'),
      ['suspend_deadline', START('inquiry')],
      { knowing, remembers: { openInquiries: (knowing.openInquiries ?? 0) + 2 } },
    ),
    ...checked(at('deciding'), knowing),
    ...signed(at('deciding'), knowing),
    ...withdrawn(at('deciding'), knowing),
  ];
  return [
    move(at('awaiting'), { type: 'accept' }, at('deciding'), [STOP, START('decision')], {
      remembers: { accepted: step },
    }),
    move(at('awaiting'), { type: 'return_for_supplement' }, at('supplement'), asked),
    move(at('awaiting'), OVERDUE, at('awaiting'), ['mark_overdue']),
    ...recused(at('awaiting')),
    ...withdrawn(at('awaiting')),
    ...deciding({ reconsidered: false }, ['end_deadlines', START('reconsideration')]),
    ...deciding({ reconsidered: true }, ['end_deadlines']),
    ...deciding({ reconsidered: false, openInquiries: 1 }, ['end_deadlines', START('reconsideration')]),
    ...answeredAt(at('deciding'), { reconsidered: false }),
    ...inquiring(at, { accepted: step }),
    ...withdrawn(at('inquiring'), { accepted: step, openInquiries: 2 }),
    ...supplement({ accepted: step, openInquiries: 1 }, 'deciding'),
    ...answeredAt(at('supplement'), { accepted: step }),
    ...supplement({ accepted: null }, 'awaiting'),
    ...supplement({ accepted: 'another_step' }, 'awaiting'),
    ...supplement({ accepted: step }, 'deciding'),
    move(at('deferred'), { type: 'resume' }, at('deciding'), [STOP, 'resume_deadline']),
    move(at('deferred'), OVERDUE, at('deferred'), ['mark_overdue']),
    ...checked(at('deferred')),
    ...withdrawn(at('deferred')),
    move(at('deferred'), { type: 'resume' }, at('deciding'), [STOP, 'resume_deadline'], { knowing: ONE_LETTER }),
    move(at('deferred'), OVERDUE, at('deferred'), ['mark_overdue'], { knowing: ONE_LETTER }),
    ...answeredAt(at('deferred'), {}),
    ...checked(at('deferred'), ONE_LETTER),
    ...withdrawn(at('deferred'), ONE_LETTER),
  ];
}

const QUIET = { openObjections: 0, upheldObjections: 0 };
const ONE_OPEN = { openObjections: 1, upheldObjections: 0 };
const ONE_UPHELD = { openObjections: 0, upheldObjections: 1 };
const BOTH = { openObjections: 1, upheldObjections: 1 };
const UPHELD_AGAIN = { ...ONE_UPHELD, reconsidered: true };

/** The notice in each of its situations: with no objection, one open, one upheld, one upheld after a reconsideration, and one of each. */
const ON_NOTICE: readonly Move[] = [
  ...[QUIET, ONE_OPEN, ONE_UPHELD, UPHELD_AGAIN, BOTH].flatMap((knowing) => [
    move('onNotice', { type: 'object' }, 'onNotice', [], {
      knowing,
      remembers: { openObjections: knowing.openObjections + 1 },
    }),
    move('onNotice', OVERDUE, 'onNotice', ['mark_overdue'], { knowing }),
    move('onNotice', WITHDRAW, 'withdrawn', ['end_deadlines'], { knowing }),
    move('onNotice', SUPERSEDE, 'superseded', ['end_deadlines'], { knowing }),
    ...checked('onNotice', knowing),
  ]),
  ...[ONE_OPEN, BOTH].flatMap((knowing) => [
    move('onNotice', { type: 'conclude_objection', upheld: false }, 'onNotice', [], {
      knowing,
      remembers: { openObjections: 0 },
    }),
    move('onNotice', { type: 'conclude_objection', upheld: true }, 'onNotice', [], {
      knowing,
      remembers: { openObjections: 0, upheldObjections: knowing.upheldObjections + 1 },
    }),
  ]),
  move('onNotice', { type: 'reject' }, 'notPassed', ['end_deadlines', START('reconsideration')], {
    knowing: ONE_UPHELD,
    remembers: { rejectedAt: 'notice' },
  }),
  move('onNotice', { type: 'reject' }, 'notPassed', ['end_deadlines'], {
    knowing: UPHELD_AGAIN,
    remembers: { rejectedAt: 'notice' },
  }),
  move('onNotice', { type: 'close_notice' }, 'passed', [STOP, START('validity')], { knowing: QUIET }),
];

const rejectedAt = (place: string) => ({ rejectedAt: place, upheldObjections: place === 'notice' ? 1 : 0 });

/** A rejection, and its reconsideration: back to where it was rejected, with a fresh period to decide in. */
const rejections = (places: readonly string[]): Move[] => [
  move('notPassed', { type: 'reconsider' }, 'reconsidering', [STOP, START('decision')], {
    knowing: { reconsidered: false },
  }),
  move('notPassed', { type: 'become_final' }, 'notPassed', ['end_deadlines'], {
    knowing: { reconsidered: false },
    remembers: { final: true },
  }),
  // It may be taken up again: whoever does finds that the data is another.
  ...[{ reconsidered: false }, { reconsidered: true }, { final: true }].flatMap((knowing) =>
    staying(['note_correction'], 'notPassed', knowing),
  ),
  ...places.flatMap((place) => [
    move(
      'reconsidering',
      { type: 'conclude_reconsideration', overturned: true },
      place === 'notice' ? 'onNotice' : `review.${place}.deciding`,
      [STOP, START('decision')],
      { knowing: rejectedAt(place), remembers: { reconsidered: true, upheldObjections: 0 } },
    ),
    move('reconsidering', { type: 'conclude_reconsideration', overturned: false }, 'notPassed', [STOP], {
      knowing: rejectedAt(place),
      remembers: { reconsidered: true },
    }),
    move('reconsidering', OVERDUE, 'reconsidering', ['mark_overdue'], { knowing: rejectedAt(place) }),
    ...recused('reconsidering', rejectedAt(place)),
  ]),
];

/** It is over, and can be undone. */
const over = (state: string): Move[] => [
  // What was upheld before, of an earlier revocation, keeps nobody from asking about this one.
  ...[{}, { revocationReconsidered: true }].map((knowing) =>
    move(state, { type: 'revoke' }, 'revoked', [START('reconsideration')], {
      knowing,
      remembers: { revokedFrom: state, revocationReconsidered: false },
    }),
  ),
  ...staying(['note_correction'], state, {}),
  ...staying(['note_correction'], state, { revocationReconsidered: true }),
  ...revoked(state, 'reconsideringRevocationAfterEnd', [STOP]),
  ...staying([...STEPPING_BACK, ...ASSIGNING, 'note_correction'], 'reconsideringRevocationAfterEnd', {
    revokedFrom: state,
  }),
  // A revocation that is final: told if the data was wrong, and nothing else.
  ...staying(['note_correction'], 'revoked', {}),
  ...staying(['note_correction'], 'revoked', { revocationReconsidered: true }),
];

/** The clock stands still, and goes on if the revocation is set aside. */
const revocable = (state: string): Move[] => [
  move(state, { type: 'revoke' }, 'revoked', ['suspend_deadline', START('reconsideration')], {
    remembers: { revokedFrom: state },
  }),
  ...revoked(state, 'reconsideringRevocation', [STOP, 'resume_deadline']),
  ...recused('reconsideringRevocation', { revokedFrom: state }),
];

/** A revocation from this state, and its reconsideration: the case is where it was, or revoked for good. */
const revoked = (state: string, reconsidering: string, goOn: readonly string[]): Move[] => {
  const knowing = { revokedFrom: state };
  return [
    move('revoked', { type: 'reconsider' }, reconsidering, [STOP, START('decision')], { knowing }),
    move('revoked', { type: 'become_final' }, 'revoked', ['end_deadlines'], {
      knowing,
      remembers: { revokedFrom: null },
    }),
    ...staying(['note_correction'], 'revoked', knowing),
    move(reconsidering, { type: 'conclude_reconsideration', overturned: true }, state, goOn, {
      knowing,
      remembers: { revokedFrom: null },
    }),
    move(reconsidering, { type: 'conclude_reconsideration', overturned: false }, 'revoked', ['end_deadlines'], {
      knowing,
      remembers: { revokedFrom: null, revocationReconsidered: true },
    }),
    move(reconsidering, OVERDUE, reconsidering, ['mark_overdue'], { knowing }),
  ];
};

const passed = (elected: readonly [to: string, ...effects: string[]]): Move[] => [
  move('passed', { type: 'record_election', elected: true }, elected[0], [STOP, ...elected.slice(1)]),
  move('passed', { type: 'record_election', elected: false }, 'notElected', ['end_deadlines']),
  move('passed', { type: 'lapse' }, 'lapsed', ['end_deadlines']),
  move('passed', WITHDRAW, 'withdrawn', ['end_deadlines']),
  move('passed', SUPERSEDE, 'superseded', ['end_deadlines']),
  ...checked('passed'),
  ...revocable('passed'),
];

const entering = (step: string) => [`review.${step}.awaiting`, `enter_step ${step}`, START('acceptance')] as const;
const submitted = (...[to, ...effects]: readonly [string, ...string[]]) =>
  move('draft', { type: 'submit' }, to, effects);

const cleared = [
  move('clearedForNotice', { type: 'publish_notice' }, 'onNotice', [STOP, START('notice')]),
  move('clearedForNotice', OVERDUE, 'clearedForNotice', ['mark_overdue']),
  move('clearedForNotice', WITHDRAW, 'withdrawn', ['end_deadlines']),
  move('clearedForNotice', SUPERSEDE, 'superseded', ['end_deadlines']),
  ...checked('clearedForNotice'),
];

const DIRECT_STEPS = [
  submitted(...entering('party_review')),
  ...turnOf('party_review', true, entering('industry_review')),
  ...turnOf('industry_review', true, entering('registration_review')),
  ...turnOf('registration_review', true, ['clearedForNotice', START('publication')]),
  ...cleared,
  ...ON_NOTICE,
  ...rejections(['party_review', 'industry_review', 'registration_review', 'notice']),
];

const DUAL_STEPS = [
  submitted(...entering('supervising_review')),
  ...turnOf('supervising_review', true, entering('party_review')),
  ...turnOf('party_review', true, entering('registration_review')),
  ...turnOf('registration_review', true, ['clearedForNotice', START('publication')]),
  ...cleared,
  ...ON_NOTICE,
  ...rejections(['supervising_review', 'party_review', 'registration_review', 'notice']),
];

/** Every move of a case, by course; what is not here is refused. */
const MOVES: Readonly<Record<string, readonly Move[]>> = {
  'dual_management/file_and_register': [
    ...DUAL_STEPS,
    ...passed(['elected', START('filing')]),
    move('elected', { type: 'file' }, 'filed', [STOP, START('registration')]),
    move('elected', OVERDUE, 'elected', ['mark_overdue']),
    ...checked('elected'),
    ...revocable('elected'),
    move('filed', { type: 'register' }, 'registered', [STOP]),
    move('filed', OVERDUE, 'filed', ['mark_overdue']),
    ...checked('filed'),
    ...revocable('filed'),
    ...over('registered'),
  ],
  'dual_management/file': [
    ...DUAL_STEPS,
    ...passed(['elected', START('filing')]),
    move('elected', { type: 'file' }, 'filed', [STOP]),
    move('elected', OVERDUE, 'elected', ['mark_overdue']),
    ...checked('elected'),
    ...revocable('elected'),
    ...over('filed'),
  ],
  'dual_management/register': [
    ...DUAL_STEPS,
    ...passed(['elected', START('registration')]),
    move('elected', { type: 'register' }, 'registered', [STOP]),
    move('elected', OVERDUE, 'elected', ['mark_overdue']),
    ...checked('elected'),
    ...revocable('elected'),
    ...over('registered'),
  ],
  'direct_or_decoupled/file': [
    ...DIRECT_STEPS,
    ...passed(['elected', START('filing')]),
    move('elected', { type: 'file' }, 'filed', [STOP]),
    move('elected', OVERDUE, 'elected', ['mark_overdue']),
    ...checked('elected'),
    ...revocable('elected'),
    ...over('filed'),
  ],
  // The vote lies between the two reviews: from then on nobody can withdraw, and the second agreement is the end.
  'party_post/approval': [
    submitted(...entering('superior_examination')),
    ...turnOf('superior_examination', true, ['passed', START('validity')]),
    ...passed(entering('superior_approval')),
    ...turnOf('superior_approval', false, ['approved']),
    ...rejections(['superior_examination', 'superior_approval']),
    ...over('approved'),
  ],
};

/** Acts whose turn it would be, but for what the case knows; each says why. */
const HELD_BACK: readonly [from: string, knowing: Partial<CaseContext>, act: CaseAct, reason: string][] = [
  ['onNotice', QUIET, 'conclude_objection', 'no_objection_open'],
  ['onNotice', ONE_UPHELD, 'conclude_objection', 'no_objection_open'],
  ['onNotice', QUIET, 'reject', 'no_objection_upheld'],
  ['onNotice', ONE_OPEN, 'reject', 'objection_open'],
  ['onNotice', BOTH, 'reject', 'objection_open'],
  ['onNotice', ONE_OPEN, 'close_notice', 'objection_open'],
  ['onNotice', BOTH, 'close_notice', 'objection_open'],
  ['onNotice', ONE_UPHELD, 'close_notice', 'objection_upheld'],
  ['onNotice', UPHELD_AGAIN, 'conclude_objection', 'no_objection_open'],
  ['onNotice', UPHELD_AGAIN, 'close_notice', 'objection_upheld'],
  ['notPassed', { reconsidered: true }, 'reconsider', 'already_reconsidered'],
  ['notPassed', { reconsidered: true }, 'become_final', 'already_reconsidered'],
  ['revoked', { revocationReconsidered: true }, 'reconsider', 'already_reconsidered'],
  ['revoked', { revocationReconsidered: true }, 'become_final', 'already_reconsidered'],
  ['revoked', {}, 'reconsider', 'reconsideration_period_over'],
  ['revoked', {}, 'become_final', 'reconsideration_period_over'],
  ['notPassed', { final: true }, 'reconsider', 'reconsideration_period_over'],
  ['notPassed', { final: true }, 'become_final', 'reconsideration_period_over'],
];

/** The same for letters, at every step. */
function heldBackByLetters(
  state: string,
  { openInquiries = 0 }: Partial<CaseContext>,
  act: CaseAct,
): string | undefined {
  const ofLetters = ['answer_inquiry', 'register_answer', 'take_back_inquiry', 'inquiry_overdue'].includes(act);
  if (ofLetters && openInquiries === 0 && /^review\.\w+\.(deciding|supplement|deferred)$/.test(state)) {
    return 'inquiry_not_open';
  }
  return state.endsWith('.inquiring') && (act === 'approve' || act === 'reject') ? 'inquiry_open' : undefined;
}

const EVENTS: readonly CaseEvent[] = CASE_ACTS.map((type): CaseEvent => {
  if (type === 'conclude_objection') return { type, upheld: true };
  if (type === 'record_election') return { type, elected: true };
  if (type === 'conclude_reconsideration') return { type, overturned: true };
  return eventOf(type);
});

const inWords = (effects: readonly { type: string; period?: string; step?: string }[]) =>
  effects.map(({ type, period, step }) => [type, period ?? step].filter(Boolean).join(' '));

/** Frozen through and through: whoever writes to it throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

const standing = (state: string, knowing: Partial<CaseContext> = {}) =>
  frozen({ state, context: { ...NEW_CASE, skipped: [], ...knowing } });

describe.each(Object.keys(MOVES))('a case on the course %s', (id) => {
  const chart = unheardChart(id);
  const moves = MOVES[id] ?? [];
  const situations = new Map(moves.map(({ from, knowing }) => [JSON.stringify([from, knowing]), { from, knowing }]));

  it('moves as the table says: to which state, with which effects, remembering what; and changes nothing it is given', () => {
    const moved = moves.map(({ from, knowing, event }) => {
      const next = advance(chart, standing(from, knowing), frozen(event));
      return isRefusal(next)
        ? { from, event, ...next }
        : { from, event, to: next.state, effects: inWords(next.effects), context: next.context };
    });
    expect(moved).toEqual(
      moves.map(({ from, knowing, event, to, effects, remembers }) => ({
        from,
        event,
        to,
        effects,
        context: { ...NEW_CASE, ...knowing, ...remembers },
      })),
    );
  });

  it('is refused every other act, with the reason, the state, and the acts that are possible', () => {
    const wrong = [...situations.values()].flatMap(({ from, knowing }) => {
      const here = moves.filter((one) => one.from === from && JSON.stringify(one.knowing) === JSON.stringify(knowing));
      const acts = CASE_ACTS.filter((act) => here.some(({ event }) => event.type === act));
      return EVENTS.filter(({ type }) => !acts.includes(type)).flatMap((event) => {
        const heldBack = HELD_BACK.find(
          ([state, known, act]) => state === from && act === event.type && sameKnowledge(known, knowing),
        );
        const expected = {
          refused: heldBack?.[3] ?? heldBackByLetters(from, knowing, event.type) ?? 'out_of_turn',
          facts: { state: from, acts },
        };
        const answer = advance(chart, standing(from, knowing), event);
        return JSON.stringify(answer) === JSON.stringify(expected) ? [] : [{ from, knowing, event, answer, expected }];
      });
    });
    expect(wrong).toEqual([]);
  });

  it('is told the same acts and reasons before it acts', () => {
    for (const { from, knowing } of situations.values()) {
      const here = moves.filter((one) => one.from === from && JSON.stringify(one.knowing) === JSON.stringify(knowing));
      const acts = CASE_ACTS.filter((act) => here.some(({ event }) => event.type === act));
      expect(possibleActs(chart, standing(from, knowing))).toEqual(acts);
      const allowed = CASE_ACTS.filter((act) => !isRefusal(advance(chart, standing(from, knowing), eventOf(act))));
      expect(allowed).toEqual(acts);
    }
  });

  it('is in the table with every state from which it can go on', () => {
    const ends = ['notElected', 'withdrawn', 'superseded', 'lapsed'];
    const inTable = new Set([...moves.map(({ from }) => from), ...ends]);
    expect([...inTable].sort()).toEqual(leafStates(chart).sort());
  });
});

const sameKnowledge = (one: Partial<CaseContext>, other: Partial<CaseContext>) =>
  JSON.stringify({ ...NEW_CASE, ...one }) === JSON.stringify({ ...NEW_CASE, ...other });

describe('a step whose body does not exist', () => {
  const chart = unheardChart('direct_or_decoupled/file');
  const skipping = (...skipped: string[]) => ({ skipped });
  const approve: CaseEvent = { type: 'approve' };

  it('is passed over, and that is among the effects', () => {
    const from = standing('review.party_review.deciding', skipping('industry_review'));
    expect(advance(chart, from, approve)).toMatchObject({
      state: 'review.registration_review.awaiting',
      effects: [
        { type: 'stop_deadline' },
        { type: 'skip_step', step: 'industry_review' },
        { type: 'enter_step', step: 'registration_review' },
        { type: 'start_deadline', period: 'acceptance' },
      ],
    });
  });

  it('is visited when the body does exist', () => {
    expect(advance(chart, standing('review.party_review.deciding'), approve)).toMatchObject({
      state: 'review.industry_review.awaiting',
    });
  });

  it('is passed over at the very beginning too', () => {
    const submit = advance(chart, beginning(chart, ['party_review']), { type: 'submit' });
    expect(submit).toMatchObject({
      state: 'review.industry_review.awaiting',
      context: { skipped: ['party_review'] },
      effects: [{ type: 'skip_step', step: 'party_review' }, { type: 'enter_step' }, { type: 'start_deadline' }],
    });
  });
});

/** Whose turn it is, by kind of state; `turn` is the body of the step, of the notice, or of the completion. */
const TURNS: readonly [
  state: RegExp,
  turn: (course: (typeof EXPECTED_COURSES)[number], step: string) => string | null,
][] = [
  [/^(draft|passed)$/, () => 'submitting_body'],
  [/^review\.\w+\.supplement$/, () => 'submitting_body'],
  [/^review\.\w+\.(awaiting|deciding|inquiring|deferred)$/, (course, step) => bodyOf(course, step)],
  [/^(clearedForNotice|onNotice)$/, ({ notice }) => notice],
  [
    /^(elected|filed|registered|approved)$/,
    ({ completion, completedBy }) => (completion.length > 0 ? completedBy : null),
  ],
  [/^reconsidering$/, () => 'rejecting_body'],
  // While the submitter may ask for reconsideration; apply-event takes the turn away when that is over.
  [/^notPassed$/, () => 'submitting_body'],
  [/^revoked$/, () => 'submitting_body'],
  [/^reconsideringRevocation/, () => 'revoking_body'],
  [/^(notElected|withdrawn|superseded|lapsed)$/, () => null],
];

const bodyOf = ({ beforeTheVote, afterTheVote }: (typeof EXPECTED_COURSES)[number], step: string) =>
  [...beforeTheVote, ...afterTheVote].find(([name]) => name === step)?.[1] ?? null;

describe.each(EXPECTED_COURSES)('on the course $id', (course) => {
  const chart = unheardChart(course.id);
  const states = leafStates(chart);

  it('each state names the body whose turn it is, and the step', () => {
    const told = states.map((state) => ({ state, ...turnIn(chart, state) }));
    expect(told).toEqual(
      states.map((state) => {
        const step = /^review\.(\w+)\./.exec(state)?.[1] ?? null;
        const last = state === course.completion.at(-1);
        const turn = TURNS.find(([kind]) => kind.test(state))?.[1](course, step ?? '') ?? null;
        return { state, turn: last ? null : turn, step };
      }),
    );
  });
});

describe.each(EXPECTED_COURSES.filter(({ id }) => id in MOVES))('a case on the course $id', ({ id, completion }) => {
  it('has ended in the last state of the completion and in the adverse and idle ends, and nowhere else', () => {
    const chart = unheardChart(id);
    const over = ['notPassed', 'notElected', 'withdrawn', 'superseded', 'lapsed', 'revoked'];
    const ends = [completion.at(-1), ...over, 'reconsideringRevocationAfterEnd'];
    const ended = (MOVES[id] ?? []).map(({ from, knowing, event, to }) => {
      const next = advance(chart, standing(from, knowing), event);
      return { to, ended: isRefusal(next) ? next.refused : next.ended };
    });
    expect(ended).toEqual((MOVES[id] ?? []).map(({ to }) => ({ to, ended: ends.includes(to) })));
  });
});

it.each(HELD_BACK)('in %s, knowing %j, %s is held back for the reason %s', (from, knowing, type, reason) => {
  const event = EVENTS.find((one) => one.type === type) ?? { type: 'submit' };
  expect(advance(unheardChart('dual_management/file'), standing(from, knowing), event)).toMatchObject({
    refused: reason,
    facts: { state: from },
  });
});

it('a new case begins as a draft that remembers nothing but the steps to pass over', () => {
  const chart = unheardChart('direct_or_decoupled/file');
  expect(beginning(chart, ['industry_review'])).toEqual({
    state: 'draft',
    context: {
      skipped: ['industry_review'],
      accepted: null,
      supplementsLeft: null,
      supplementsOver: false,
      deferralsLeft: null,
      hearingStood: false,
      openInquiries: 0,
      openObjections: 0,
      upheldObjections: 0,
      objectionsTold: 0,
      rejectedAt: null,
      reconsidered: false,
      final: false,
      revokedFrom: null,
      revocationReconsidered: false,
    },
  });
});
