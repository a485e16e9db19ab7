import type { JsonValue } from '../kernel/canonical-json.js';
import { misfitAt, written, type Entry, type Misfit } from './chain.js';
import { compare, jsonIn, type Pair } from './compare.js';
import type { Keys } from '../protected-fields/keys.js';
import { PLACES } from '../protected-fields/places.js';
import { verdictIndex, type Said } from '../protected-fields/verdict-index.js';
import { openedAt, type Contents, type Sources } from './openings.js';

/** A row of what was checked: under which act it is stored, what it is called beside, and what it keeps from sight. */
interface Row {
  readonly number: number;
  readonly name: string;
  readonly sealed: string | null;
}

/** The tables of the checks: what their rows are called beside the number of the act, and where the entry tells of them. */
const TABLES = [
  { table: 'findings', name: 'check_name', sealed: 'sealed' },
  { table: 'papers', name: 'check_name', sealed: 'sealed' },
  { table: 'verdicts', name: "''", sealed: 'sealed' },
  { table: 'check_resolutions', name: "COALESCE(check_name, '')", sealed: 'verdict_index' },
] as const;
type Table = (typeof TABLES)[number]['table'];

/** Compares what was found, judged and resolved in a case with the acts that did it: each has its rows, and each row its act. */
export async function misfitOfChecks(
  sources: Sources,
  caseId: string,
  entries: readonly Entry[],
  contents: Contents,
): Promise<Misfit | null> {
  const last = entries.at(-1);
  for (const { table, name, sealed } of last ? TABLES : []) {
    const rows = await sources.db.query<Row>(
      `SELECT number, ${name} AS name, ${sealed} AS sealed FROM ${table} WHERE case_id = ? ORDER BY number, name`,
      [caseId],
    );
    for (const number of new Set([...numbersTold(table, entries), ...rows.map((row) => row.number)])) {
      const entry = entries.find(({ facts }) => facts['version'] === number && facts['to'] !== undefined);
      const own = rows.filter((row) => row.number === number);
      const misfit = entry
        ? compare(entry, `the ${table} of act ${number}`, pairsOf(sources, caseId, table, own, entry, contents))
        : last && misfitAt(last, `nothing tells of the act ${number}, under which there are ${table}`);
      if (misfit) return misfit;
    }
  }
  return misfitOfOvertaken(sources, caseId, entries);
}

/** What rests on a candidate's data, by where the number of its act stands. */
const RESTING = [
  { table: 'findings', number: 'number', told: 'findings' },
  { table: 'check_resolutions', number: 'number', told: 'findings' },
  { table: 'inquiries', number: 'sent_in', told: 'letters' },
] as const;

/** It counts until the first correction after it that says so: no earlier, no later, and no other does. */
async function misfitOfOvertaken({ db }: Sources, caseId: string, entries: readonly Entry[]): Promise<Misfit | null> {
  for (const { table, number: column, told } of RESTING) {
    const rows = await db.query<{ number: number; overtaken_in: number | null }>(
      `SELECT ${column} AS number, overtaken_in FROM ${table} WHERE case_id = ? ORDER BY 1`,
      [caseId],
    );
    const overtaking = entries.flatMap(({ facts }) =>
      Array.isArray(facts['overtakes']) && facts['overtakes'].includes(told) && facts['to'] !== undefined
        ? [Number(facts['version'])]
        : [],
    );
    for (const { number, overtaken_in } of rows) {
      const found = entries.find(({ facts }) => facts['version'] === number);
      const by = overtaking.find((version) => version > number) ?? null;
      const misfit = found && compare(found, `the ${table} of act ${number}`, [['correction', by, overtaken_in]]);
      if (misfit) return misfit;
    }
  }
  return null;
}

/** What counts of what was found out, and what stands beside it: as the entry tells of the checks, and where each is sealed. */
const TOLD_AS = { findings: 'checks', papers: 'papers' } as const;
const PLACE_OF = { findings: 'finding', papers: 'paper' } as const;
const isFound = (table: Table): table is keyof typeof TOLD_AS => table in TOLD_AS;

/** Acts by which something is found out. */
const FOUND: readonly string[] = ['record_findings', 'answer_inquiry', 'register_answer'];

/** The acts that must have left rows in a table. */
const numbersTold = (table: Table, entries: readonly Entry[]): number[] =>
  entries.filter((entry) => namesTold(table, entry).length > 0).map(({ facts }) => Number(facts['version']));

function namesTold(table: Table, { act, facts, commitments }: Entry): string[] {
  if (isFound(table)) return FOUND.includes(act) ? [facts[TOLD_AS[table]] ?? []].flat().map(written).sort() : [];
  if (table === 'check_resolutions') return act === 'resolve_check' ? [''] : [];
  return 'verdicts' in commitments ? [''] : [];
}

function pairsOf(
  { keys }: Sources,
  caseId: string,
  table: Table,
  rows: readonly Row[],
  entry: Entry,
  contents: Contents,
): Pair[] {
  // The entry of a resolution does not name its check in clear.
  const pairs: Pair[] = [['list', namesTold(table, entry), rows.map(({ name }) => (isFound(table) ? name : ''))]];
  if (table === 'check_resolutions') return [...pairs, ...resolvedPairs(keys, caseId, rows, entry, contents)];
  const said = contents.get(entry.seq)?.[table];
  if (said === undefined || !keys) return pairs;
  const stored = rows.map(({ number, name, sealed }): JsonValue => {
    const place = isFound(table) ? PLACES[PLACE_OF[table]](caseId, number, name) : PLACES.verdicts(caseId, number);
    const value = jsonIn(openedAt(keys, place, sealed));
    return isFound(table) ? { ...(value as object), check: name } : value;
  });
  return [...pairs, ['text', inOrder(table, said), isFound(table) ? stored : (stored[0] ?? null)]];
}

/** The verdict that was answered for is the one in the entry, and no other stands resolved by it; nor another check by its name. */
function resolvedPairs(
  keys: Keys | undefined,
  caseId: string,
  rows: readonly Row[],
  { seq, facts }: Entry,
  contents: Contents,
): Pair[] {
  const said = contents.get(seq)?.['verdict'];
  // Entries that have the rule in clear were made before a resolution named its case: those stand for nothing any more.
  if (said === undefined || !keys || 'rule' in facts) return [];
  const verdict = said as unknown as Said & { readonly check: string };
  const named: Pair[] = rows.flatMap(({ name }) => (name === '' ? [] : [['check', verdict.check, name] as const]));
  return [['verdict', verdictIndex(keys, caseId, verdict), rows[0]?.sealed ?? null], ...named];
}

/** Findings stand in their table by the name of the check, in their entry as they were handed in. */
const inOrder = (table: Table, said: JsonValue): JsonValue =>
  isFound(table) && Array.isArray(said)
    ? said.toSorted((a: JsonValue, b: JsonValue) => (checkOf(a) < checkOf(b) ? -1 : 1))
    : said;

const checkOf = (finding: JsonValue): string => written((finding as Record<string, JsonValue>)['check']);
