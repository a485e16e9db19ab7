import type { JsonValue } from '../kernel/canonical-json.js';
import { PLACES } from '../protected-fields/places.js';
import { misfitAt, type Entry, type Misfit } from './chain.js';
import { compare } from './compare.js';
import { openedAt, type Contents, type Sources } from './openings.js';

interface Row {
  readonly number: number;
  readonly side: string;
  readonly received_on: string;
  readonly channel: string | null;
  readonly text_sealed: string;
  readonly is_last: number;
}

/** Compares what the unit and the candidate said to what is intended with the acts that brought it: neither more nor less. */
export async function misfitOfStatements(
  { db, keys }: Sources,
  caseId: string,
  entries: readonly Entry[],
  contents: Contents,
): Promise<Misfit | null> {
  const rows = await db.query<Row>('SELECT * FROM statements WHERE case_id = ? ORDER BY number, side DESC', [caseId]);
  const telling = entries.filter(({ facts }) => facts['said'] !== undefined);
  for (const entry of telling) {
    const own = rows.filter(({ number }) => number === entry.facts['version']);
    const said = contents.get(entry.seq)?.['statements'];
    const misfit = compare(entry, 'its statements', [
      ['list', entry.facts['said'], own.map(toldOf)],
      ...(said === undefined || !keys
        ? []
        : ([['text', said, own.map((row) => openedAt(keys, placeOf(caseId, row), row.text_sealed))]] as const)),
    ]);
    if (misfit) return misfit;
  }
  const untold = rows.find(({ number }) => !telling.some(({ facts }) => facts['version'] === number));
  const last = entries.at(-1);
  return untold && last ? misfitAt(last, `nothing tells of the statement under act ${untold.number}`) : null;
}

const toldOf = ({ side, received_on, channel, is_last }: Row): JsonValue => ({
  side,
  receivedOn: received_on,
  channel,
  ...(is_last === 1 ? { last: true } : {}),
});

const placeOf = (caseId: string, { number, side }: Row) => PLACES.statement(caseId, number, side);
