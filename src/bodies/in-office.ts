import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Attribution } from '../policy/actor.js';
import { delegatedMandateAt, ownMandateAt } from './mandates-in-force.js';

type ByAnOfficial = Extract<Attribution, { kind: 'official' }>;

/**
 * Whether somebody who acts in a duty still has it: duties are found with the login, and until the act is written they may be
 * taken away, an absence may begin, or one may end in which a delegate acts. Asked by the write door of every act of an official;
 * what it finds stays so until the commit.
 * @param doers of the entries of one command, which are of one official but for those of nobody's
 * @param at the instant of the act
 */
export async function notInOffice(tx: Tx, doers: readonly Attribution[], at: string): Promise<Refusal | null> {
  const acting = new Map<string, ByAnOfficial>();
  for (const by of doers) if (by.kind === 'official') acting.set(JSON.stringify(by), by);
  for (const by of acting.values()) {
    const { onBehalfOf } = by;
    const mandate = await (onBehalfOf === undefined
      ? ownMandateAt(tx, by, at)
      : delegatedMandateAt(tx, { ...by, onBehalfOf }, at));
    if (!mandate) return refuse('not_your_duty', { duty: by.duty });
    if (mandate.away === true) return refuse('absent');
  }
  return null;
}
