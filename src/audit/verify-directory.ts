import type { JsonValue } from '../kernel/canonical-json.js';
import { misfitAt, written, type Entry, type Fields, type Misfit } from './chain.js';
import { compare, jsonIn, lastTold, type Pair } from './compare.js';
import { PLACES } from '../protected-fields/places.js';
import { contentsOf, openedAt, type Contents, type Sources } from './openings.js';

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
    (await misfitOfInterests(sources, id, entries, contents))
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

interface InterestRow {
  readonly id: string;
  readonly ground: string;
  readonly about_sealed: string;
  readonly declared_at: string;
  readonly ended_at: string | null;
}

/** What an official declared, and what they said was over: each with its row, and no row beside. */
async function misfitOfInterests(
  { db, keys }: Sources,
  id: string,
  entries: readonly Entry[],
  contents: Contents,
): Promise<Misfit | null> {
  const rows = await db.query<InterestRow>(
    'SELECT id, ground, about_sealed, declared_at, ended_at FROM interests WHERE official_id = ?',
    [id],
  );
  const declared = entries.filter(({ act }) => act === 'declare_interest');
  for (const entry of declared) {
    const row = rows.find((each) => each.id === entry.facts['interest']);
    if (!row) return misfitAt(entry, 'the interest it tells of has no row');
    const over = entries.find(({ act, facts }) => act === 'end_interest' && facts['interest'] === row.id);
    const said = contents.get(entry.seq)?.['about'];
    const misfit = compare(entry, 'the row of its interest', [
      ['ground', entry.facts['ground'], row.ground],
      ['time', entry.at, row.declared_at],
      ['end', over?.at ?? null, row.ended_at],
      ...(said !== undefined && keys
        ? ([['text', said, jsonIn(openedAt(keys, PLACES.interest(row.id), row.about_sealed))]] as const)
        : []),
    ]);
    if (misfit) return misfit;
  }
  const last = entries.at(-1);
  return last && rows.length > declared.length ? misfitAt(last, 'there is an interest that no entry tells of') : null;
}

const inOrder = (mandates: JsonValue | undefined): JsonValue =>
  Array.isArray(mandates)
    ? mandates.map((mandate: Fields) => `${written(mandate['body'])} ${written(mandate['duty'])}`).sort()
    : null;

interface BodyRow {
  readonly name: string;
  readonly jurisdiction: string;
  readonly kinds: string;
  readonly note: string | null;
}

/** Compares the chain of a body, which fits in itself, with its row. */
export async function verifyBody({ db }: Sources, id: string, entries: readonly Entry[]): Promise<Misfit | null> {
  const [row] = await db.query<BodyRow>('SELECT name, jurisdiction, kinds, note FROM bodies WHERE id = ?', [id]);
  return misfitOfParticulars(entries, entries[0]?.facts, row && { ...row, kinds: jsonIn(row.kinds) });
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
  readonly bodies: string;
  readonly version: number;
}

/** Compares the chain of an organisation, which begins when an administrator changes it, with its row. */
export async function verifyOrganisation(
  { db }: Sources,
  id: string,
  entries: readonly Entry[],
): Promise<Misfit | null> {
  const [row] = await db.query<OrganisationRow>('SELECT * FROM organisations WHERE id = ?', [id]);
  const after = lastTold(entries, 'after', 'change_organisation') as Fields | undefined;
  return misfitOfParticulars(
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
      bodies: jsonIn(row.bodies),
      version: row.version,
    },
  );
}

function misfitOfParticulars(
  entries: readonly Entry[],
  told: Fields | undefined,
  row: Fields | undefined,
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
