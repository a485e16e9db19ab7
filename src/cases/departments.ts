import { departmentsIn, type Body } from '../bodies/body-row.js';
import type { Tx } from '../database/transactions.js';
import { placesOf } from '../policy/policy-in-force.js';
import type { Department } from '../policy/terms.js';
import type { Case } from './case-row.js';

/**
 * The bodies that can be asked as this department, the nearest first: of the place of the case, or of one above it. Nobody
 * writes to their own body: what they know themselves they record as a finding.
 */
export async function departmentsFor(
  db: Pick<Tx, 'query'>,
  { jurisdiction, turnBodyId }: Pick<Case, 'jurisdiction' | 'turnBodyId'>,
  department: Department,
): Promise<Body[]> {
  const there = await departmentsIn(db, department, placesOf(jurisdiction));
  return there.filter(({ id }) => id !== turnBodyId);
}
