import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { NOTHING, type Beside } from './beside.js';
import type { ActRequest, SupplementItem } from './act-request.js';
import type { Case } from './case-row.js';
import type { Track } from './policy-book.js';
import { checkFreeText, textsIn } from './reasons.js';
import { reviewAt } from './review-at.js';

/** What goes with a notice for a supplement or its answer: its list, whole; or what is wrong with it. */
export async function supplementBeside(
  tx: Pick<Tx, 'query'>,
  row: Case,
  track: Track,
  { event, items = [], answers = [] }: Pick<ActRequest, 'event' | 'items' | 'answers'>,
): Promise<Beside | Refusal> {
  if (event.type === 'return_for_supplement') {
    // A policy that counts the notices has each of them name everything: a second one would be the way around it.
    if (items.length === 0) return reviewAt(row, track)?.supplements ? refuse('supplement_items_missing') : NOTHING;
    const texts = items.map(({ missing, about }) => ({ missing, about }));
    return checkFreeText(textsIn('items', texts)) ?? { ...NOTHING, facts: { items: items.length } };
  }
  if (event.type !== 'answer_supplement') return NOTHING;
  const asked = await openItems(tx, row.id);
  const numbers = asked.map((_, place) => place + 1);
  const answered = answers.map(({ item }) => item).sort((a, b) => a - b);
  if (answered.join() !== numbers.join()) return refuse('supplement_answers_differ', { items: numbers });
  const texts = answers.map(({ supplied }) => ({ supplied }));
  return checkFreeText(textsIn('answers', texts)) ?? NOTHING;
}

/** What the notice listed that the case waits for an answer to; nothing if it was in words alone. */
async function openItems(db: Pick<Tx, 'query'>, caseId: string): Promise<readonly SupplementItem[]> {
  const [notice] = await db.query<{ details: string | null }>(
    `SELECT details FROM case_acts WHERE case_id = ? AND act = 'return_for_supplement' ORDER BY number DESC LIMIT 1`,
    [caseId],
  );
  const details = JSON.parse(notice?.details ?? '{}') as { items?: readonly SupplementItem[] };
  return details.items ?? [];
}
