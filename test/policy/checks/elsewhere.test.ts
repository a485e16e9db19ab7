import { describe } from '@jest/globals';
import type { Elsewhere, OtherPost } from '../../../src/policy/checks/facts.js';
import type { OrganisationKind, Post } from '../../../src/policy/terms.js';
import { adverse, CLEAR, facts, holds, ruleOn, UNCLEAR } from './sound-facts.js';

const elsewhere = (kind: OrganisationKind, post: Post, standing: Elsewhere['standing'] = 'cleared'): Elsewhere => ({
  id: `${kind} ${post}`,
  organisation: '另一组织',
  kind,
  posts: [post],
  standing,
});
const declared = (kind: OrganisationKind, post: Post): OtherPost => ({ organisation: '另一协会', kind, posts: [post] });

describe('E12 a legal representative', () => {
  const groups = ruleOn('legal_representative_elsewhere', { among: 'social_groups' });
  const all = ruleOn('legal_representative_elsewhere', { among: 'all' });
  const candidate = { posts: ['president', 'legal_representative'] } as const;
  const known = (...held: Elsewhere[]) => facts({ candidate, elsewhere: held });
  const stated = (...otherPosts: OtherPost[]) => facts({ candidate, declaration: { otherPosts } });
  const post = 'legal_representative';
  const none = { elsewhere: 0, underReview: 0 };
  holds([
    [
      'is another question for those who do not stand for it',
      all,
      facts({ elsewhere: [elsewhere('social_group', post)] }),
      'pass',
    ],
    [
      'of another social group fails',
      groups,
      known(elsewhere('social_group', post)),
      'fail',
      { elsewhere: 1, underReview: 0 },
    ],
    [
      'of another social group, as stated, fails',
      groups,
      stated(declared('social_group', post)),
      'fail',
      { elsewhere: 1 },
    ],
    ['of a foundation may be that of a social group', groups, known(elsewhere('foundation', post)), 'unknown', none],
    [
      'of a foundation, as stated, may be that of a social group',
      groups,
      stated(declared('foundation', post)),
      'unknown',
      none,
    ],
    ['of any organisation fails where all count', all, known(elsewhere('foundation', post)), 'fail', { elsewhere: 1 }],
    ['may be president elsewhere', all, known(elsewhere('social_group', 'president')), 'unknown', none],
    [
      'under review elsewhere could still end either way',
      groups,
      known(elsewhere('social_group', post, 'under_review')),
      'unknown',
      { elsewhere: 0, underReview: 1 },
    ],
    [
      'may be under review elsewhere for another post',
      groups,
      known(elsewhere('social_group', 'president', 'under_review')),
      'unknown',
      none,
    ],
    ['who states that there is nothing is still asked for', groups, stated(), 'unknown', none],
    [
      'of whom the registry knows nothing passes',
      groups,
      facts({ candidate, findings: { legal_representative_elsewhere: CLEAR } }),
      'pass',
      { ...none, answer: 'clear' },
    ],
    [
      'whom the registry knows elsewhere fails',
      groups,
      facts({ candidate, findings: { legal_representative_elsewhere: adverse() } }),
      'fail',
    ],
    [
      'of whom the registry is not sure is for a person',
      groups,
      facts({ candidate, findings: { legal_representative_elsewhere: UNCLEAR } }),
      'needs_human',
    ],
  ]);
});

describe('E13 a president or secretary-general', () => {
  const rule = ruleOn('leading_post_elsewhere', { posts: ['president', 'secretary_general'] });
  const known = (...held: Elsewhere[]) => facts({ elsewhere: held });
  const vice = {
    candidate: { posts: ['vice_president'] },
    elsewhere: [elsewhere('social_group', 'president')],
  } as const;
  const stated = facts({ declaration: { otherPosts: [declared('social_group', 'president')] } });
  holds([
    ['is another question for vice-presidents', rule, facts(vice), 'pass'],
    [
      'is neither in another social group',
      rule,
      known(elsewhere('social_group', 'secretary_general')),
      'fail',
      { elsewhere: 1 },
    ],
    ['is neither in another social group, as stated', rule, stated, 'fail', { elsewhere: 1 }],
    ['may be one in a foundation', rule, known(elsewhere('foundation', 'president')), 'unknown', { elsewhere: 0 }],
    ['may be vice-president elsewhere', rule, known(elsewhere('social_group', 'vice_president')), 'unknown'],
    [
      'under review elsewhere could still end either way',
      rule,
      known(elsewhere('social_group', 'president', 'under_review')),
      'unknown',
      { elsewhere: 0, underReview: 1 },
    ],
    ['of whom the registry knows nothing passes', rule, facts({ findings: { leading_post_elsewhere: CLEAR } }), 'pass'],
  ]);
});
