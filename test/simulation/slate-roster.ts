import type { CheckRule } from '../../src/policy/checks/rule.js';
import type { Post } from '../../src/policy/terms.js';
import type { Done } from './done.js';
import { electedTo, fateOf, officersByHand, seatsByHand, standingFor } from './slate-count.js';
import type { CaseSeen, SlateSeen } from './slate-seen.js';

/** The rules of the roster that an act went over, though by hand they are not met and nobody answered for them. */
export function unseenIn(slate: SlateSeen, of: CaseSeen, last: Done | undefined): string[] {
  if (!last || (last.event.type === 'record_election' && !last.event.elected)) return [];
  const { event, answered } = last;
  const blocking: readonly string[] = ['publish_notice', 'close_notice', 'record_election', 'file', 'register'];
  if (!blocking.includes(event.type)) return [];
  return (slate.of.policy.checks ?? [])
    .filter((rule) => blocks(rule, event.type) && concerns(rule, slate, of))
    .filter((rule) => !isMet(rule, slate, of) && !answered.includes(rule.id))
    .map(({ id }) => id);
}

const blocks = ({ blocks: acts = [] }: CheckRule, type: string): boolean => (acts as readonly string[]).includes(type);

const concerns = (
  { posts, kinds, occasions, regimes }: CheckRule,
  { of: { organisation, occasion } }: SlateSeen,
  of: CaseSeen,
): boolean =>
  (posts?.some((post) => of.posts.includes(post)) ?? true) &&
  (kinds?.includes(organisation.kind) ?? true) &&
  (occasions?.includes(occasion) ?? true) &&
  (regimes?.includes(organisation.regime) ?? true);

function isMet(rule: CheckRule, slate: SlateSeen, of: CaseSeen): boolean {
  const { occasion, particulars, term } = slate.of;
  if (rule.check === 'roster_size') {
    const officers = officersByHand(slate);
    if (officers === undefined || (occasion === 'mid_term' && !particulars.staying)) return true;
    const { minimum, maximum, parity } = rule.setting;
    return officers >= minimum && officers <= maximum && (parity === 'any' || officers % 2 === 1);
  }
  if (rule.check === 'mid_term_share') {
    const { changing = 0, size = Infinity } = particulars.council ?? {};
    return occasion !== 'mid_term' || changing + (term.changedBefore ?? 0) <= size / rule.setting.atMostOneIn;
  }
  if (rule.check !== 'candidates_per_seat') return true;
  const own = of.posts.filter((post) => rule.posts?.includes(post) ?? true);
  const [last] = of.one.done.slice(-1);
  const filling = fateOf(of).elected && last?.act !== 'record_election';
  return own.every((post) => (filling ? isFilled(slate, post) : isContested(slate, post, dayOfVote(slate, last))));
}

/** That of the vote that was just recorded; else the one that is planned, or today, if that is over. */
function dayOfVote({ of: { electionDate }, votes }: SlateSeen, last: Done | undefined): string {
  if (last?.act === 'record_election') return votes.at(-1)?.heldOn ?? '';
  return last && last.day > electionDate ? last.day : electionDate;
}

function isFilled(slate: SlateSeen, post: Post): boolean {
  const [elected, seats] = [electedTo(slate, post).length, seatsByHand(slate, post)];
  return seats === Infinity || elected === seats;
}

/** As many as there are seats left, or more, as the vote was said to be; of one of which nobody said it nothing is said here. */
function isContested(slate: SlateSeen, post: Post, day: string): boolean {
  const { electionMode: mode } = slate.of.particulars;
  const seats = seatsByHand(slate, post);
  if (seats === Infinity || mode === undefined) return true;
  const heldOn = (id: string) =>
    slate.votes.findLast(({ results }) => results.some(({ caseId }) => caseId === id))?.heldOn;
  const earlier = electedTo(slate, post).filter(({ id }) => heldOn(id) !== day).length;
  const defeated = slate.cases.filter(
    ({ id, posts, one: { row } }) => posts.includes(post) && row.state === 'notElected' && heldOn(id) === day,
  ).length;
  const [standing, left] = [standingFor(slate, post).length - earlier + defeated, seats - earlier];
  return mode === 'competitive' ? standing > left : standing === left && (left > 0 || earlier === 0);
}
