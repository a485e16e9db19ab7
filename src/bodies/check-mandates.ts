import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Mandate } from '../policy/actor.js';
import { findBodies } from './body-row.js';

/**
 * The bodies exist, and an administrator is nothing else: who configures neither reads dossiers nor decides (design §4.11,
 * GB/T 22239 separated administrators).
 */
export async function checkMandates(tx: Tx, mandates: readonly Mandate[]): Promise<Refusal | null> {
  const administers = mandates.some(({ duty }) => duty === 'administrator');
  if (administers && mandates.some(({ duty }) => duty !== 'administrator')) return refuse('administrator_stands_apart');
  const bodies = [...new Set(mandates.map(({ body }) => body))];
  const known = (await findBodies(tx, bodies)).map(({ id }) => id);
  const unknown = bodies.filter((id) => !known.includes(id));
  return unknown.length > 0 ? refuse('body_unknown', { bodies: unknown }) : null;
}
