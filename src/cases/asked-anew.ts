import type { Tx } from '../database/transactions.js';
import type { Signature } from '../policy/signatures.js';
import type { ActRequest } from './act-request.js';
import { stepOf } from './apply-event.js';
import { NOTHING, type Beside, type Scene } from './beside.js';
import { changeVerdicts } from './changed-verdicts.js';
import type { NamedFinding } from './check-rows.js';
import type { Means } from './checks.js';
import { endSignatures, insertSignature } from './signature-rows.js';

/** Whether an act says something that may be another question for whoever has signed. */
export const brings = ({ event, answer, outcome }: ActRequest): boolean =>
  (event.type === 'conclude_correction' && outcome === 'made') ||
  event.type === 'record_statement' ||
  // An answer in words may say more than its findings do.
  event.type === 'answer_inquiry' ||
  event.type === 'register_answer' ||
  (event.type === 'answer_intention' && answer?.waives !== true);

/** What was found out is another question, like other papers, if it changes what the checks come to. */
export async function foundOut(tx: Tx, means: Means, scene: Scene, findings: readonly NamedFinding[]): Promise<Beside> {
  const { row, track, at } = scene;
  const changed = isSigned(scene) && (await changeVerdicts(tx, means, row, track, findings, at));
  return changed ? askedAnew(tx, scene) : NOTHING;
}

const isSigned = ({ standing }: Pick<Scene, 'standing'>): boolean => standing.some(({ vote }) => vote !== 'waiting');

/** At this step: now, or before they were asked anew. */
export const hasSigned = ({ vote, saidBefore }: Signature): boolean =>
  vote !== 'waiting' || (saidBefore ?? null) !== null;

/**
 * Another question: whoever has signed is asked anew, and what was proposed is proposed no longer.
 * @param given those who are asked anew, or whose proposal falls; who is asked anew already still is, where nothing ended it
 */
export function askedAnew(
  tx: Tx,
  { row, standing }: Pick<Scene, 'row' | 'standing'>,
  given = standing.filter(({ vote }) => vote !== 'waiting'),
): Beside {
  if (given.length === 0) return NOTHING;
  const signers = given.filter(({ weight }) => weight !== 'proposal');
  return {
    facts: { askedAnew: signers.map(({ official }) => official) },
    sealed: {},
    store: (number) => {
      const place = { caseId: row.id, step: stepOf(row.state) ?? '', number };
      for (const { official } of given) endSignatures(tx, row.id, number, official);
      for (const signer of signers) insertSignature(tx, place, { ...signer, vote: 'waiting' });
    },
  };
}
