import type { OrganisationKind, Post } from '../terms.js';
import type { CheckFacts, Elsewhere } from './facts.js';
import { saidOf, voteShort } from './further-term.js';
import { organisationsOf, servedTerms } from './history.js';
import { notStated, type Judge, type Judgement, type Judges } from './judgement.js';
import { holding, isUnaccounted } from './roster.js';

type OfPosts =
  | 'consecutive_terms'
  | 'legal_representative_elsewhere'
  | 'leading_post_elsewhere'
  | 'president_and_secretary_apart'
  | 'legal_representative_post';

/**
 * Not more terms on end than allowed, of the posts that have a limit: the one served longest decides. Beyond it nothing passes
 * by itself: the approvals are for somebody to answer for, and once the vote is recorded, it has to have had its share too.
 */
const consecutiveTerms: Judge<'consecutive_terms'> = (
  facts,
  { setting },
  { maximumTermsServed: { value: limit, posts } },
) => {
  const limited = facts.candidate.posts.filter((post) => posts.includes(post));
  const served = limited.flatMap((post) => {
    const terms = servedTerms(facts, post);
    return terms === undefined ? [] : [{ post, served: terms }];
  });
  const [longest] = served.sort((a, b) => b.served - a.served);
  if (longest && longest.served >= limit) {
    const short = voteShort(setting?.furtherTerm, facts.candidate.vote);
    return { result: 'fail', facts: { ...longest, limit, ...saidOf(short) } };
  }
  if (served.length < limited.length) return notStated('terms');
  return { result: 'pass', facts: { ...longest, limit } };
};

interface Held {
  readonly organisation: string;
  readonly kind: OrganisationKind;
  readonly posts: readonly Post[];
}

/** Held elsewhere, declared or known to the system. That none is known says nothing: the registry has to be asked. */
function heldElsewhere({ candidate, elsewhere }: CheckFacts, matches: (held: Held) => boolean): Judgement {
  const known = (standing: Elsewhere['standing']) =>
    elsewhere.filter((one) => one.standing === standing && matches(one));
  const [cleared, underReview] = [known('cleared'), known('under_review')];
  const declared = (candidate.declaration.otherPosts ?? []).filter(matches);
  const held = organisationsOf(cleared, declared);
  return {
    result: held.length > 0 ? 'fail' : 'unknown',
    facts: { elsewhere: held.length, underReview: underReview.length },
    basis: [held, ...[cleared, underReview].map((cases) => cases.map(({ id }) => id).sort())],
  };
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
  const { candidate, slate, peers, occasion, roster } = facts;
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
  if (sameUnit) return { result: 'fail', facts: { onePerson: false, sameUnit }, basis: [memberUnit] };
  if (memberUnit === undefined || units.includes(undefined)) return notStated('memberUnit');
  if (occasion === 'mid_term' && units.length === 0 && !slate.staying) return notStated('staying');
  // One who holds the other post is known to come from this unit, or nobody knows from which: did they leave, do they stay?
  const known = holding(roster.held, other).map((holder) => holder.memberUnit);
  const mayClash =
    memberUnit !== null && (known.includes(memberUnit) || (isUnaccounted(other, facts) && known.includes(undefined)));
  const seen = { onePerson: false, sameUnit };
  return mayClash
    ? { result: 'needs_human', facts: { ...seen, known: [other] }, basis: [memberUnit] }
    : { result: 'pass', facts: seen };
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
