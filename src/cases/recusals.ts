import { findOfficial } from '../bodies/official-row.js';
import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { RecusalGround } from '../policy/terms.js';
import type { ActRequest, Recusal } from './act-request.js';
import { NOTHING, type Beside, type Scene } from './beside.js';
import { endSignatures, insertSignature } from './signature-rows.js';
import { decidedAt, unfitToSign } from './signatures.js';

/** What recusals have to do with an act that is permitted otherwise. */
export async function recusalsBeside(
  tx: Tx,
  scene: Scene,
  { event, recuses, official }: ActRequest,
): Promise<Beside | Refusal> {
  if (event.type === 'recuse' && recuses) return recused(tx, scene, recuses);
  if (event.type === 'waive_recusal') return waived(tx, scene, official ?? '');
  return NOTHING;
}

/**
 * Somebody steps back from a case (公务员法 art. 76), or an approver of the body says that they have to (art. 77). What
 * they signed counts no longer; somebody else may be asked in their place.
 */
async function recused(
  tx: Tx,
  { row, track, by, involved, standing }: Scene,
  { official = by.id, ground, substitute }: Recusal,
): Promise<Beside | Refusal> {
  if (official !== by.id && by.duty !== 'approver') return refuse('not_your_duty', { duty: 'approver' });
  const mandates = (await findOfficial(tx, official))?.mandates ?? [];
  if (!mandates.some(({ body }) => body === by.body)) {
    return refuse('signer_unfit', { signers: [{ official, reason: 'not_your_body' }] });
  }
  const own = standing.find((signature) => signature.official === official && signature.weight !== 'proposal');
  const stage = decidedAt(row, track);
  if (substitute !== undefined) {
    const reason =
      own && stage ? await unfitToSign(tx, row, track, involved, standing, substitute) : 'signature_not_asked';
    if (reason !== null) return refuse('signer_unfit', { signers: [{ official: substitute, reason }] });
  }
  return {
    facts: { official, ground, ...(substitute === undefined ? {} : { substitute }) },
    sealed: {},
    store: (number) => {
      insertRecusal(tx, row.id, number, official, ground);
      endSignatures(tx, row.id, number, official);
      if (substitute === undefined || !own || !stage) return;
      const place = { caseId: row.id, step: stage.step, number };
      insertSignature(tx, place, { official: substitute, weight: own.weight, vote: 'waiting' });
    },
  };
}

/** An approver of the body lets somebody go on, with reason and legal basis; what they had signed is asked for anew. */
function waived(tx: Tx, { row, involved, at }: Scene, official: string): Beside | Refusal {
  if (!involved.barred.includes(official)) return refuse('not_recused', { official });
  return {
    facts: { official },
    sealed: {},
    store: (number) => {
      tx.send('INSERT INTO waivers (case_id, number, official_id, at) VALUES (?, ?, ?, ?)', [
        row.id,
        number,
        official,
        at,
      ]);
    },
  };
}

function insertRecusal(tx: Tx, caseId: string, number: number, official: string, ground: RecusalGround): void {
  tx.send('INSERT INTO recusals (case_id, number, official_id, ground) VALUES (?, ?, ?, ?)', [
    caseId,
    number,
    official,
    ground,
  ]);
}
