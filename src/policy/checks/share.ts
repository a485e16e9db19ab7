import type { JsonValue } from '../../kernel/canonical-json.js';
import type { Judgement } from './judgement.js';

/**
 * Whether at most one in so many of a council is so. What was stated holds for the slate as it was handed in: of seats that
 * nobody takes any more, nobody knows whether the council is smaller for it.
 * @param lost seats that nobody takes any more
 */
export function shareOf(part: number, size: number, atMostOneIn: number, lost: number): Pick<Judgement, 'result'> {
  if (part * atMostOneIn > size) return { result: 'fail' };
  return { result: part * atMostOneIn > size - lost ? 'needs_human' : 'pass' };
}

/** A judgement by a share, with the seats lost where they mattered. */
export const withLost = (
  { result }: Pick<Judgement, 'result'>,
  facts: Readonly<Record<string, JsonValue>>,
  lost: number,
): Judgement => ({ result, facts: result === 'needs_human' ? { ...facts, lost } : facts });
