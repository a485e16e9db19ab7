import type { CadreApproval, CadreDeclaration, CheckFacts } from '../../../src/policy/checks/facts.js';
import { facts } from './sound-facts.js';

const APPROVAL: CadreApproval = {
  authority: '市委组织部',
  number: '1',
  approvedOn: '2026-02-28',
  posts: ['president'],
  termNumber: 4,
};

/** Retired for six years, without pay. */
export const UNAPPROVED: CadreDeclaration = { status: 'retired', retiredOn: '2020-01-31', unpaid: true };
/** The same, approved for this post and term the day before the vote. */
export const APPROVED: CadreDeclaration = { ...UNAPPROVED, approval: APPROVAL };
/** The same, with an approval that differs. */
export const approved = (change: Partial<CadreApproval>): CadreDeclaration => ({
  ...APPROVED,
  approval: { ...APPROVAL, ...change },
});

/** Nobody served in the post before. */
export const FIRST_TERM = { terms: { president: 0 } } as const;

/** A candidate for president for the first time who states this, and that there are no other posts. */
export const cadre = (
  declared: CadreDeclaration,
  change: Partial<Omit<CheckFacts, 'candidate' | 'organisation'>> = {},
) => facts({ candidate: FIRST_TERM, declaration: { cadre: declared, otherPosts: [] }, ...change });
