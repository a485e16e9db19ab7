import type { Actor } from '../../src/policy/actor.js';
import { eventOf, type CaseAct, type CaseEvent } from '../../src/workflow/events.js';
import type { Random } from './random.js';
import type { SimulatedCase } from './simulated-case.js';
import { corrects, speaks } from './tries-hearing.js';
import { endsLetter, isEnding, sends } from './tries-letters.js';
import { isWithin, triesWithin } from './tries-within.js';

/** Somebody tries an act, with what goes with it at random. @returns whether it was done */
export function tries(one: SimulatedCase, actor: Actor, act: CaseAct, day: string, random: Random): boolean {
  const before = one.done.length;
  if (actor.kind === 'official' && isWithin(act)) triesWithin(one, actor, act, day, random);
  else if (actor.kind === 'official' && act === 'send_inquiry') sends(one, actor, day, random);
  else if (actor.kind === 'official' && isEnding(act)) endsLetter(one, actor, act, day, random);
  else if (act === 'answer_intention' || act === 'record_statement') speaks(one, actor, act, day, random);
  else if (actor.kind === 'official' && act === 'conclude_correction') corrects(one, actor, day, random);
  else one.attempt(actor, eventAtRandom(act, random), day);
  return one.done.length > before;
}

function eventAtRandom(act: CaseAct, random: Random): CaseEvent {
  if (act === 'conclude_objection') return { type: act, upheld: random.chance(10) };
  if (act === 'record_election') return { type: act, elected: random.chance(80) };
  if (act === 'conclude_reconsideration') return { type: act, overturned: random.chance(50) };
  return eventOf(act);
}
