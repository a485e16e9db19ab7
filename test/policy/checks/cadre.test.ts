import { describe } from '@jest/globals';
import type { CadreDeclaration } from '../../../src/policy/checks/facts.js';
import { APPROVED, approved, cadre, UNAPPROVED } from './cadres.js';
import { adverse, CLEAR, facts, holds, ruleOn } from './sound-facts.js';

const serving = (declared: CadreDeclaration): CadreDeclaration => ({ ...declared, status: 'serving' });

describe('E16 a serving official', () => {
  const rule = ruleOn('serving_official');
  const strict = ruleOn('serving_official', { exception: 'none', declarationSuffices: true });
  const cleared = facts({ findings: { serving_official: CLEAR } });
  const exposed = facts({ declaration: { cadre: { status: 'none' } }, findings: { serving_official: adverse() } });
  holds([
    ['may be one who states nothing', rule, facts(), 'unknown', { notStated: ['cadre'] }],
    ['is not one of whom the authority says so', rule, cleared, 'pass', { answer: 'clear' }],
    ['is not one who never was', rule, cadre({ status: 'none' }), 'pass', { cadre: 'none' }],
    ['is not one who has retired', rule, cadre({ status: 'retired' }), 'pass', { cadre: 'retired' }],
    [
      'is one whom the authority knows, whatever is stated',
      rule,
      exposed,
      'fail',
      { cadre: 'none', answer: 'adverse' },
    ],
    ['may stand with approval for post and term', rule, cadre(serving(APPROVED)), 'pass', { cadre: 'serving' }],
    ['may not stand without approval', rule, cadre(serving(UNAPPROVED)), 'fail', { problems: ['no_approval'] }],
    [
      'may not stand with approval for another post',
      rule,
      cadre(serving(approved({ posts: ['vice_president'] }))),
      'fail',
      { problems: ['posts_not_covered'] },
    ],
    [
      'may not stand with approval for another term',
      rule,
      cadre(serving(approved({ termNumber: 3 }))),
      'fail',
      { problems: ['other_term'] },
    ],
    [
      'may not stand with approval where there is no exception',
      strict,
      cadre(serving(APPROVED)),
      'fail',
      { problems: ['serving'] },
    ],
  ]);
});

describe("E18 the cadre authority's approval", () => {
  const asked = ruleOn('cadre_approval');
  const rule = ruleOn('cadre_approval', { declarationSuffices: true });
  const both = facts({
    candidate: { posts: ['president', 'legal_representative'] },
    declaration: { cadre: APPROVED },
  });
  const wrong = approved({ posts: [], termNumber: 3, approvedOn: '2026-03-02' });
  holds([
    ['may be needed of one who states nothing', rule, facts(), 'unknown', { notStated: ['cadre'] }],
    ['is not needed of others', rule, cadre({ status: 'none' }), 'pass', { cadre: 'none' }],
    ['is needed of who serves', rule, cadre({ status: 'serving' }), 'fail', { problems: ['no_approval'] }],
    ['is needed of who has retired', rule, cadre({ status: 'retired' }), 'fail', { problems: ['no_approval'] }],
    ['may come the day before the vote', rule, cadre(APPROVED), 'pass', { problems: [] }],
    ['is not there by the word of whom it is about', asked, cadre(APPROVED), 'unknown', { problems: [] }],
    [
      'is there when somebody asked the authority',
      asked,
      cadre(APPROVED, { findings: { cadre_approval: CLEAR } }),
      'pass',
      { answer: 'clear', reference: '函〔2026〕1号', queriedOn: '2026-02-01' },
    ],
    [
      'is not there of which the authority does not know',
      asked,
      cadre(APPROVED, { findings: { cadre_approval: adverse() } }),
      'fail',
      { answer: 'adverse' },
    ],
    [
      'that came too late is lifted by no answer',
      asked,
      cadre(approved({ approvedOn: '2026-03-01' }), { findings: { cadre_approval: CLEAR } }),
      'fail',
      { problems: ['not_before_vote'] },
    ],
    [
      'is of nobody knows which post and term where nothing was stated, whoever was asked',
      asked,
      facts({ findings: { cadre_approval: CLEAR } }),
      'unknown',
      { notStated: ['cadre'], answer: 'clear' },
    ],
    ['is nothing to ask about of others', asked, cadre({ status: 'none' }), 'pass', { cadre: 'none' }],
    [
      'may not come on the day of the vote',
      rule,
      cadre(approved({ approvedOn: '2026-03-01' })),
      'fail',
      { problems: ['not_before_vote'] },
    ],
    [
      'may not be one of tomorrow, before the vote',
      rule,
      cadre(approved({ approvedOn: '2026-02-15' }), { today: '2026-02-14' }),
      'fail',
      { problems: ['approval_in_future'] },
    ],
    ['covers every post', rule, both, 'fail', { problems: ['posts_not_covered'] }],
    ['is for one term', rule, cadre(approved({ termNumber: 3 })), 'fail', { problems: ['other_term'] }],
    [
      'is told all that is wrong with it',
      rule,
      cadre(wrong),
      'fail',
      { problems: ['approval_in_future', 'posts_not_covered', 'other_term', 'not_before_vote'] },
    ],
  ]);
});
