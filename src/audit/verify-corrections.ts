import { PLACES } from '../protected-fields/places.js';
import { misfitAt, type Entry, type Misfit } from './chain.js';
import { compare, jsonIn, type Pair } from './compare.js';
import { openedAt, type Contents, type Sources } from './openings.js';

interface Row {
  readonly asked_in: number;
  readonly asked_sealed: string;
  readonly before_sealed: string | null;
  readonly concluded_in: number | null;
  readonly outcome: string | null;
}

const ASKING = ['ask_correction', 'register_correction'];

/** Compares the corrections asked for in a case with the acts that asked and concluded: what is to change, and what stood before. */
export async function misfitOfCorrections(
  sources: Sources,
  caseId: string,
  entries: readonly Entry[],
  contents: Contents,
): Promise<Misfit | null> {
  const rows = await sources.db.query<Row>('SELECT * FROM corrections WHERE case_id = ? ORDER BY asked_in', [caseId]);
  const asking = entries.filter(({ act }) => ASKING.includes(act));
  for (const entry of asking) {
    const number = Number(entry.facts['version']);
    const row = rows.find(({ asked_in }) => asked_in === number);
    if (!row) return misfitAt(entry, 'its correction has no row');
    const concluding = entries.find(
      ({ act, facts }) => act === 'conclude_correction' && facts['correction'] === number,
    );
    const misfit = compare(entry, 'its correction', pairsOf(sources, caseId, row, entry, concluding, contents));
    if (misfit) return misfit;
  }
  const last = entries.at(-1);
  return last && rows.length > asking.length ? misfitAt(last, 'there is a correction that no entry tells of') : null;
}

function pairsOf(
  { keys }: Sources,
  caseId: string,
  row: Row,
  asking: Entry,
  concluding: Entry | undefined,
  contents: Contents,
): Pair[] {
  const asked = contents.get(asking.seq)?.['correction'];
  const concluded = concluding && contents.get(concluding.seq);
  const { asked_in, asked_sealed, before_sealed, concluded_in, outcome } = row;
  return [
    ['conclusion', concluding?.facts['version'] ?? null, concluded_in],
    ['outcome', concluding?.facts['outcome'] ?? null, outcome],
    ...(asked === undefined || !keys
      ? []
      : ([['text', asked, jsonIn(openedAt(keys, PLACES.correction(caseId, asked_in), asked_sealed))]] as const)),
    ...(concluded === undefined || !keys
      ? []
      : ([['old value', concluded['before'] ?? null, openedBefore(keys, caseId, asked_in, before_sealed)]] as const)),
  ];
}

const openedBefore = (keys: NonNullable<Sources['keys']>, caseId: string, askedIn: number, sealed: string | null) =>
  sealed === null ? null : jsonIn(openedAt(keys, PLACES.corrected(caseId, askedIn), sealed));
