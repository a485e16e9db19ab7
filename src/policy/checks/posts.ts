import type { Policy } from '../policy.js';
import type { OrganisationKind, Post } from '../terms.js';
import type { CheckFacts, Elsewhere } from './facts.js';
import { notStated, type Judge, type Judgement, type Judges } from './judgement.js';

type OfPosts =
  | 'consecutive_terms'
  | 'legal_representative_elsewhere'
  | 'leading_post_elsewhere'
  | 'president_and_secretary_apart'
  | 'legal_representative_post';

/** The post stood for in which most terms were served already, of those that have a limit. */
function longestServed({ candidate }: CheckFacts, { maximumTermsServed }: Policy['limits']) {
  const [longest] = candidate.posts
    .filter((post) => maximumTermsServed.posts.includes(post))
    .map((post) => ({ post, served: candidate.terms[post] ?? 0 }))
    .sort((a, b) => b.served - a.served);
  return longest;
}

const consecutiveTerms: Judge<'consecutive_terms'> = (facts, _rule, limits) => {
  const limit = limits.maximumTermsServed.value;
  const longest = longestServed(facts, limits);
  return { result: longest && longest.served >= limit ? 'fail' : 'pass', facts: { ...longest, limit } };
};

interface Held {
  readonly kind: OrganisationKind;
  readonly posts: readonly Post[];
}

/** Held elsewhere, declared or known to the system. That none is known says nothing: the registry has to be asked. */
function heldElsewhere({ candidate, elsewhere }: CheckFacts, matches: (held: Held) => boolean): Judgement {
  const known = (standing: Elsewhere['standing']) => elsewhere.filter((one) => one.standing === standing);
  const held = [...known('cleared'), ...(candidate.declaration.otherPosts ?? [])].filter(matches).length;
  const underReview = known('under_review').filter(matches).length;
  return { result: held > 0 ? 'fail' : 'unknown', facts: { elsewhere: held, underReview } };
}

const NOT_STOOD_FOR: Judgement = { result: 'pass', facts: { standsFor: false } };

/** One legal representative, one organisation: 社会团体登记管理条例 art. 12, 基金会管理条例 art. 23. */
const legalRepresentativeElsewhere: Judge<'legal_representative_elsewhere'> = (facts, { setting: { among } }) =>
  facts.candidate.posts.includes('legal_representative')
    ? heldElsewhere(
        facts,
        ({ kind, posts }) => posts.includes('legal_representative') && (among === 'all' || kind === 'social_group'),
      )
    : NOT_STOOD_FOR;

const leadingPostElsewhere: Judge<'leading_post_elsewhere'> = (facts, { setting }) => {
  const leading = (posts: readonly Post[]) => posts.some((post) => setting.posts.includes(post));
  return leading(facts.candidate.posts)
    ? heldElsewhere(facts, ({ kind, posts }) => kind === 'social_group' && leading(posts))
    : NOT_STOOD_FOR;
};

/** 会长与秘书长: never one person, and not from one member unit; null is no unit, so it is nobody's. */
const presidentAndSecretaryApart: Judge<'president_and_secretary_apart'> = (facts) => {
  const { candidate, slate, peers, occasion } = facts;
  const president = candidate.posts.includes('president');
  const secretary = candidate.posts.includes('secretary_general');
  if (president && secretary) return { result: 'fail', facts: { onePerson: true } };
  if (!president && !secretary) return NOT_STOOD_FOR;
  const other: Post = president ? 'secretary_general' : 'president';
  const units = [...peers, ...(slate.staying ?? [])]
    .filter(({ posts }) => posts.includes(other))
    .map(({ memberUnit }) => memberUnit);
  const { memberUnit } = candidate;
  const sameUnit = typeof memberUnit === 'string' && units.includes(memberUnit);
  if (sameUnit) return { result: 'fail', facts: { onePerson: false, sameUnit } };
  if (memberUnit === undefined || units.includes(undefined)) return notStated('memberUnit');
  if (occasion === 'mid_term' && units.length === 0 && !slate.staying) return notStated('staying');
  return { result: 'pass', facts: { onePerson: false, sameUnit } };
};

const legalRepresentativePost: Judge<'legal_representative_post'> = ({ candidate, slate }, { setting }) => {
  if (!candidate.posts.includes('legal_representative')) return NOT_STOOD_FOR;
  const posts = candidate.posts.filter((post) => post !== 'legal_representative');
  if (posts.length === 0) return notStated('otherPost');
  if (posts.some((post) => setting.ordinarily.includes(post))) return { result: 'pass', facts: { posts } };
  const needCharter = posts.filter((post) => setting.byCharter.includes(post));
  if (needCharter.length === 0) return { result: 'fail', facts: { posts } };
  if (!slate.charter) return notStated('charter');
  const { legalRepresentatives } = slate.charter;
  // The charter alone is not enough: the approvals are for somebody to see.
  const allowed = needCharter.some((post) => legalRepresentatives.includes(post));
  return { result: allowed ? 'needs_human' : 'fail', facts: { posts, byCharter: allowed } };
};

/** What is to be seen of the posts that somebody stands for, has held, or holds elsewhere. */
export const POSTS_HELD: Judges<OfPosts> = {
  consecutive_terms: consecutiveTerms,
  legal_representative_elsewhere: legalRepresentativeElsewhere,
  leading_post_elsewhere: leadingPostElsewhere,
  president_and_secretary_apart: presidentAndSecretaryApart,
  legal_representative_post: legalRepresentativePost,
};
