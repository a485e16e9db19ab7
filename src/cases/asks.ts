import type { Tx } from '../database/transactions.js';
import { isRefusal } from '../kernel/refusal.js';
import type { Attribution } from '../policy/actor.js';
import { asksOfAll, NO_ASKS, systemAsks, withAsks, type Asks, type Signer } from '../policy/asks.js';
import { mayAct, personsIn, type Involved } from '../policy/may-act.js';
import type { Signature } from '../policy/signatures.js';
import { NOTHING, type Beside } from './beside.js';
import type { Case } from './case-row.js';
import type { Track } from './policy-book.js';
import { colleaguesOf, reviewBefore } from './possible-signers.js';
import { decidedAt } from './review-at.js';
import { caseFacts } from './scope.js';
import { endSignatures, insertSignature, standingSignatures } from './signature-rows.js';

/**
 * Whom the system asks to sign as of an instant, and for whom it waits no longer. Approvers come and go without an act on the
 * case, so it is found out whenever somebody looks or acts; what is found is stored, and on record, with the next act.
 * @param standing the signatures of the step that stand
 */
export async function asksNow(
  db: Pick<Tx, 'query'>,
  row: Case,
  track: Track,
  involved: Involved,
  standing: readonly Signature[],
  at: string,
): Promise<Asks> {
  if (!systemAsks(reviewBefore(row, track))) return NO_ASKS;
  const colleagues = await colleaguesOf(db, row, at);
  const facts = caseFacts(row, track.course.route, involved);
  const signers = colleagues.flatMap(({ person }): Signer[] => {
    const by = mayAct('sign', person, facts);
    return isRefusal(by) || by.kind !== 'official' ? [] : [signerOf(by)];
  });
  return asksOfAll(standing, signers);
}

const signerOf = ({ id, onBehalfOf }: Extract<Attribution, { kind: 'official' }>): Signer => ({
  official: id,
  ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
});

/** The signatures that stand where a case is being decided, those the system asks for among them. */
export async function standingNow(
  db: Pick<Tx, 'query'>,
  row: Case,
  track: Track,
  involved: Involved,
  at: string,
): Promise<Signature[]> {
  return withAsksNow(db, row, track, involved, await standingSignatures(db, row.id), at);
}

/** The same, of signatures that were read already. */
export async function withAsksNow(
  db: Pick<Tx, 'query'>,
  row: Case,
  track: Track,
  involved: Involved,
  standing: readonly Signature[],
  at: string,
): Promise<Signature[]> {
  return decidedAt(row, track)
    ? withAsks(standing, await asksNow(db, row, track, involved, standing, at))
    : [...standing];
}

/**
 * The system asks with the act that accepts the case, and again with each act at the step, if anybody came or went since.
 * Whoever handles the case signs nothing, so a handler's act asks them no more.
 */
export function asksBeside(tx: Tx, row: Case, by: Attribution, asks: Asks): Beside {
  const handling = by.kind === 'official' && by.duty === 'handler' ? personsIn(by) : [];
  const asked = asks.asked.filter(
    ({ official, onBehalfOf }) => !handling.some((person) => person === official || person === onBehalfOf),
  );
  if (asked.length === 0 && asks.ended.length === 0) return NOTHING;
  return {
    facts: {
      ...(asked.length > 0 ? { systemAsks: asked.map((signer) => ({ ...signer })) } : {}),
      ...(asks.ended.length > 0 ? { systemAsksNoMore: [...asks.ended] } : {}),
    },
    sealed: {},
    store: (number) => {
      const place = { caseId: row.id, step: row.state.split('.')[1] ?? '', number };
      for (const official of asks.ended) endSignatures(tx, row.id, number, official);
      for (const signer of asked) insertSignature(tx, place, { ...signer, weight: 'binding', vote: 'waiting' });
    },
  };
}
