import type { JsonValue } from '../kernel/canonical-json.js';
import { organisationSubjects, subjectIndex, type Subject } from '../protected-fields/subject-index.js';
import { PLACES } from '../protected-fields/places.js';
import { misfitAt, written, type Entry, type Fields, type Misfit } from './chain.js';
import { compare, jsonIn } from './compare.js';
import { openedAt, toldIn, type Contents, type Sources } from './openings.js';

interface InterestRow {
  readonly id: string;
  readonly ground: string;
  readonly subject: string;
  readonly about_sealed: string;
  readonly declared_at: string;
  readonly ended_at: string | null;
}

/** What an official declared, and what they said was over: each with its row, and no row beside. */
export async function misfitOfInterests(
  { db, keys }: Sources,
  id: string,
  entries: readonly Entry[],
  contents: Contents,
): Promise<Misfit | null> {
  const rows = await db.query<InterestRow>(
    'SELECT id, ground, subject, about_sealed, declared_at, ended_at FROM interests WHERE official_id = ?',
    [id],
  );
  const declared = entries.filter(({ act }) => act === 'declare_interest');
  for (const entry of declared) {
    const row = rows.find((each) => each.id === entry.facts['interest']);
    if (!row) return misfitAt(entry, 'the interest it tells of has no row');
    const over = entries.find(({ act, facts }) => act === 'end_interest' && facts['interest'] === row.id);
    const said = contents.get(entry.seq)?.['about'];
    const ground = toldIn(entry, contents, 'ground');
    const misfit = compare(entry, 'the row of its interest', [
      ...(ground === undefined ? [] : ([['ground', ground, row.ground]] as const)),
      ['time', entry.at, row.declared_at],
      ['end', over?.at ?? null, row.ended_at],
      ...(said !== undefined && keys
        ? ([
            ['text', said, jsonIn(openedAt(keys, PLACES.interest(row.id), row.about_sealed))],
            ['subject', subjectIndex(keys, said as unknown as Subject), row.subject],
          ] as const)
        : []),
    ]);
    if (misfit) return misfit;
  }
  const last = entries.at(-1);
  return last && rows.length > declared.length ? misfitAt(last, 'there is an interest that no entry tells of') : null;
}

/** What a case is about since it was submitted, or its candidate corrected; of cases that were submitted before entries told of it, nothing is compared. */
export async function misfitOfSubjects(
  { db }: Sources,
  caseId: string,
  entries: readonly Entry[],
  contents: Contents,
): Promise<Misfit | null> {
  const telling = entries.filter(({ commitments }) => 'subjects' in commitments);
  const said = telling.map(({ seq }) => contents.get(seq)?.['subjects']);
  const [first] = entries;
  const last = telling.at(-1);
  if (!last || first !== telling[0] || said.includes(undefined)) return null;
  const told = [...new Set(said.flatMap((each) => (Array.isArray(each) ? each.map(written) : [])))].sort();
  const rows = await db.query<{ subject: string }>(
    'SELECT subject FROM case_subjects WHERE case_id = ? ORDER BY subject',
    [caseId],
  );
  return compare(last, 'the rows of what it is about', [['list', told, rows.map(({ subject }) => subject)]]);
}

/** Told before they could be found by a code, an office is its id alone, found by its name. */
const employerIn = (each: JsonValue): [body: string, foundBy: string] => {
  const { body, foundBy } = typeof each === 'string' ? { body: each, foundBy: 'name' } : ((each ?? {}) as Fields);
  return [written(body), written(foundBy)];
};

/** Which offices employ the candidate, as far as the policy made something of it. */
export async function misfitOfEmployers(
  { db }: Sources,
  caseId: string,
  entries: readonly Entry[],
  contents: Contents,
): Promise<Misfit | null> {
  const last = entries.at(-1);
  const telling = entries.filter(({ commitments }) => 'employers' in commitments);
  const said = telling.map(({ seq }) => contents.get(seq)?.['employers']);
  if (!last || said.includes(undefined)) return null;
  const told = new Map<string, string>();
  for (const [body, foundBy] of said.flatMap((each) => (Array.isArray(each) ? each.map(employerIn) : [])))
    if (!told.has(body)) told.set(body, foundBy);
  const rows = await db.query<{ body: string; found_by: string }>(
    'SELECT body_id AS body, found_by FROM case_employers WHERE case_id = ? ORDER BY body_id',
    [caseId],
  );
  const kept = rows.map(({ body, found_by }) => [body, found_by]);
  return compare(last, 'the offices that employ the candidate', [['list', [...told].sort(), kept]]);
}

/** By what an organisation is and was called, as far as its changes tell: those that tell of subjects have left them. */
export async function misfitOfOrganisationSubjects(
  { db, keys }: Sources,
  id: string,
  entries: readonly Entry[],
): Promise<Misfit | null> {
  const last = entries.at(-1);
  const rows = await db.query<{ subject: string }>(
    'SELECT subject FROM organisation_subjects WHERE organisation_id = ? ORDER BY subject',
    [id],
  );
  const called = entries
    .filter(({ facts }) => facts['subjects'] !== undefined)
    .flatMap(({ facts }) =>
      [facts['before'], facts['after']].flatMap((each) =>
        organisationSubjects(each as unknown as Parameters<typeof organisationSubjects>[0]),
      ),
    );
  if (!last || !keys) return null;
  const told = [...new Set(called.map((subject) => subjectIndex(keys, subject)))].sort();
  return compare(last, 'the rows of what it is called', [['list', told, rows.map(({ subject }) => subject)]]);
}
