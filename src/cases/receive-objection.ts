import { createHash, randomBytes } from 'node:crypto';
import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { newId } from '../kernel/ids.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { caseOnLine, findNotice } from '../notices/notice-row.js';
import { insertObjection, type IdentityClass } from '../objections/objection-row.js';
import { THE_PUBLIC } from '../policy/actor.js';
import type { Keys } from '../protected-fields/keys.js';
import { applyEvent } from './apply-event.js';
import { findCaseForChange } from './case-row.js';
import type { PolicyBook } from './policy-book.js';

export interface ObjectionInput {
  readonly noticeId: string;
  /** Line of the notice, from 1. */
  readonly line: number;
  readonly identityClass: IdentityClass;
  readonly objector: { readonly name: string; readonly contact: string } | null;
  readonly facts: string;
}

export type ObjectionReceipt = { receipt: string; receivedAt: string };

/** SHA-256 of a receipt code, hex. */
export const receiptHashOf = (receipt: string): string => createHash('sha256').update(receipt, 'utf8').digest('hex');

/** Anyone objects to a candidate on notice. The result of the notice waits for it; the notice does not. */
export class ReceiveObjection {
  constructor(
    private readonly recorder: Recorder,
    private readonly book: PolicyBook,
    private readonly keys: Keys,
  ) {}

  async execute(input: ObjectionInput, key?: IdempotencyKey): Promise<ObjectionReceipt | Refusal> {
    const receipt = randomBytes(16).toString('base64url');
    return this.recorder.write(key, async (tx, at) => {
      const notice = await findNotice(tx, input.noticeId);
      const caseId = notice && (await caseOnLine(tx, notice.id, input.line));
      const row = caseId === undefined ? undefined : await findCaseForChange(tx, caseId);
      if (!notice) return refuse('not_found');
      if (!row)
        return refuse('invalid_request', { errors: [{ field: 'line', problems: ['no such line on this notice'] }] });
      if (at >= notice.endsAt) return refuse('notice_period_over', { endsAt: notice.endsAt });
      const id = newId();
      const receiptHash = receiptHashOf(receipt);
      const { identityClass, objector, facts } = input;
      const applied = await applyEvent(
        tx,
        this.book,
        row,
        { type: 'object' },
        {
          at,
          by: THE_PUBLIC,
          facts: { objection: id, notice: notice.id, identityClass, receiptHash },
          sealed: { facts },
        },
      );
      // The public learns that it is too late, not what became of the case.
      if (isRefusal(applied)) return refuse(applied.refused);
      await insertObjection(tx, this.keys, {
        id,
        noticeId: notice.id,
        caseId: row.id,
        identityClass,
        objector,
        facts,
        receivedAt: at,
        receiptHash,
      });
      return { answer: { receipt, receivedAt: at }, facts: applied.facts };
    });
  }
}
