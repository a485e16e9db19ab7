import type { JsonValue } from '../kernel/canonical-json.js';
import { misfitAt, written, type Entry, type Fields, type Misfit } from './chain.js';
import { compare, jsonIn, lastTold, type Pair } from './compare.js';
import { contentsOf, type Contents, type Sources } from './openings.js';
import { misfitOfAbsences } from './verify-absences.js';
import { misfitOfInterests, misfitOfOrganisationSubjects } from './verify-interests.js';

interface OfficialRow {
  readonly login: string;
  readonly name: string;
  readonly active: number;
  readonly version: number;
  /** In any order. */
  readonly mandates: readonly { readonly body: string; readonly duty: string }[];
}

/** Compares the chain of an official, which fits in itself, with the account and its duties. */
export async function verifyOfficial(sources: Sources, id: string, entries: readonly Entry[]): Promise<Misfit | null> {
  const { db } = sources;
  const [row] = await db.query<Omit<OfficialRow, 'mandates'>>(
    'SELECT login, name, active, version FROM officials WHERE id = ?',
    [id],
  );
  const mandates = await db.query<OfficialRow['mandates'][number]>(
    'SELECT body_id AS body, duty FROM mandates WHERE official_id = ?',
    [id],
  );
  const contents = await contentsOf(sources, entries);
  if ('why' in contents) return contents;
  return (
    misfitOfOfficial(entries, row && { ...row, mandates }, contents) ??
    (await misfitOfPastMandates(sources, id, entries)) ??
    (await misfitOfInterests(sources, id, entries, contents)) ??
    (await misfitOfAbsences(sources, id, entries, contents))
  );
}

/** The duties are those that were given last; logins, told in the same chain, change none. */
function misfitOfOfficial(entries: readonly Entry[], row: OfficialRow | undefined, contents: Contents): Misfit | null {
  const last = entries.at(-1);
  if (!last) return null;
  if (!row) return misfitAt(last, 'it tells of an official whose row is gone');
  const changes = entries.filter(({ act }) => act === 'change_duties');
  const given = changes.at(-1) ?? entries.find(({ act }) => act === 'add_official');
  if (!given) return misfitAt(last, 'nothing before it tells how the official came here');
  const duties = given.act === 'change_duties' ? given.facts['after'] : given.facts['mandates'];
  const said = contents.get(entries[0]?.seq ?? 0);
  return compare(given, 'its row', [
    ['set of duties', inOrder(duties), inOrder(row.mandates.map(({ body, duty }) => ({ body, duty })))],
    ['standing (open or closed)', given.facts['active'] ?? true, row.active === 1],
    ['version', changes.length + 1, row.version],
    ...(said
      ? ([
          ['login', said['login'], row.login],
          ['name', said['name'], row.name],
        ] as const)
      : []),
  ]);
}

const inOrder = (mandates: JsonValue | undefined): string[] | null =>
  Array.isArray(mandates)
    ? mandates.map((mandate: Fields) => `${written(mandate['body'])} ${written(mandate['duty'])}`).sort()
    : null;

/** The duties that were taken away, each with the time when that was last. */
async function misfitOfPastMandates({ db }: Sources, id: string, entries: readonly Entry[]): Promise<Misfit | null> {
  const last = entries.at(-1);
  const told = new Map<string, string>();
  for (const { act, at, facts } of entries) {
    if (act !== 'change_duties') continue;
    const after = inOrder(facts['after']) ?? [];
    for (const duty of inOrder(facts['before']) ?? []) if (!after.includes(duty)) told.set(duty, at);
  }
  const rows = await db.query<{ body: string; duty: string; ended: string }>(
    'SELECT body_id AS body, duty, ended_at AS ended FROM past_mandates WHERE official_id = ?',
    [id],
  );
  const kept = rows.map(({ body, duty, ended }) => [`${body} ${duty}`, ended]);
  return last ? compare(last, 'the duties they had', [['list', [...told].sort(), kept.sort()]]) : null;
}

interface BodyRow {
  readonly name: string;
  readonly jurisdiction: string;
  readonly kinds: string;
  readonly note: string | null;
  readonly department: string | null;
  readonly calendar: string | null;
  readonly creditCode: string | null;
}

/** Compares the chain of a body, which fits in itself, with its row. */
export async function verifyBody({ db }: Sources, id: string, entries: readonly Entry[]): Promise<Misfit | null> {
  const [row] = await db.query<BodyRow>(
    'SELECT name, jurisdiction, kinds, note, department, calendar, credit_code AS "creditCode" FROM bodies WHERE id = ?',
    [id],
  );
  // Entered before bodies said which department they are, it is none.
  const calendar = lastTold(entries, 'calendar', 'set_calendar') ?? null;
  const creditCode = lastTold(entries, 'creditCode', 'set_credit_code') ?? null;
  const told = entries[0] && { department: null, ...entries[0].facts, calendar, creditCode };
  return misfitOfParticulars(entries, told, row && { ...row, kinds: jsonIn(row.kinds) });
}

interface OrganisationRow {
  readonly name: string;
  readonly kind: string;
  readonly uscc: string | null;
  readonly name_approval: string | null;
  readonly jurisdiction: string;
  readonly regime: string;
  readonly charity: number;
  readonly industry_association: number;
  readonly privately_funded: number | null;
  readonly school: number | null;
  readonly bodies: string;
  readonly version: number;
}

/** Compares the chain of an organisation, which begins when an administrator changes it, with its row. */
export async function verifyOrganisation(
  sources: Sources,
  id: string,
  entries: readonly Entry[],
): Promise<Misfit | null> {
  const { db } = sources;
  const [row] = await db.query<OrganisationRow>('SELECT * FROM organisations WHERE id = ?', [id]);
  const after = lastTold(entries, 'after', 'change_organisation') as Fields | undefined;
  const misfit = misfitOfParticulars(
    entries,
    after,
    row && {
      name: row.name,
      kind: row.kind,
      uscc: row.uscc,
      nameApproval: row.name_approval,
      jurisdiction: row.jurisdiction,
      regime: row.regime,
      charity: row.charity === 1,
      industryAssociation: row.industry_association === 1,
      privatelyFunded: statedIn(row.privately_funded),
      school: statedIn(row.school),
      bodies: jsonIn(row.bodies),
      version: row.version,
    },
  );
  return misfit ?? misfitOfOrganisationSubjects(sources, id, entries);
}

/** What was not stated has no place in an entry, nor had it before it could be. */
const statedIn = (column: number | null): boolean | undefined => (column === null ? undefined : column === 1);

function misfitOfParticulars(
  entries: readonly Entry[],
  told: Fields | undefined,
  row: Readonly<Record<string, JsonValue | undefined>> | undefined,
): Misfit | null {
  const last = entries.at(-1);
  if (!last) return null;
  if (!row) return misfitAt(last, 'it tells of something whose row is gone');
  return compare(
    last,
    'its row',
    Object.entries(row).map(([name, said]): Pair => [name, told?.[name], said]),
  );
}
