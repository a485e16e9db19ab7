import type { Official } from '../../src/policy/actor.js';
import type { CaseAct } from '../../src/workflow/events.js';
import { findingAtRandom } from './facts.js';
import type { Random } from './random.js';
import type { SimulatedCase } from './simulated-case.js';

const ENDING = ['answer_inquiry', 'register_answer', 'take_back_inquiry'] as const satisfies readonly CaseAct[];
type EndingAct = (typeof ENDING)[number];
export const isEnding = (act: CaseAct): act is EndingAct => (ENDING as readonly CaseAct[]).includes(act);

/** A body asks a department, mostly all that it may. */
export function sends(one: SimulatedCase, actor: Official, day: string, random: Random): void {
  const { post } = one;
  const step = one.step();
  const offered = post.offeredAt(step);
  if (step === null || offered.length === 0 || !post.askable) return;
  const of = random.oneOf(offered);
  const allowed = post.allowedIn(of);
  if (allowed.length === 0) return;
  const questions = random.chance(70) ? allowed : [random.oneOf(allowed)];
  const sent = { type: 'send_inquiry', sent: 1, suspends: post.stillFor(of, step) !== null } as const;
  if (one.attempt(actor, sent, day)) post.send(of, questions, step, day);
}

/** A letter is answered, its answer registered, or it is taken back. */
export function endsLetter(one: SimulatedCase, actor: Official, type: EndingAct, day: string, random: Random): void {
  const { post } = one;
  const letter = post.open.length > 0 ? random.oneOf(post.open) : undefined;
  if (!letter || !one.attempt(actor, { type, goesOn: post.goesOnWithout(letter) }, day)) return;
  letter.status = type === 'take_back_inquiry' ? 'taken_back' : 'answered';
  if (letter.status === 'taken_back') return;
  const put = letter.of.questions.filter(({ id }) => letter.questions.includes(id));
  const checks = put.flatMap(({ check }) => check ?? []);
  const findings = Object.fromEntries(checks.map((check) => [check, findingAtRandom(random, day)]));
  one.verdicts.finds(findings, 'department');
  if (Object.values(findings).some(({ answer }) => answer !== 'clear')) one.learned.push(one.done.length);
  one.within.askAnew();
}
