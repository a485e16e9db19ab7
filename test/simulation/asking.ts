import type { Case } from '../../src/cases/case-row.js';
import type { Track } from '../../src/cases/policy-book.js';
import { caseFacts } from '../../src/cases/scope.js';
import { isRefusal } from '../../src/kernel/refusal.js';
import type { Official } from '../../src/policy/actor.js';
import { asksOfAll, systemAsks, withAsks } from '../../src/policy/asks.js';
import { mayAct, type Involved } from '../../src/policy/may-act.js';
import type { ReviewStage } from '../../src/policy/policy.js';
import { staffOf } from './people.js';
import type { Within } from './within.js';

/** A case, as far as it says who is asked to sign in it. */
interface Asking {
  readonly track: Track;
  readonly row: Pick<Case, 'state' | 'bodies' | 'turnBodyId'>;
  readonly involved: Involved;
  readonly within: Within;
  readonly stage: () => ReviewStage | undefined;
}

const STAFF = new WeakMap<Case['bodies'], readonly Official[]>();

/** Everybody who approves for a body themselves. Who stands in for them comes and goes; the system asks who is there. */
export function approversOf(bodies: Case['bodies'], body: string): readonly Official[] {
  const staff = STAFF.get(bodies) ?? staffOf(bodies);
  STAFF.set(bodies, staff);
  return staff.filter(({ mandates }) =>
    mandates.some((own) => own.body === body && own.duty === 'approver' && !own.onBehalfOf && !own.away),
  );
}

/** As the product does it whenever somebody looks or acts: where the policy has everybody asked, they are. */
export function asksEverybody(one: Asking): void {
  if (!systemAsks(one.stage())) return;
  const facts = caseFacts(one.row, one.track.course.route, one.involved);
  const signers = approversOf(one.row.bodies, one.row.turnBodyId ?? '')
    .filter((person) => !isRefusal(mayAct('sign', person, facts)))
    .map(({ id }) => ({ official: id }));
  const { signatures } = one.within;
  one.within.stand(withAsks(signatures, asksOfAll(signatures, signers)));
}
