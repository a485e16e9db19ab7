import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isRefusal } from '../../src/kernel/refusal.js';
import { countOf, type Count, type Quorum, type Vote } from '../../src/policy/quorum.js';
import { decisionInTheWay, missingFor, moreInTheWay, type Signature } from '../../src/policy/signatures.js';

const ALL: Quorum = { agree: 'all', signers: 2 };
const ANY: Quorum = { agree: 'any', signers: 2 };
const TWO_OF_THREE: Quorum = { agree: 'at_least', atLeast: 2, signers: 3 };
const VETO: Quorum = { ...TWO_OF_THREE, veto: true };

/** `+` agrees, `-` does not, `?` has not signed. */
const votes = (text: string): Vote[] =>
  [...text].map((sign) => (sign === '+' ? 'agree' : sign === '-' ? 'disagree' : 'waiting'));

const COUNTS: readonly [what: string, quorum: Quorum, votes: string, count: Count][] = [
  ['everybody has agreed', ALL, '++', 'agreed'],
  ['one of all is waited for', ALL, '+?', 'open'],
  ['one of all does not agree', ALL, '?-', 'not_agreed'],
  ['one more was asked, who is waited for', ALL, '++?', 'open'],
  ['fewer were asked than have to be', ALL, '+', 'open'],
  ['nobody was asked', ALL, '', 'open'],
  ['one of any has agreed', ANY, '+?', 'agreed'],
  ['one of any does not, the other is waited for', ANY, '-?', 'open'],
  ['none of any agrees', ANY, '--', 'not_agreed'],
  ['two of three have agreed', TWO_OF_THREE, '+?+', 'agreed'],
  ['two of three have agreed, one has not', TWO_OF_THREE, '-++', 'agreed'],
  ['one of three has agreed, one has not', TWO_OF_THREE, '+-?', 'open'],
  ['two of three do not', TWO_OF_THREE, '-?-', 'not_agreed'],
  ['two were asked of three, and agree', TWO_OF_THREE, '++', 'open'],
  ['two were asked of three, and neither agrees', TWO_OF_THREE, '--', 'open'],
  ['one was asked of any two, and agrees', ANY, '+', 'open'],
  ['two were asked of three, and one does not', TWO_OF_THREE, '+-', 'open'],
  ['a fourth was asked before two of three had disagreed: two are enough still', TWO_OF_THREE, '--+?', 'open'],
  ['two of three agree, where one can veto and does', VETO, '+-+', 'not_agreed'],
  ['two of three agree, where one can veto and has not signed', VETO, '++?', 'open'],
  ['three of three agree, where one could veto', VETO, '+++', 'agreed'],
];

/** All ways in which those who have not signed can sign. */
function endsOf(cast: readonly Vote[]): Vote[][] {
  return cast.reduce<Vote[][]>(
    (ends, vote) => {
      const ways: Vote[] = vote === 'waiting' ? ['agree', 'disagree'] : [vote];
      return ends.flatMap((end) => ways.map((way) => [...end, way]));
    },
    [[]],
  );
}

/** What everybody's signature together would come to, said in the plainest words. */
function carried(quorum: Quorum, end: readonly Vote[]): boolean {
  const agreeing = end.filter((vote) => vote === 'agree').length;
  if (quorum.veto && agreeing < end.length) return false;
  if (quorum.agree === 'at_least') return agreeing >= quorum.atLeast;
  return quorum.agree === 'all' ? agreeing === end.length : agreeing > 0;
}

const everyRule = [1, 2, 3].flatMap((signers) =>
  [false, true].flatMap((veto): Quorum[] => [
    { agree: 'all', signers },
    { agree: 'any', signers, veto },
    ...[1, 2, 3]
      .filter((atLeast) => atLeast <= signers)
      .map((atLeast) => ({ agree: 'at_least' as const, atLeast, signers, veto })),
  ]),
);
const everyVotes = [0, 1, 2, 3, 4].flatMap((length) =>
  Array.from({ length: 3 ** length }, (_, n) =>
    Array.from(
      { length },
      (_each, place) => (['agree', 'disagree', 'waiting'] as const)[Math.floor(n / 3 ** place) % 3] ?? 'waiting',
    ),
  ),
);

describe('the signatures of a step', () => {
  it.each(COUNTS)('count when %s', (_what, quorum, signed, count) => {
    expect(countOf(quorum, votes(signed))).toBe(count);
  });

  it('do not agree exactly when enough were asked, and no way is left in which they would', () => {
    for (const quorum of everyRule) {
      for (const cast of everyVotes) {
        const hopeless = cast.length >= quorum.signers && endsOf(cast).every((end) => !carried(quorum, end));
        expect([quorum, cast, countOf(quorum, cast) === 'not_agreed']).toEqual([quorum, cast, hopeless]);
      }
    }
  });

  it('agree exactly when enough were asked, and every way is one in which they would', () => {
    for (const quorum of everyRule) {
      for (const cast of everyVotes) {
        const sure = cast.length >= quorum.signers && endsOf(cast).every((end) => carried(quorum, end));
        expect([quorum, cast, countOf(quorum, cast) === 'agreed']).toEqual([quorum, cast, sure]);
      }
    }
  });

  it('come to the same in whatever order they were given', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyRule),
        fc.constantFrom(...everyVotes),
        fc.infiniteStream(fc.nat()),
        (quorum, cast, random) => {
          const keyed = cast.map((vote) => ({ vote, key: random.next().value as number }));
          const shuffled = keyed.sort((a, b) => a.key - b.key).map(({ vote }) => vote);
          expect(countOf(quorum, shuffled)).toBe(countOf(quorum, cast));
        },
      ),
    );
  });

  it('are never decided otherwise by one more signature, once they are decided', () => {
    for (const quorum of everyRule) {
      for (const cast of everyVotes) {
        const before = countOf(quorum, cast);
        const place = cast.indexOf('waiting');
        if (before === 'open' || place < 0) continue;
        for (const vote of ['agree', 'disagree'] as const) expect(countOf(quorum, cast.with(place, vote))).toBe(before);
      }
    }
  });
});

describe('a handler who asks one more to sign', () => {
  const cast = (given: readonly Vote[], before: readonly (Vote | null)[] = []): Signature[] =>
    given.map((vote, n) => ({ official: `signer ${n}`, weight: 'binding', vote, saidBefore: before[n] ?? null }));
  const asks = (quorum: Quorum, current: readonly Signature[]) =>
    moreInTheWay({ quorum: { ...quorum, source: 'S1' } }, current)?.refused ?? 'may';

  it('does so only while those who were asked may still agree: what they did not agree to is never carried by more', () => {
    for (const quorum of everyRule) {
      for (const given of everyVotes) {
        const hopeless = given.length >= quorum.signers && endsOf(given).every((end) => !carried(quorum, end));
        expect([quorum, given, asks(quorum, cast(given))]).toEqual([quorum, given, hopeless ? 'not_agreed' : 'may']);
      }
    }
  });

  it('does so no sooner because they are asked anew, until they sign otherwise', () => {
    for (const quorum of everyRule) {
      for (const before of everyVotes) {
        const waiting = before.map((): Vote => 'waiting');
        expect(asks(quorum, cast(waiting, before))).toBe(asks(quorum, cast(before)));
        const otherwise = before.map((): Vote => 'agree');
        expect(asks(quorum, cast(otherwise, before))).toBe('may');
      }
    }
  });

  it('is not held up by advice', () => {
    const advice: Signature[] = [{ official: 'a', weight: 'advisory', vote: 'disagree' }];
    expect([asks(ANY, advice), moreInTheWay({}, advice)]).toEqual(['may', null]);
  });
});

describe('an approver who decides', () => {
  const signatures = (text: string): Signature[] =>
    votes(text).map((vote, n) => ({ official: 'abcd'.charAt(n), weight: 'binding', vote }));
  const proposal: Signature = { official: 'h', weight: 'proposal', vote: 'disagree' };

  it.each<[string, Parameters<typeof decisionInTheWay>[0], Signature[], string, 'approve' | 'reject', string]>([
    ['alone, where nobody else has to sign', {}, [], 'a', 'approve', 'may'],
    [
      'with the last signature that is needed',
      { quorum: { ...ALL, source: 'S1' } },
      signatures('?+'),
      'a',
      'approve',
      'may',
    ],
    ['having signed so before', { quorum: { ...ALL, source: 'S1' } }, signatures('++'), 'a', 'approve', 'may'],
    ['before the others', { quorum: { ...ALL, source: 'S1' } }, signatures('??'), 'a', 'approve', 'signatures_open'],
    [
      'who was not asked',
      { quorum: { ...ALL, source: 'S1' } },
      signatures('++'),
      'z',
      'approve',
      'signature_not_asked',
    ],
    [
      'against what they signed',
      { quorum: { ...ANY, source: 'S1' } },
      signatures('-+'),
      'a',
      'approve',
      'signature_not_asked',
    ],
    [
      'not to agree, against all others who do',
      { quorum: { ...TWO_OF_THREE, source: 'S1' } },
      signatures('?++'),
      'a',
      'reject',
      'signatures_open',
    ],
    [
      'not to agree, with the signature that makes it hopeless',
      { quorum: { ...TWO_OF_THREE, source: 'S1' } },
      signatures('?-+'),
      'a',
      'reject',
      'may',
    ],
    [
      'not to agree, where one of all does not',
      { quorum: { ...ALL, source: 'S1' } },
      signatures('?+'),
      'a',
      'reject',
      'may',
    ],
    [
      'with the first signature, while fewer were asked than have to be',
      { quorum: { ...ANY, source: 'S1' } },
      signatures('?'),
      'a',
      'approve',
      'signatures_open',
    ],
    ['beside somebody who was asked, and is waited for', {}, signatures('?'), 'z', 'approve', 'signatures_open'],
    ['beside somebody who was asked, and agreed', {}, signatures('+'), 'z', 'approve', 'may'],
    [
      'beside advice, whatever it says',
      {},
      [{ official: 'b', weight: 'advisory', vote: 'disagree' }],
      'a',
      'approve',
      'may',
    ],
    [
      'against what they advised',
      {},
      [{ official: 'a', weight: 'advisory', vote: 'disagree' }],
      'a',
      'approve',
      'signature_not_asked',
    ],
    [
      'against what they advised, the other way',
      {},
      [{ official: 'a', weight: 'advisory', vote: 'agree' }],
      'a',
      'reject',
      'signature_not_asked',
    ],
    ['as they advised', {}, [{ official: 'a', weight: 'advisory', vote: 'disagree' }], 'a', 'reject', 'may'],
    [
      'who was asked for advice, and gave none',
      {},
      [{ official: 'a', weight: 'advisory', vote: 'waiting' }],
      'a',
      'approve',
      'may',
    ],
    ['before a handler has proposed', { proposal: 'required' }, [], 'a', 'approve', 'proposal_missing'],
    ['otherwise than a handler has proposed', { proposal: 'required' }, [proposal], 'a', 'approve', 'may'],
  ])('%s', (_what, stage, current, official, act, expected) => {
    const inTheWay = decisionInTheWay(stage, current, [official], act);
    expect(isRefusal(inTheWay) ? inTheWay.refused : 'may').toBe(expected);
  });

  it('is told how many are needed, and what the others said', () => {
    const inTheWay = decisionInTheWay(
      { quorum: { ...TWO_OF_THREE, source: 'S1' } },
      signatures('?-'),
      ['a'],
      'approve',
    );
    expect(inTheWay?.facts).toEqual({ asked: 3, needed: 2, agreed: 1, disagreed: 1, waiting: 1 });
  });
});

describe('what a decision lacks', () => {
  const quorums = fc.oneof(
    fc.constantFrom<Quorum>(ALL, ANY, TWO_OF_THREE, VETO),
    fc.constant<Quorum | undefined>(undefined),
  );
  const cast = fc.array(fc.constantFrom<Vote>('agree', 'disagree', 'waiting'), { maxLength: 4 });
  const signed = (given: readonly Vote[]): Signature[] => [
    { official: 'me', weight: 'binding', vote: 'waiting' },
    ...given.map((vote, n): Signature => ({ official: `other ${n}`, weight: 'binding', vote })),
  ];
  const stageOf = (quorum: Quorum | undefined) => (quorum ? { quorum: { ...quorum, source: 'S1' } } : {});
  /** Every way in which those who are waited for, and so many more, could sign. */
  const outcomes = (given: readonly Vote[], more: number): Vote[][] =>
    [...given, ...Array.from({ length: more }, (): Vote => 'waiting')].reduce<Vote[][]>(
      (ends, vote) => {
        const ways: Vote[] = vote === 'waiting' ? ['agree', 'disagree'] : [vote];
        return ends.flatMap((end) => ways.map((way) => [...end, way]));
      },
      [[]],
    );

  it('is enough when it comes, and nothing is when nothing is named', () => {
    fc.assert(
      fc.property(quorums, cast, fc.constantFrom('approve' as const, 'reject' as const), (quorum, given, act) => {
        const stage = stageOf(quorum);
        const missing = missingFor(stage, signed(given), ['me'], act);
        const carriedBy = (votes: readonly Vote[]) => decisionInTheWay(stage, signed(votes), ['me'], act) === null;
        const likewise: Vote = act === 'approve' ? 'agree' : 'disagree';
        if (missing === null) {
          const addable = moreInTheWay(stage, signed(given)) ? [0] : [0, 1, 2, 3];
          expect(addable.some((more) => outcomes(given, more).some(carriedBy))).toBe(false);
          return;
        }
        expect(missing.waiting).toBe(given.filter((vote) => vote === 'waiting').length);
        const asked = Array.from({ length: missing.more }, () => likewise);
        if (moreInTheWay(stage, signed(given))) expect(missing.more).toBe(0);
        expect(carriedBy([...given.map((vote) => (vote === 'waiting' ? likewise : vote)), ...asked])).toBe(true);
      }),
    );
  });
});
