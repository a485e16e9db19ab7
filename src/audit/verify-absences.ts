import { misfitAt, type Entry, type Misfit } from './chain.js';
import { compare } from './compare.js';
import { PLACES } from '../protected-fields/places.js';
import { openedAt, type Contents, type Sources } from './openings.js';

interface AbsenceRow {
  readonly id: string;
  readonly from_day: string;
  readonly to_day: string;
  readonly body_id: string | null;
  readonly duty: string | null;
  readonly delegate_id: string | null;
  readonly declared_by: string;
  readonly reason_sealed: string | null;
  readonly declared_at: string;
  readonly ended_at: string | null;
}

/** When an official was away, and who acted in their place: each absence with its row, and no row beside. */
export async function misfitOfAbsences(
  { db, keys }: Sources,
  id: string,
  entries: readonly Entry[],
  contents: Contents,
): Promise<Misfit | null> {
  const rows = await db.query<AbsenceRow>('SELECT * FROM absences WHERE official_id = ?', [id]);
  const declared = entries.filter(({ act }) => act === 'declare_absence');
  for (const entry of declared) {
    const { facts, actor, at } = entry;
    const row = rows.find((each) => each.id === facts['absence']);
    if (!row) return misfitAt(entry, 'the absence it tells of has no row');
    const over = entries.find((each) => each.act === 'end_absence' && each.facts['absence'] === row.id);
    const said = contents.get(entry.seq)?.['reason'];
    const misfit = compare(entry, 'the row of its absence', [
      ['first day', facts['from'], row.from_day],
      ['last day', facts['to'], row.to_day],
      ['body', facts['body'], row.body_id],
      ['duty', facts['duty'], row.duty],
      ['delegate', facts['delegate'], row.delegate_id],
      ['official who declared it', actor['id'], row.declared_by],
      ['time', at, row.declared_at],
      ['end', over?.at ?? null, row.ended_at],
      ...(said !== undefined && keys
        ? ([['reason', said, openedAt(keys, PLACES.absence(row.id), row.reason_sealed)]] as const)
        : []),
    ]);
    if (misfit) return misfit;
  }
  const last = entries.at(-1);
  return last && rows.length > declared.length ? misfitAt(last, 'there is an absence that no entry tells of') : null;
}
