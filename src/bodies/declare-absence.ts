import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { forUpdate } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import { newId } from '../kernel/ids.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Attribution, Mandate } from '../policy/actor.js';
import { isReviewDuty } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import { absencesWithin, endAbsence, findAbsence, insertAbsence, type Absence } from './absence-row.js';
import { findOfficial } from './official-row.js';

/** Who declares or ends an absence: the official for themselves, or an administrator who keeps the directory of their bodies. */
type Declarer = Extract<Attribution, { kind: 'self' | 'official' }>;

/**
 * 请假: an official is away from one day to another, from all reviews, from those of a body, or from one duty there; a
 * colleague can act in their place (代理). While it lasts they are offered nothing in its scope, asked nothing, and do nothing.
 */
export class DeclareAbsence {
  constructor(
    private readonly recorder: Recorder,
    private readonly keys: Keys,
  ) {}

  /** @param reason why somebody else declares it: may be of a person's health, and is kept sealed */
  async execute(
    by: Declarer,
    stated: Omit<Absence, 'id'>,
    reason: string | undefined,
    key?: IdempotencyKey,
  ): Promise<{ id: string } | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      const refused = daysImpossible(stated, at) ?? (await scopeUnfit(tx, stated));
      if (refused) return refused;
      const id = newId();
      const { officialId, ...facts } = stated;
      insertAbsence(tx, this.keys, { id, ...stated }, { by: by.id, reason, at });
      return {
        answer: { id },
        facts: [
          {
            chain: `official:${officialId}`,
            act: 'declare_absence',
            by,
            facts: { absence: id, ...facts },
            ...(reason === undefined ? {} : { contents: { reason } }),
          },
        ],
      };
    });
  }
}

/** The absence is over, before its last day: the official acts again, and a delegate no longer, from now on. */
export class EndAbsence {
  constructor(private readonly recorder: Recorder) {}

  async execute(by: Declarer, id: string, key?: IdempotencyKey): Promise<{ id: string } | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      const absence = await findAbsence(tx, id);
      if (!absence) return refuse('not_found');
      if (absence.to < dateInChina(at) || !(await endAbsence(tx, id, at)))
        return refuse('absence_over', { to: absence.to });
      return {
        answer: { id },
        facts: [{ chain: `official:${absence.officialId}`, act: 'end_absence', by, facts: { absence: id } }],
      };
    });
  }
}

const daysImpossible = ({ from, to }: Omit<Absence, 'id'>, at: string): Refusal | null =>
  from < dateInChina(at) || to < from ? refuse('absence_days_impossible', { today: dateInChina(at) }) : null;

const covers = ({ body, duty }: Pick<Absence, 'body' | 'duty'>, mandate: Mandate): boolean =>
  isReviewDuty(mandate.duty) && (body === null || body === mandate.body) && (duty === null || duty === mandate.duty);

const overlap = (one: Pick<Absence, 'body' | 'duty'>, other: Pick<Absence, 'body' | 'duty'>): boolean =>
  (one.body === null || other.body === null || one.body === other.body) &&
  (one.duty === null || other.duty === null || one.duty === other.duty);

/** Each duty rests once at a time, so that at most one delegate acts in it; and who acts in it is there, and of the body. */
async function scopeUnfit(tx: Tx, stated: Omit<Absence, 'id'>): Promise<Refusal | null> {
  await tx.query(`SELECT id FROM officials WHERE id = ?${forUpdate(tx.engine)}`, [stated.officialId]);
  const official = await findOfficial(tx, stated.officialId);
  if (!official?.active) return refuse('not_found');
  const resting = official.mandates.filter((mandate) => covers(stated, mandate));
  if (resting.length === 0) return refuse('absence_without_duty');
  const others = await absencesWithin(tx, official.id, stated);
  const other = others.find((each) => overlap(each, stated));
  if (other) return refuse('absence_overlaps', { absence: other.id, from: other.from, to: other.to });
  return stated.delegate === null ? null : delegateUnfit(tx, stated, resting, stated.delegate);
}

async function delegateUnfit(
  tx: Tx,
  stated: Omit<Absence, 'id'>,
  resting: readonly Mandate[],
  delegate: string,
): Promise<Refusal | null> {
  const unfit = (reason: string) => refuse('delegate_unfit', { reason });
  if (delegate === stated.officialId) return unfit('oneself');
  const account = await findOfficial(tx, delegate);
  if (!account?.active) return unfit('not_found');
  const reviewsAt = (body: string) => account.mandates.some((own) => own.body === body && isReviewDuty(own.duty));
  if (!resting.every(({ body }) => reviewsAt(body))) return unfit('not_of_the_body');
  const away = await absencesWithin(tx, delegate, stated);
  return away.some((each) => resting.some((mandate) => covers(each, mandate))) ? unfit('absent') : null;
}
