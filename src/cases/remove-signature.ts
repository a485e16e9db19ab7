import type { Tx } from '../database/transactions.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { systemAsks } from '../policy/asks.js';
import { mayAct, personsIn } from '../policy/may-act.js';
import { isOf, type Signature } from '../policy/signatures.js';
import type { ActRequest } from './act-request.js';
import type { Beside, Scene } from './beside.js';
import { colleaguesOf } from './possible-signers.js';
import { decidedAt } from './review-at.js';
import { caseFacts } from './scope.js';
import { endSignatures } from './signature-rows.js';

type Where = Pick<Scene, 'row' | 'track' | 'involved' | 'at'>;

/**
 * A refusal if a handler can take back none of the requests that stand: not where the policy has everybody asked, for nobody
 * chooses there who decides; not one that was given, because of what it says; nor one of somebody who has signed before, and
 * is asked anew, for the same reason.
 */
export async function removalInTheWay(
  db: Pick<Tx, 'query'>,
  where: Where,
  standing: readonly Signature[],
): Promise<Refusal | null> {
  const stage = decidedAt(where.row, where.track);
  if (systemAsks(stage)) return refuse('asked_by_the_policy');
  const waited = standing.filter(({ vote }) => vote === 'waiting');
  if (waited.length === 0) return refuse('signature_not_open');
  const held = await heldIn(db, where, waited);
  return held.length === waited.length ? refuse('signed_before') : null;
}

/** A handler takes back one request to sign, and says why. */
export async function removed(
  tx: Tx,
  scene: Scene,
  { official = '', remarks = '' }: ActRequest,
): Promise<Beside | Refusal> {
  const own = scene.standing.filter((signature) => signature.official === official);
  const inTheWay = await removalInTheWay(tx, scene, own);
  if (inTheWay) return refuse(inTheWay.refused, { official });
  if (remarks.trim() === '') return refuse('words_missing');
  return {
    facts: { official },
    sealed: {},
    store: (number) => {
      endSignatures(tx, scene.row.id, number, official);
    },
  };
}

/** Those of people who have signed at the step before and could sign anew, or can when they are back. */
async function heldIn(
  db: Pick<Tx, 'query'>,
  { row, track, involved, at }: Where,
  waited: readonly Signature[],
): Promise<readonly Signature[]> {
  const again = waited.filter(({ saidBefore }) => (saidBefore ?? null) !== null);
  if (again.length === 0) return [];
  const facts = caseFacts(row, track.course.route, involved);
  const able = (await colleaguesOf(db, row, at)).flatMap(({ person }) => {
    const by = mayAct('sign', person, facts);
    if (!isRefusal(by)) return [...personsIn(by)];
    return by.refused === 'absent' ? [person.id] : [];
  });
  return again.filter((signature) => isOf(signature, able));
}
