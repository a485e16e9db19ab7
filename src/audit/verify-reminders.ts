import { written, type Entry, type Misfit } from './chain.js';
import { compare } from './compare.js';
import type { Sources } from './openings.js';

/** Compares the reminders that were sent of a case with the entries that tell of them. */
export async function misfitOfReminders(
  { db }: Sources,
  caseId: string,
  entries: readonly Entry[],
): Promise<Misfit | null> {
  const last = entries.at(-1);
  const rows = await db.query<{ reminder: string; duty: string; body: string; escalated: number; at: string }>(
    `SELECT reminder, duty, body_id AS body, escalated, sent_at AS at FROM reminders WHERE case_id = ?`,
    [caseId],
  );
  const told = entries
    .filter(({ act }) => act === 'remind' || act === 'escalate')
    .map(({ act, facts, at }) => ({
      reminder: written(facts['reminder']),
      duty: written(facts['duty']),
      body: written(facts['body']),
      escalated: act === 'escalate' ? 1 : 0,
      at,
    }));
  return last ? compare(last, 'its reminders', [['list', told.sort(inOrder), rows.sort(inOrder)]]) : null;
}

const inOrder = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
