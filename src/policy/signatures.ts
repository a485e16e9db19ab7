import { refuse, type Refusal } from '../kernel/refusal.js';
import type { ReviewStage } from './policy.js';
import { countOf, neededOf, type Quorum, type Vote } from './quorum.js';
import type { SignatureWeight } from './terms.js';

/** A request to sign that stands: whom it is for, what their signature counts for, and what they said. */
export interface Signature {
  readonly official: string;
  /** 代理: of a delegate, in whose place they sign. */
  readonly onBehalfOf?: string | null;
  readonly weight: SignatureWeight;
  readonly vote: Vote;
  /** What they last said at this step, of another question; null or left out of who is asked for the first time. */
  readonly saidBefore?: Vote | null;
}

/** Whether it is the signature of one of these: their own, or one that a delegate gives in their place. Each has one. */
export const isOf = ({ official, onBehalfOf }: Signature, persons: readonly string[]): boolean =>
  persons.some((person) => person === official || person === onBehalfOf);

/** Whom an interest or their office keeps from the case has not signed it, whatever they said before it was known. */
export const counted = <S extends Signature>(
  standing: readonly S[],
  { barred, employed = [] }: { readonly barred: readonly string[]; readonly employed?: readonly string[] },
): S[] => standing.filter((signature) => !isOf(signature, barred) && !isOf(signature, employed));

/** Without a rule of the policy one approver decides; whoever was asked to sign beside them has to agree (加签). */
const ALL_ASKED: Quorum = { agree: 'all', signers: 0 };

/**
 * May this approver decide so for the body, as far as the others at the step go? Their decision is their own signature:
 * where the policy has several sign, somebody who was not asked decides nothing, and nobody decides against what they signed,
 * as advice either: advice stops nobody else.
 * A delegate and whoever named them have one signature between them.
 * @param current the signatures of the step that stand
 * @param persons the approver, and of a delegate in whose place they decide
 */
export function decisionInTheWay(
  { quorum, proposal }: Pick<ReviewStage, 'quorum' | 'proposal'>,
  current: readonly Signature[],
  persons: readonly string[],
  act: 'approve' | 'reject',
): Refusal | null {
  if (proposal === 'required' && !current.some(({ weight }) => weight === 'proposal'))
    return refuse('proposal_missing');
  const vote: Vote = act === 'approve' ? 'agree' : 'disagree';
  const binding = current.filter(({ weight }) => weight === 'binding');
  const theirs = current.filter((signature) => isOf(signature, persons));
  const own = theirs.filter(({ weight }) => weight === 'binding');
  const said = theirs.every((signature) => signature.vote === 'waiting' || signature.vote === vote);
  if (!said || own.length > 1 || (quorum && own.length === 0)) return refuse('signature_not_asked');
  const votes: Vote[] = [...binding.filter((signature) => !own.includes(signature)).map((each) => each.vote), vote];
  const rule = quorum ?? ALL_ASKED;
  if (countOf(rule, votes) === (act === 'approve' ? 'agreed' : 'not_agreed')) return null;
  return refuse('signatures_open', tallyOf(rule, votes));
}

/**
 * May a handler ask one more whose signature counts? Not once those who were asked do not agree: nobody is outvoted by whom
 * somebody brings in afterwards. Who is asked anew stands where they stood until they say otherwise.
 * @param current the signatures of the step that stand
 */
export function moreInTheWay({ quorum }: Pick<ReviewStage, 'quorum'>, current: readonly Signature[]): Refusal | null {
  const rule = quorum ?? ALL_ASKED;
  const votes = current
    .filter(({ weight }) => weight === 'binding')
    .map(({ vote, saidBefore }) => (vote === 'waiting' ? (saidBefore ?? vote) : vote));
  return countOf(rule, votes) === 'not_agreed' ? refuse('not_agreed', tallyOf(rule, votes)) : null;
}

/**
 * What would carry an approver's decision: how many are waited for, who would have to sign likewise, and how many more would
 * have to be asked and do so. Null if no signature can bring it about any more.
 */
export function missingFor(
  stage: Pick<ReviewStage, 'quorum'>,
  current: readonly Signature[],
  persons: readonly string[],
  act: 'approve' | 'reject',
): { readonly waiting: number; readonly more: number } | null {
  const rule: Quorum = stage.quorum ?? ALL_ASKED;
  const vote: Vote = act === 'approve' ? 'agree' : 'disagree';
  const others = current.filter((signature) => signature.weight === 'binding' && !isOf(signature, persons));
  const likewise = [vote, ...others.map((signature) => (signature.vote === 'waiting' ? vote : signature.vote))];
  const waiting = others.length - others.filter((signature) => signature.vote !== 'waiting').length;
  const atMost = moreInTheWay(stage, current) ? 0 : rule.signers + likewise.length;
  for (let more = 0; more <= atMost; more += 1) {
    const votes: Vote[] = [...likewise, ...Array.from({ length: more }, () => vote)];
    if (countOf(rule, votes) === (act === 'approve' ? 'agreed' : 'not_agreed')) return { waiting, more };
  }
  return null;
}

/**
 * May a body that says nothing count as agreeing (视为同意), as far as those who did say something go? Not where somebody
 * asked to sign disagreed or is waited for, nor where a handler proposed not to agree: that is no silence.
 * @param current the signatures of the step that stand
 */
export function silenceInTheWay(
  { quorum, proposal }: Pick<ReviewStage, 'quorum' | 'proposal'>,
  current: readonly Signature[],
): Refusal | null {
  const proposed = current.filter(({ weight }) => weight === 'proposal');
  if (proposal === 'required' && proposed.length === 0) return refuse('proposal_missing');
  const votes = current.filter(({ weight }) => weight === 'binding').map(({ vote }) => vote);
  const rule = quorum ?? ALL_ASKED;
  const against = proposed.some(({ vote }) => vote === 'disagree');
  return against || countOf(rule, votes) !== 'agreed' ? refuse('signatures_open', tallyOf(rule, votes)) : null;
}

/** How many are asked and needed, and what they said; who is still to be asked counts as waiting. */
export function tallyOf(quorum: Quorum, votes: readonly Vote[]) {
  const asked = Math.max(votes.length, quorum.signers);
  const [agreed, disagreed] = (['agree', 'disagree'] as const).map(
    (said) => votes.filter((vote) => vote === said).length,
  ) as [number, number];
  return { asked, needed: neededOf(quorum, asked), agreed, disagreed, waiting: asked - agreed - disagreed };
}
