import { describe } from '@jest/globals';
import { APPROVED, approved, cadre, FIRST_TERM, UNAPPROVED } from './cadres.js';
import { CLEAR, facts, holds, ruleOn, SETTINGS, UNCLEAR } from './sound-facts.js';

describe('E17 a retired cadre', () => {
  const rule = ruleOn('retired_cadre');
  const three = ruleOn('retired_cadre', { ...SETTINGS.retired_cadre, maximumPosts: 3 });
  const other = { organisation: '另一协会', kind: 'social_group', posts: ['president'] } as const;
  const born = (birthDate: string) =>
    facts({ candidate: { ...FIRST_TERM, birthDate }, declaration: { cadre: APPROVED, otherPosts: [] } });
  const served = (president: number) =>
    facts({ candidate: { terms: { president } }, declaration: { cadre: APPROVED, otherPosts: [] } });
  const known = (standing: 'cleared' | 'under_review', otherPosts: number, organisations: number) =>
    facts({
      candidate: FIRST_TERM,
      declaration: {
        cadre: APPROVED,
        otherPosts: Array.from({ length: otherPosts }, (_one, n) => ({ ...other, organisation: `协会${n}` })),
      },
      elsewhere: Array.from({ length: organisations }, (_one, n) => ({
        id: String(n),
        organisation: `基金会${n}`,
        kind: 'foundation',
        posts: ['president'],
        standing,
      })),
    });
  const two = ruleOn('retired_cadre', { ...SETTINGS.retired_cadre, maximumPosts: 2 });
  const twice = facts({
    candidate: FIRST_TERM,
    declaration: { cadre: APPROVED, otherPosts: [{ ...other, organisation: ' 另一协会（虚构）' }] },
    elsewhere: [
      { id: 'c', organisation: '另一协会(虚构)', kind: 'social_group', posts: ['president'], standing: 'cleared' },
    ],
  });
  const { unpaid: _unpaid, ...PAY_UNKNOWN } = APPROVED;
  const { retiredOn: _retiredOn, ...RETIREMENT_UNKNOWN } = APPROVED;
  const legal = approved({ posts: ['president', 'legal_representative'] });
  const { unpaid: _ofLegal, ...LEGAL_PAY_UNKNOWN } = legal;
  const legalRepresentative = {
    posts: ['president', 'legal_representative'],
    terms: { president: 0, legal_representative: 0 },
  } as const;
  const asLegal = { declaration: { cadre: legal, otherPosts: [] }, candidate: legalRepresentative };
  const paid = { ...APPROVED, unpaid: false };
  const unknown = facts({ candidate: FIRST_TERM, declaration: { cadre: APPROVED } });
  holds([
    ['may be one who states nothing', rule, facts(), 'unknown', { notStated: ['cadre'] }],
    ['is not one who never was', rule, cadre({ status: 'none' }), 'pass', { cadre: 'none' }],
    ['is not one who still serves', rule, cadre({ status: 'serving' }), 'pass', { cadre: 'serving' }],
    [
      'passes when approved, rested, unpaid and within the limits',
      rule,
      cadre(APPROVED),
      'pass',
      { cadre: 'retired', problems: [] },
    ],
    ['needs an approval', rule, cadre(UNAPPROVED), 'fail', { problems: ['no_approval'] }],
    [
      'needs an approval for the post',
      rule,
      cadre(approved({ posts: [] })),
      'fail',
      { problems: ['posts_not_covered'] },
    ],
    ['needs an approval for the term', rule, cadre(approved({ termNumber: 5 })), 'fail', { problems: ['other_term'] }],
    ['may be 70 until the day before the 71st birthday', rule, born('1955-03-02'), 'pass'],
    ['may not be 71', rule, born('1955-03-01'), 'fail', { problems: ['over_age'] }],
    ['may have served one term', rule, served(1), 'pass'],
    ['may not have served two terms', rule, served(2), 'fail', { problems: ['terms_served'] }],
    ['may hold one post only', rule, known('cleared', 1, 0), 'fail', { problems: ['too_many_posts'] }],
    [
      'may hold one post only, with those the system knows',
      rule,
      known('cleared', 0, 1),
      'fail',
      { problems: ['too_many_posts'] },
    ],
    ['may hold one post that is both stated and known', two, twice, 'pass'],
    [
      'may have served any terms while nobody states them',
      rule,
      facts({ declaration: { cadre: APPROVED, otherPosts: [] } }),
      'unknown',
      { problems: ['terms_unknown'] },
    ],
    ['may be under review elsewhere', rule, known('under_review', 0, 1), 'pass'],
    ['may hold three posts where three are allowed', three, known('cleared', 1, 1), 'pass'],
    ['may not hold four posts where three are allowed', three, known('cleared', 2, 1), 'fail'],
    ['may not be paid', rule, cadre(paid), 'fail', { problems: ['paid'] }],
    ['may be paid while nobody states it', rule, cadre(PAY_UNKNOWN), 'unknown', { problems: ['pay_unknown'] }],
    ['may hold other posts while nobody states it', rule, unknown, 'unknown', { problems: ['other_posts_unknown'] }],
    [
      'may have retired any day while nobody states it',
      rule,
      cadre(RETIREMENT_UNKNOWN),
      'unknown',
      { problems: ['retirement_unknown'] },
    ],
    [
      'is legal representative only by special need, for a person to see',
      rule,
      facts(asLegal),
      'needs_human',
      { problems: ['legal_representative'] },
    ],
    [
      'needs an exception within three years',
      rule,
      cadre({ ...APPROVED, retiredOn: '2023-03-02' }),
      'needs_human',
      { problems: ['recently_retired'] },
    ],
    ['needs none three years after retirement', rule, cadre({ ...APPROVED, retiredOn: '2023-03-01' }), 'pass'],
    [
      'has rested from 29 February until 1 March',
      rule,
      cadre({ ...APPROVED, retiredOn: '2020-02-29' }, { on: '2023-02-28' }),
      'needs_human',
    ],
    [
      'fails by what is known, whatever is unknown',
      rule,
      cadre({ ...PAY_UNKNOWN, status: 'retired', retiredOn: '2026-01-01' }, { termNumber: 9 }),
      'fail',
      { problems: ['other_term', 'pay_unknown', 'recently_retired'] },
    ],
    [
      'is unknown rather than for a person',
      rule,
      cadre({ ...PAY_UNKNOWN, retiredOn: '2026-01-01' }),
      'unknown',
      { problems: ['pay_unknown', 'recently_retired'] },
    ],
    [
      'whose declaration the authority confirms passes',
      ruleOn('retired_cadre', { ...SETTINGS.retired_cadre, declarationSuffices: false }),
      cadre(APPROVED, { findings: { retired_cadre: CLEAR } }),
      'pass',
      { problems: [], answer: 'clear' },
    ],
    [
      'is for a person to see as legal representative, whatever the authority confirms',
      rule,
      facts({ ...asLegal, findings: { retired_cadre: CLEAR } }),
      'needs_human',
      { problems: ['legal_representative'], answer: 'clear' },
    ],
    [
      'stays unknown in what nobody stated and nobody was asked',
      rule,
      facts({
        candidate: { posts: legalRepresentative.posts },
        declaration: { cadre: { ...LEGAL_PAY_UNKNOWN, retiredOn: '2026-01-01' } },
        findings: { retired_cadre: CLEAR },
      }),
      'unknown',
      {
        problems: ['terms_unknown', 'other_posts_unknown', 'pay_unknown', 'legal_representative', 'recently_retired'],
        answer: 'clear',
      },
    ],
    ['may still be one who states nothing', rule, facts({ findings: { retired_cadre: CLEAR } }), 'unknown'],
    ['whom no answer lifts over a limit', rule, cadre(paid, { findings: { retired_cadre: CLEAR } }), 'fail'],
    [
      'of whom the answer is unclear is for a person',
      rule,
      cadre(PAY_UNKNOWN, { findings: { retired_cadre: UNCLEAR } }),
      'needs_human',
    ],
  ]);
});
