import { assignmentInTheWay } from '../../src/cases/assignments.js';
import { isRefusal } from '../../src/kernel/refusal.js';
import type { Attribution, Official } from '../../src/policy/actor.js';
import { systemAsks } from '../../src/policy/asks.js';
import { personsIn } from '../../src/policy/may-act.js';
import { isOf, type Signature } from '../../src/policy/signatures.js';
import { CHECKS, REVIEW_DUTIES, type CheckName } from '../../src/policy/terms.js';
import type { CaseAct } from '../../src/workflow/events.js';
import { asksEverybody } from './asking.js';
import { findingAtRandom } from './facts.js';
import type { Random } from './random.js';
import type { SimulatedCase } from './simulated-case.js';
import { nameOf } from './verdicts.js';
import { cannotAgree, said } from './within.js';

const WITHIN = [
  'record_findings',
  'resolve_check',
  'ask_signatures',
  'remove_signature',
  'sign',
  'propose',
  'recuse',
  'order_recusal',
  'waive_recusal',
  'claim',
  'assign',
  'release',
] as const satisfies readonly CaseAct[];
type WithinAct = (typeof WITHIN)[number];
export const isWithin = (act: CaseAct): act is WithinAct => (WITHIN as readonly CaseAct[]).includes(act);

type By = Extract<Attribution, { kind: 'official' }>;

/** What somebody of a body is about to do, already permitted. */
interface Trying {
  readonly one: SimulatedCase;
  readonly by: By;
  readonly day: string;
  readonly random: Random;
  /** @returns whether it was done */
  readonly does: () => boolean;
}

/** Acts that move nothing: what they leave behind is told here. */
export function triesWithin(one: SimulatedCase, actor: Official, act: WithinAct, day: string, random: Random): void {
  asksEverybody(one);
  const by = one.permitted(actor, { type: act });
  if (isRefusal(by) || by.kind !== 'official') return;
  const trying = { one, by, day, random, does: () => one.attempt(actor, { type: act }, day) };
  switch (act) {
    case 'record_findings':
      return records(trying);
    case 'resolve_check':
      return resolves(trying);
    case 'recuse':
      if (trying.does()) one.within.stepsBack(actor.id);
      return;
    case 'order_recusal':
    case 'waive_recusal':
      return decidesOnColleague(trying, act);
    case 'claim':
    case 'assign':
    case 'release':
      return assigns(trying, act);
    default:
      signs(trying, act);
  }
}

function resolves({ one, by, day, random, does }: Trying): void {
  const open = one.openHere(day);
  if (open.length > 0 && does()) one.within.resolve(nameOf(random.oneOf(open)), personsIn(by));
}

/** Each body decides of its own people, and nobody of themselves. */
function decidesOnColleague({ one, by, random, does }: Trying, act: 'order_recusal' | 'waive_recusal'): void {
  const colleague = `${by.body}-${random.oneOf(['handler', 'approver'] as const)}-${1 + random.below(3)}`;
  const known = act === 'order_recusal' || one.within.barred.includes(colleague);
  if (colleague === by.id || !known || !does()) return;
  if (act === 'order_recusal') one.within.stepsBack(colleague);
  else one.within.goesOn(colleague);
}

/** As the product does it: one who is fit, in place of whoever had the duty; oneself only where nobody has it. */
function assigns({ one, by, random, does }: Trying, act: 'claim' | 'assign' | 'release'): void {
  if (assignmentInTheWay(act, by, one)) return;
  const duty = act === 'assign' ? random.oneOf(REVIEW_DUTIES) : by.duty;
  const official = act === 'assign' ? `${by.body}-${duty}-${1 + random.below(3)}` : by.id;
  const assignment = { official, body: by.body, duty };
  const fit = act === 'release' || one.mightAct(duty === 'approver' ? 'approve' : 'accept', assignment);
  if ((act === 'assign' && official === by.id) || !fit || !does()) return;
  if (act === 'release') one.within.release(assignment);
  else one.within.assign(assignment);
}

/** Whoever handles the case asks about everything that is open, and is answered. */
function records({ one, day, random, does }: Trying): void {
  const open = [
    ...one.openVerdicts(day, 'approve').map(({ check }) => check),
    ...(one.post.askable ? [] : one.post.unasked(one.step())),
  ];
  // What was found against the candidate no handler takes back.
  const free = (checks: readonly CheckName[]) => checks.filter((check) => !one.verdicts.isAgainst(check));
  const asked = free(open.length > 0 ? [...new Set(open)] : [random.oneOf(CHECKS)]);
  if (asked.length === 0) return;
  const signed = one.within.signatures.some(({ vote }) => vote !== 'waiting');
  const before = signed ? one.verdicts.namesOn(day) : null;
  const found = Object.fromEntries(asked.map((check) => [check, findingAtRandom(random, day)]));
  if (!does()) return;
  one.verdicts.finds(found, 'handler');
  if (Object.values(found).some(({ answer }) => answer !== 'clear')) one.learned.push(one.done.length);
  if (before !== null && one.verdicts.namesOn(day) !== before) one.within.askAnew();
}

function signs(
  { one, by, random, does }: Trying,
  act: 'ask_signatures' | 'remove_signature' | 'sign' | 'propose',
): void {
  const { within } = one;
  const [own, another] = within.signatures.filter((signature) => isOf(signature, personsIn(by)));
  const waited = within.signatures.filter(({ vote }) => vote === 'waiting');
  if (act === 'sign' && (own?.vote !== 'waiting' || another)) return;
  // Who has signed before is not left out because of what they said.
  const removable = waited.filter((signature) => said(signature) === null);
  if (act === 'remove_signature' && removable.length === 0) return;
  // Where the policy has everybody asked, there is nobody to ask, and nobody is taken away.
  if (systemAsks(one.stage()) && (act === 'ask_signatures' || act === 'remove_signature')) return;
  if (!one.stage() || !does()) return;
  const vote = random.chance(80) ? ('agree' as const) : ('disagree' as const);
  const signer = { official: by.id, onBehalfOf: by.onBehalfOf ?? null, vote };
  if (act === 'propose') within.add({ ...signer, weight: 'proposal' });
  if (act === 'sign' && own) within.replace(own, own.official === by.id ? { vote } : signer);
  if (act === 'remove_signature') within.remove(random.oneOf(removable));
  if (act === 'ask_signatures') asks(one, random);
}

function asks(one: SimulatedCase, random: Random): void {
  const { row, within } = one;
  const body = row.turnBodyId ?? '';
  const weight = random.chance(90) ? ('binding' as const) : ('advisory' as const);
  const signer: Signature = random.chance(15)
    ? { official: `${body}-stand-in`, onBehalfOf: `${body}-approver-1`, weight, vote: 'waiting' }
    : { official: `${body}-approver-${1 + random.below(5)}`, weight, vote: 'waiting' };
  const failed = weight === 'binding' && cannotAgree(one.stage()?.quorum, within.signatures);
  const persons = [signer.official, ...(signer.onBehalfOf ? [signer.onBehalfOf] : [])];
  const unfit = within.signatures.some((each) => isOf(each, persons)) || isOf(signer, within.barred);
  if (!unfit && !failed) within.add(signer);
}
