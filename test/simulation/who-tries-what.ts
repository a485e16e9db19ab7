import type { CaseBodies } from '../../src/cases/case-row.js';
import type { Official } from '../../src/policy/actor.js';
import { dutiesFor, placeFor } from '../../src/policy/permissions.js';
import { CASE_ACTS, type CaseAct } from '../../src/workflow/events.js';
import { CONSULTED, staffOf } from './people.js';
import type { Random } from './random.js';
import type { SimulatedCase } from './simulated-case.js';

/** Acts that end a case, turn it back or leave it to one official are tried less often than those that bring it on. */
export const SELDOM: readonly CaseAct[] = [
  'withdraw',
  'supersede',
  'revoke',
  'intend_revocation',
  'ask_correction',
  'register_correction',
  'drop_intention',
  'reject',
  'recuse',
  'object',
  'ask_signatures',
  'order_recusal',
  'remove_signature',
  'return_for_supplement',
  'defer',
  'claim',
  'assign',
];

const OF_SIGNERS: readonly CaseAct[] = ['sign', 'approve', 'reject'];

/** Mostly one whose turn it is; often one that brings the case on. */
export function actAtRandom(random: Random, one: SimulatedCase, wantedNow: () => readonly CaseAct[]): CaseAct {
  const wanted = random.chance(40) ? wantedNow() : [];
  if (wanted.length > 0) return random.oneOf(wanted);
  return random.chance(92) && one.turn.length > 0 ? random.oneOf(one.turn) : random.oneOf(CASE_ACTS);
}

/** Mostly one whose turn it could be, and of several who were asked to sign one of them; now and then anybody. */
export function actorAtRandom(random: Random, one: SimulatedCase, act: CaseAct, { staff, everybody }: Staff): Official {
  const [duty] = dutiesFor(act);
  const revokes = placeFor(act) === 'revoking_body';
  const letter =
    act === 'answer_inquiry' || (act === 'recuse' && one.row.context.openInquiries > 0 && random.chance(50));
  const body = letter
    ? CONSULTED
    : ((revokes ? one.row.bodies[one.track.course.route.revokedBy] : one.row.turnBodyId) ?? '');
  const near = staff.get(`${body} ${duty ?? ''}`) ?? [];
  const asked = near.filter(({ id }) => OF_SIGNERS.includes(act) && one.signers.includes(id));
  if (asked.length > 0 && random.chance(70)) return random.oneOf(asked);
  const holders = near.filter(({ id }) => one.holders.includes(id));
  if (holders.length > 0 && random.chance(85)) return random.oneOf(holders);
  return random.oneOf(random.chance(85) && near.length > 0 ? near : everybody);
}

export interface Staff {
  readonly everybody: readonly Official[];
  /** By the body and the duty that they could act with. */
  readonly staff: ReadonlyMap<string, readonly Official[]>;
}

/** Everybody who could act on the cases of some bodies. */
export function staffFor(bodies: CaseBodies): Staff {
  const everybody = staffOf(bodies);
  return { everybody, staff: byDuty(everybody) };
}

function byDuty(staff: readonly Official[]): ReadonlyMap<string, readonly Official[]> {
  const found = new Map<string, Official[]>();
  for (const official of staff) {
    for (const { body, duty } of official.mandates) {
      found.set(`${body} ${duty}`, [...(found.get(`${body} ${duty}`) ?? []), official]);
    }
  }
  return found;
}
