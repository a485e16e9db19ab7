import type { JsonValue } from '../kernel/canonical-json.js';
import type { CheckFacts, Peer, RosterFacts } from '../policy/checks/facts.js';
import { judgeSubmission } from '../policy/checks/judge.js';
import { AS_HANDED_IN } from '../policy/checks/roster.js';
import type { Policy } from '../policy/policy.js';
import type { CandidateInput, SlateInput } from './slate-input.js';
import { unstatedFor, type Unstated } from './unstated.js';

/** A check that the facts of a slate do not pass: told at once, so that it can be mended or explained before it is due. */
export type CheckToCome = {
  /** Place in the list of candidates, from 0. */
  candidate: number;
  name: string;
  rule: string;
  check: string;
  result: string;
  words: { 'zh-CN': string; en: string };
  facts: Record<string, JsonValue>;
  /** The acts it would stand in the way of. */
  blocks: string[];
  /** What was left out by which it stays open, and where to state it; empty if it is not for want of that. */
  unstated: Unstated[];
};

/** What there is beside the candidates who are looked at: others on the slate, and other slates of the term. */
export interface Beside extends Pick<RosterFacts, 'notElected' | 'changedBefore'> {
  readonly peers: readonly Peer[];
  /** The latest term of the organisation that the system knows of; null: of none, or not asked of candidates who are added. */
  readonly latestTerm: number | null;
}

export const HANDED_IN_NOW: Beside = { peers: [], notElected: [], changedBefore: 0, latestTerm: null };

/**
 * What the submission alone comes to by the checks of the policy, and what is lacking in it. Nobody is refused for it: a check
 * stands in the way of a later act, and an official may resolve it.
 */
export function previewChecks(slate: SlateInput, policy: Policy, today: string, beside: Beside): CheckToCome[] {
  const { checks: rules = [] } = policy;
  return slate.candidates.flatMap((candidate, place) =>
    judgeSubmission(rules, policy.limits, factsOf(slate, candidate, today, beside))
      .filter(({ result }) => result !== 'pass')
      .flatMap((verdict) =>
        rules
          .filter(({ id }) => id === verdict.rule)
          .map(({ rule: words, blocks = [] }) => ({
            candidate: place,
            name: candidate.person.name,
            rule: verdict.rule,
            check: verdict.check,
            result: verdict.result,
            words: { ...words },
            facts: { ...verdict.facts },
            blocks: [...blocks],
            unstated: unstatedFor(verdict, slate, place),
          })),
      ),
  );
}

const factsOf = (
  slate: SlateInput,
  candidate: CandidateInput,
  today: string,
  { peers, notElected, changedBefore }: Beside,
): CheckFacts => ({
  today,
  on: slate.electionDate,
  occasion: slate.occasion,
  termNumber: slate.termNumber,
  organisation: slate.organisation,
  candidate: {
    birthDate: candidate.person.birthDate,
    residentId: candidate.person.identity.type === 'resident_id',
    posts: candidate.posts,
    fullTime: candidate.fullTime,
    terms: candidate.terms,
    knownTerms: {},
    memberUnit: candidate.person.memberUnit,
    declaration: candidate.declaration ?? {},
  },
  slate: slate.particulars ?? {},
  peers: [
    ...peers,
    ...slate.candidates.flatMap((other, place) =>
      other === candidate ? [] : [{ id: String(place), posts: other.posts, memberUnit: other.person.memberUnit }],
    ),
  ],
  // What was lost, those who are named now make good.
  roster: { ...AS_HANDED_IN, notElected, changedBefore },
  // What is under review elsewhere is looked up when somebody decides, and is no business of the submitter.
  elsewhere: [],
  foundElsewhere: [],
  findings: {},
});
