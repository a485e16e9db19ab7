import type { Tx } from '../database/transactions.js';
import type { Case } from './case-row.js';

/** 更换人选: the cases, of the same course of one slate, of the candidates whose place was taken. */
export async function replacementOf(
  db: Pick<Tx, 'query'>,
  { id, candidateId, courseId, state }: Pick<Case, 'id' | 'candidateId' | 'courseId' | 'state'>,
): Promise<{ replaces: string | null; replacedBy: string | null }> {
  const [before] = await db.query<{ id: string }>(
    `SELECT c.id FROM candidates k JOIN cases c ON c.candidate_id = k.replaces_id
     WHERE k.id = ? AND c.course_id = ? AND c.state = 'superseded' AND c.id <> ? LIMIT 1`,
    [candidateId, courseId, id],
  );
  const [after] =
    state === 'superseded'
      ? await db.query<{ id: string }>(
          `SELECT c.id FROM candidates k JOIN cases c ON c.candidate_id = k.id
           WHERE k.replaces_id = ? AND c.course_id = ? ORDER BY c.id LIMIT 1`,
          [candidateId, courseId],
        )
      : [];
  return { replaces: before?.id ?? null, replacedBy: after?.id ?? null };
}
