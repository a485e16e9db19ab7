// What has to hold of several candidates: each sentence is false of a slate in which one thing is wrong.
import { describe, expect, it } from '@jest/globals';
import { PolicyBook } from '../../src/cases/policy-book.js';
import type { Post } from '../../src/policy/terms.js';
import type { Election } from '../../src/slates/election.js';
import { NEW_CASE } from '../../src/workflow/events.js';
import type { Done } from './done.js';
import { brokenTogether, SLATE_INVARIANTS, standings } from './slate-invariants.js';
import type { CaseSeen, Moved, SlateSeen } from './slate-seen.js';
import { countedFor } from './slate-count.js';

const BOOK = PolicyBook.read('policies');
/** Two further votes are none too many; who stands again has to have stood from the beginning. */
const POLICY = {
  ...BOOK.version('330200/2026-07-01'),
  election: { furtherVotes: { atMost: 1, candidates: ['remaining'] }, source: 'assumed' },
} as const;
const BODIES = { submitting_body: 's', party_building_body: 'p', registration_authority: 'r' };

const DONE: Done = {
  day: '2026-11-10',
  act: 'submit',
  event: { type: 'submit' },
  actor: { kind: 'official', id: 'who-submitted', mandates: [] },
  body: 's',
  duty: 'submitter',
  onBehalfOf: null,
  from: 'draft',
  to: 'review.party_review.awaiting',
  step: null,
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
const SUBMITTED: Partial<Done> = {};
const voted = (elected: boolean, day = '2026-11-10'): Partial<Done> => ({
  day,
  act: 'record_election',
  event: { type: 'record_election', elected },
  from: 'passed',
  to: elected ? 'elected' : 'notElected',
});
const SUPERSEDED: Partial<Done> = { act: 'supersede', event: { type: 'supersede' }, to: 'superseded' };
const FILED: Partial<Done> = {
  act: 'file',
  event: { type: 'file' },
  duty: 'approver',
  actor: { kind: 'official', id: 'r-approver', mandates: [] },
  from: 'elected',
  to: 'filed',
};

const TURNS: Readonly<Record<string, string>> = { elected: 'r', passed: 's' };
function caseOf(
  id: string,
  done: readonly Partial<Done>[],
  more: Partial<CaseSeen> & { posts?: Post[] } = {},
): CaseSeen {
  const acts = done.map((each) => ({ ...DONE, ...each }));
  const state = acts.at(-1)?.to ?? 'draft';
  const ended = ['filed', 'notElected', 'superseded'].includes(state);
  return {
    id,
    candidateId: id,
    posts: ['vice_president'],
    handedIn: true,
    one: {
      done: acts,
      deadlines: [],
      row: { state, context: NEW_CASE, bodies: BODIES, turnBodyId: ended ? null : (TURNS[state] ?? 'p'), ended },
      verdicts: { facts: { findings: {} } },
    },
    ...more,
  };
}

const vote = (results: readonly [string, boolean, number][], more: Partial<Election> = {}): Election => ({
  slateId: 's',
  heldOn: '2026-11-10',
  votersDue: 100,
  votersPresent: 70,
  results: results.map(([caseId, elected, votesFor]) => ({
    caseId,
    version: 1,
    elected,
    votesFor,
    votesAgainst: 0,
    abstentions: 0,
  })),
  ...more,
});

/** Five seats of vice-presidents, and as many who stand for them. */
const OTHERS = ['c', 'd', 'e'].map((id) => caseOf(id, [SUBMITTED]));
const OF: SlateSeen['of'] = {
  policy: POLICY,
  organisation: {
    kind: 'social_group',
    regime: 'direct_registration',
    charity: false,
    industryAssociation: false,
  },
  occasion: 're_election',
  electionDate: '2026-11-10',
  particulars: { electionMode: 'equal', seats: { vice_president: 5 } },
  term: { changedBefore: 0, held: [] },
};

/** A slate of which the roster is reported as it is. */
function seen(cases: readonly CaseSeen[], more: Partial<SlateSeen> = {}): SlateSeen {
  const slate = { of: OF, cases: [...cases, ...OTHERS], votes: [], editors: ['who-submitted'], ...more };
  const unreported = { ...slate, reported: { posts: [], officers: null } };
  const counted = countedFor(unreported, 'vice_president');
  const posts = counted
    ? [
        {
          ...counted,
          post: 'vice_president' as const,
          holders: [],
          contested: (counted.seats ?? 99) < counted.elected + counted.running,
        },
      ]
    : [];
  return { ...unreported, reported: { posts, officers: null }, ...more };
}

const just = (kind: Moved['kind'], moved: readonly CaseSeen[], before: Moved['before'] = new Map()): Moved => ({
  kind,
  moved,
  before,
});
const WAITING = caseOf('b', [SUBMITTED]);
const ELECTED = caseOf('a', [SUBMITTED, voted(true)]);
const SOUND = [seen([ELECTED, WAITING], { votes: [vote([['a', true, 60]])] }), just('vote', [ELECTED])] as const;

const REPLACED = caseOf('a', [SUBMITTED, SUPERSEDED]);
const COME = caseOf('f', [SUBMITTED], { handedIn: false });
const STOOD_BEFORE = standings({ cases: [caseOf('a', [SUBMITTED]), WAITING, ...OTHERS] });
const moved = (by: Partial<CaseSeen['one']['row']>): CaseSeen => ({
  ...WAITING,
  one: { ...WAITING.one, row: { ...WAITING.one.row, ...by } },
});
const revoked: CaseSeen = caseOf('a', [
  SUBMITTED,
  SUPERSEDED,
  { act: 'revoke', event: { type: 'revoke' }, to: 'superseded' },
]);
const LATE = caseOf('b', [SUBMITTED, voted(true, '2026-11-20')], { handedIn: false });

const WRONG: readonly [sentence: string, slate: SlateSeen, moved: Moved][] = [
  [
    'no more are elected to a post than it has seats, but for one who returned and waits for theirs',
    seen([ELECTED, WAITING], {
      of: { ...OF, particulars: { seats: { vice_president: 0 } } },
      votes: [vote([['a', true, 0]])],
    }),
    just('one', []),
  ],
  [
    'who was replaced does nothing any more, waits for nothing, and has nothing adverse said of them',
    seen([revoked, WAITING]),
    just('one', [revoked]),
  ],
  [
    'the others of the slate keep state and deadlines when one is replaced or added',
    seen([REPLACED, moved({ state: 'review.party_review.deciding' }), COME]),
    just('replacement', [REPLACED, COME], STOOD_BEFORE),
  ],
  [
    'who is named in another one’s place begins at the first step, for the same posts',
    seen([REPLACED, WAITING, caseOf('f', [SUBMITTED, { ...FILED, act: 'accept' }], { handedIn: false })]),
    just('replacement', [REPLACED, COME], STOOD_BEFORE),
  ],
  [
    'nobody is elected without a vote that could be held so',
    seen([ELECTED, WAITING], { votes: [vote([['a', true, 0]])] }),
    just('vote', [ELECTED]),
  ],
  [
    'nobody is elected without a vote that could be held so',
    seen([ELECTED, WAITING], { votes: [vote([['a', true, 71]])] }),
    just('vote', [ELECTED]),
  ],
  ['nobody is elected without a vote that could be held so', seen([ELECTED, WAITING]), just('vote', [ELECTED])],
  [
    'a post is voted on only as often as the policy lets it, and only on whom it lets stand again',
    seen([ELECTED, LATE], { votes: [vote([['a', true, 60]]), vote([['b', true, 60]], { heldOn: '2026-11-20' })] }),
    just('vote', []),
  ],
  [
    'the roster as it is reported is the one that is counted',
    seen([ELECTED, WAITING], { votes: [vote([['a', true, 60]])], reported: { posts: [], officers: null } }),
    just('one', []),
  ],
  [
    'nobody is brought on over a roster that their policy blocks, unless somebody answered for it',
    seen([caseOf('a', [SUBMITTED, voted(true), FILED]), WAITING], { votes: [vote([['a', true, 60]])] }),
    just('one', [caseOf('a', [SUBMITTED, voted(true), FILED])]),
  ],
  [
    'nobody is brought on over a roster that their policy blocks, unless somebody answered for it',
    seen([ELECTED], { votes: [vote([['a', true, 60]])] }),
    just('vote', [ELECTED]),
  ],
  [
    'nobody who named somebody on a slate reviews anybody of it, nor the other way round',
    seen([WAITING, caseOf('a', [SUBMITTED, { act: 'accept', duty: 'handler' }])]),
    just('one', [caseOf('a', [SUBMITTED, { act: 'accept', duty: 'handler' }])]),
  ],
];

describe('of several candidates', () => {
  it.each(WRONG)('“%s” is false where one thing is wrong', (sentence, slate, what) => {
    expect(brokenTogether(slate, what)).toEqual([sentence]);
  });

  it('each holds where nothing is wrong, and each is shown to be false above', () => {
    expect(brokenTogether(...SOUND)).toEqual([]);
    expect([...new Set(WRONG.map(([sentence]) => sentence))]).toEqual(SLATE_INVARIANTS.map(([sentence]) => sentence));
  });
});
