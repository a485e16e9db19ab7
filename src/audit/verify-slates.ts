import type { JsonValue } from '../kernel/canonical-json.js';
import type { Keys } from '../protected-fields/keys.js';
import { misfitAt, written, type Entry, type Fields, type Misfit } from './chain.js';
import { compare, compareStanding, jsonIn, lastTold, type Pair } from './compare.js';
import { PLACES } from '../protected-fields/places.js';
import { contentsOf, openedAt, type Contents, type Sources } from './openings.js';
import { misfitOfNotices, noticesOf } from './verify-notices.js';

interface SlateRow {
  readonly organisation_id: string;
  readonly occasion: string;
  readonly term_number: number;
  readonly election_date: string;
  readonly submitting_body_id: string;
  readonly drafted_by: string;
  readonly submitted_by: string | null;
  readonly state: string;
  readonly policy_id: string | null;
  readonly particulars: string | null;
  readonly version: number;
}

interface CandidateRow {
  readonly id: string;
  readonly contact_sealed: string | null;
  readonly declaration_sealed: string | null;
  readonly informed: string | null;
  readonly ordinal: number;
  readonly profile: string;
  readonly posts: string;
  readonly full_time: number;
  readonly terms: string;
  readonly replaces_id: string | null;
  readonly person_id: string;
  readonly identity_type: string | null;
  readonly identity_sealed: string | null;
}

/** Compares the chain of a slate, which fits in itself, with the row of the slate, its candidates and its notices. */
export async function verifySlate(sources: Sources, id: string, entries: readonly Entry[]): Promise<Misfit | null> {
  const [row] = await sources.db.query<SlateRow>('SELECT * FROM slates WHERE id = ?', [id]);
  const candidates = await sources.db.query<CandidateRow>(
    `SELECT c.id, c.ordinal, c.profile, c.posts, c.full_time, c.terms, c.contact_sealed, c.declaration_sealed, c.replaces_id, c.informed, c.person_id,
       p.identity_type, p.identity_sealed
     FROM candidates c LEFT JOIN persons p ON p.id = c.person_id WHERE c.slate_id = ? ORDER BY c.ordinal`,
    [id],
  );
  const contents = await contentsOf(sources, entries);
  if ('why' in contents) return contents;
  return (
    misfitOfSlate(entries, row) ??
    misfitOfParticulars(entries, row, contents) ??
    misfitOfCandidates(entries, candidates, contents, sources.keys) ??
    (await misfitOfReplacements(sources, id, entries, candidates)) ??
    misfitOfCases(entries, await casesOf(sources, id)) ??
    misfitOfNotices(entries, await noticesOf(sources.db, id))
  );
}

const DRAFTING = ['draft_slate', 'edit_slate'];
const STATE_AFTER: Readonly<Record<string, string>> = { submit_slate: 'submitted', discard_slate: 'discarded' };

function misfitOfSlate(entries: readonly Entry[], row: SlateRow | undefined): Misfit | null {
  const [first] = entries;
  const last = entries.at(-1);
  if (!first || !last) return null;
  if (!row) return misfitAt(last, 'it tells of a slate whose row is gone');
  const drafted = (name: string) => lastTold(entries, name, ...DRAFTING);
  const submitted = entries.find(({ act }) => act === 'submit_slate');
  const end = entries.findLast(({ act }) => Object.hasOwn(STATE_AFTER, act));
  const pairs: Pair[] = [
    ['organisation', drafted('organisation'), row.organisation_id],
    ['occasion', drafted('occasion'), row.occasion],
    ['term', drafted('termNumber'), row.term_number],
    ['day of the vote', drafted('electionDate'), row.election_date],
    ['submitting body', first.actor['body'], row.submitting_body_id],
    ['drafter', first.actor['id'], row.drafted_by],
    ['submitter', submitted?.actor['id'] ?? null, row.submitted_by],
    ['policy', submitted?.facts['policy'] ?? null, row.policy_id],
  ];
  return (
    compareStanding(last, 'version', last.facts['version'], row.version) ??
    compareStanding(last, 'state', STATE_AFTER[end?.act ?? ''] ?? 'draft', row.state) ??
    compare(last, 'its row', pairs)
  );
}

/** What was stated of the organisation and the vote is still what the last draft said; given up, nothing is left of it. */
function misfitOfParticulars(entries: readonly Entry[], row: SlateRow | undefined, contents: Contents): Misfit | null {
  const draft = entries.findLast(({ act }) => DRAFTING.includes(act));
  const said = draft && contents.get(draft.seq);
  if (!row || !draft || !said || row.state === 'discarded') return null;
  return compare(draft, 'its row', [['particulars', said['particulars'] ?? null, jsonIn(row.particulars)]]);
}

async function casesOf({ db }: Sources, slate: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>('SELECT id FROM cases WHERE slate_id = ? ORDER BY id', [slate]);
  return rows.map(({ id }) => id);
}

const OPENING = ['submit_slate', 'add_candidates'];

/** The cases are those that the submission, and the naming of further candidates, opened: none can go with its whole chain. */
function misfitOfCases(entries: readonly Entry[], rows: readonly string[]): Misfit | null {
  const opening = entries.filter(({ act }) => OPENING.includes(act));
  const told = opening.flatMap(({ facts }) => (Array.isArray(facts['cases']) ? facts['cases'].map(written) : []));
  const last = opening.at(-1) ?? entries[0];
  return last ? compare(last, 'the rows of its cases', [['list of cases', told.sort(), rows]]) : null;
}

/** The candidates are those of the last draft and those added since, in that order; a slate that was given up has none. */
function misfitOfCandidates(
  entries: readonly Entry[],
  rows: readonly CandidateRow[],
  contents: Contents,
  keys: Keys | undefined,
): Misfit | null {
  const discarded = entries.some(({ act }) => act === 'discard_slate');
  const draft = entries.findLast(({ act }) => DRAFTING.includes(act));
  if (!draft) return null;
  const naming = [draft, ...entries.filter(({ act }) => act === 'add_candidates')];
  const last = naming.at(-1) ?? draft;
  const told = discarded ? 0 : howMany(naming);
  const misfit = compare(last, 'the rows of its candidates', [['number of candidates', told, rows.length]]);
  if (misfit || discarded || !keys) return misfit;
  const corrections = entries.filter(({ act }) => act === 'correct_candidate');
  const asNamed = naming.reduce<Misfit | null>((found, entry, place) => {
    const named = contents.get(entry.seq)?.['candidates'];
    return found ?? misfitOfNamed(entry, named, rows.slice(howMany(naming.slice(0, place))), corrections, keys);
  }, null);
  return asNamed ?? misfitOfCorrected(corrections, rows, contents, keys);
}

/** Who was named in the place of whom: the candidate whose cases the entry says have ended for it. */
async function misfitOfReplacements(
  { db }: Sources,
  slate: string,
  entries: readonly Entry[],
  rows: readonly CandidateRow[],
): Promise<Misfit | null> {
  const cases = await db.query<{ id: string; candidate_id: string }>(
    'SELECT id, candidate_id FROM cases WHERE slate_id = ?',
    [slate],
  );
  const draft = entries.findLast(({ act }) => DRAFTING.includes(act));
  const naming = entries.filter(({ act }) => act === 'add_candidates');
  const told = naming.flatMap(({ facts: { replaces } }, place) => {
    const [first] = Array.isArray(replaces) ? replaces.map(written) : [];
    const ordinal = howMany([...(draft ? [draft] : []), ...naming.slice(0, place)]);
    return first === undefined ? [] : [[ordinal, cases.find(({ id }) => id === first)?.candidate_id ?? null]];
  });
  const found = rows.flatMap(({ ordinal, replaces_id }) => (replaces_id === null ? [] : [[ordinal, replaces_id]]));
  const last = naming.at(-1) ?? entries[0];
  return last ? compare(last, 'the rows of its candidates', [['list of who replaced whom', told, found]]) : null;
}

const howMany = (naming: readonly Entry[]): number =>
  naming.reduce((sum, { facts }) => sum + Number(facts['candidates']), 0);

/** @param rows those of the candidates that the entry named, and of those who came after them */
function misfitOfNamed(
  entry: Entry,
  named: JsonValue | undefined,
  rows: readonly CandidateRow[],
  corrections: readonly Entry[],
  keys: Keys,
): Misfit | null {
  if (!Array.isArray(named)) return null;
  const pairs = rows
    .slice(0, named.length)
    .flatMap((row, place): Pair[] =>
      corrections.some(({ facts }) => facts['candidate'] === row.ordinal)
        ? []
        : [[`candidate ${row.ordinal + 1}`, withoutContact(named[place] as Fields), candidateIn(row, keys)]],
    );
  return compare(entry, 'the rows of its candidates', pairs);
}

/** Who was corrected is as the last correction said. */
function misfitOfCorrected(
  corrections: readonly Entry[],
  rows: readonly CandidateRow[],
  contents: Contents,
  keys: Keys,
): Misfit | null {
  for (const row of rows) {
    const its = corrections.filter(({ facts }) => facts['candidate'] === row.ordinal);
    const asSaid = (content: string, found: JsonValue): Misfit | null => {
      const last = its.findLast(({ commitments }) => content in commitments);
      const said = last && contents.get(last.seq)?.[content];
      return said
        ? compare(last, 'the rows of its candidates', [[`${content} ${row.ordinal + 1}`, said, found]])
        : null;
    };
    const misfit = asSaid('candidate', candidateIn(row, keys)) ?? asSaid('contact', contactIn(row, keys));
    if (misfit) return misfit;
  }
  return null;
}

/** What a draft said of a candidate, but for the telephone and the address, which no decision rests on. */
function withoutContact({ person, ...candidate }: Fields): JsonValue {
  const { phone: _phone, address: _address, ...known } = person as Fields;
  return { ...candidate, person: known };
}

function candidateIn(row: CandidateRow, keys: Keys): JsonValue {
  const profile = jsonIn(row.profile) as Fields;
  return {
    person: { ...profile, identity: { type: row.identity_type, number: identityNumberIn(row, keys) } },
    posts: jsonIn(row.posts),
    fullTime: row.full_time === 1,
    terms: jsonIn(row.terms),
    ...(row.declaration_sealed === null ? {} : { declaration: declarationIn(row, keys) }),
    ...(row.informed === null ? {} : { informed: jsonIn(row.informed) }),
  };
}

/** Null, which nobody states, if what stands there does not open. */
const contactIn = ({ id, contact_sealed }: CandidateRow, keys: Keys): JsonValue =>
  jsonIn(openedAt(keys, PLACES.contact(id), contact_sealed));

/** As above. */
const declarationIn = ({ id, declaration_sealed }: CandidateRow, keys: Keys): JsonValue =>
  jsonIn(openedAt(keys, PLACES.declaration(id), declaration_sealed));

/** Null, which is nobody's, if what stands there does not open. */
const identityNumberIn = ({ person_id, identity_sealed }: CandidateRow, keys: Keys): string | null =>
  openedAt(keys, PLACES.identity(person_id), identity_sealed);
