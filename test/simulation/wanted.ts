import { standingIntention } from '../../src/policy/intention.js';
import type { CaseAct } from '../../src/workflow/events.js';
import type { SimulatedCase } from './simulated-case.js';

/** Acts that bring a case on where nobody decides whether the candidate passes. */
const BRING_ON: readonly CaseAct[] = [
  'publish_notice',
  'conclude_objection',
  'answer_intention',
  'record_statement',
  'answer_inquiry',
  'close_notice',
  'record_election',
  'file',
  'register',
];

/** What would bring a case on: where somebody decides, what the decision still needs. */
export function wantedIn(one: SimulatedCase, day: string): readonly CaseAct[] {
  const stage = one.stage();
  if (one.correctionOpen) return ['conclude_correction'];
  if (!stage) {
    const bringing = one.turn.filter((act) => BRING_ON.includes(act) || (act === 'revoke' && heardOnRevocation(one)));
    return bringing.some((act) => one.openVerdicts(day, act).length > 0) ? [...bringing, 'resolve_check'] : bringing;
  }
  if (one.openVerdicts(day, 'approve').length > 0) return ['record_findings', 'resolve_check', 'resolve_check'];
  if (one.post.waited('approve', one.step()).length > 0)
    return one.post.askable ? ['answer_inquiry', 'send_inquiry'] : ['record_findings'];
  const { signatures } = one.within;
  const binding = signatures.filter(({ weight }) => weight === 'binding');
  if (stage.proposal === 'required' && !signatures.some(({ weight }) => weight === 'proposal')) return ['propose'];
  if (binding.length < (stage.quorum?.signers ?? 0)) return ['ask_signatures'];
  if (binding.filter(({ vote }) => vote === 'waiting').length > 1) return ['sign', 'sign', 'approve'];
  return binding.some(({ vote }) => vote === 'disagree')
    ? ['sign', 'approve', 'intend_rejection', 'reject']
    : ['sign', 'approve', 'approve'];
}

/** Few things are revoked at all: whoever told those concerned, and heard them, mostly does. */
function heardOnRevocation(one: SimulatedCase): boolean {
  const standing = standingIntention(one.acts());
  return standing?.before === 'revoke' && standing.heard;
}
