import type { Actor, Official } from '../../src/policy/actor.js';
import { standingIntention } from '../../src/policy/intention.js';
import type { Random } from './random.js';
import type { SimulatedCase } from './simulated-case.js';

/** To what is intended: the unit once, the candidate as often as they like. */
export function speaks(
  one: SimulatedCase,
  actor: Actor,
  type: 'answer_intention' | 'record_statement',
  day: string,
  random: Random,
): void {
  const standing = standingIntention(one.acts());
  if (!standing || (type === 'answer_intention' && standing.unitHeard)) return;
  const last = type === 'record_statement' && random.chance(70);
  const heard = type === 'answer_intention' ? standing.candidateHeard : last && standing.unitHeard;
  if (one.attempt(actor, { type, heard }, day) && last) one.lastWords.push(one.done.length);
}

/** Refused, made, or made of what others looked the person up by: then what they were asked and found counts no longer. */
export function corrects(one: SimulatedCase, actor: Official, day: string, random: Random): void {
  const made = random.chance(50);
  const [findings, overtakes] = [made && random.chance(70), made && random.chance(40)];
  if (!one.attempt(actor, { type: 'conclude_correction', overtakes }, day)) return;
  if (made) one.corrected();
  if (findings || overtakes) {
    one.verdicts.learns({ findings: {} });
    one.within.forgetResolutions();
  }
  if (overtakes) one.post.overtake();
}
