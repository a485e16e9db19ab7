import type { JsonValue } from '../kernel/canonical-json.js';
import { endOfDayInChina, isDate } from '../policy/working-days.js';
import { PLACES } from '../protected-fields/places.js';
import type { Place } from '../protected-fields/seal.js';
import { misfitAt, written, type Entry, type Misfit } from './chain.js';
import { compare, jsonIn } from './compare.js';
import { openedAt, type Contents, type Sources } from './openings.js';

/** A letter, as its row and the entries of its case both tell of it. */
type Told = {
  id: string;
  inquiry: string;
  step: string;
  from: string;
  body: string;
  questions: JsonValue;
  suspends: JsonValue;
  sentIn: number;
  sentAt: string;
  dueOn: string;
  dueAt: string;
  provisional: boolean;
  calendar: JsonValue;
  overdueIn: number | null;
  status: string;
  endedIn: number | null;
  endedAt: string | null;
  version: number;
};

interface Row extends Omit<Told, 'questions' | 'provisional'> {
  readonly questions: string;
  readonly provisional: number;
  readonly letter_sealed: string;
  readonly answer_sealed: string | null;
}

const ROWS = `SELECT id, inquiry, step, from_body_id AS "from", body_id AS body, questions, suspends, sent_in AS "sentIn",
  sent_at AS "sentAt", due_on AS "dueOn", due_at AS "dueAt", provisional, calendar, overdue_in AS "overdueIn", status,
  ended_in AS "endedIn", ended_at AS "endedAt", version, letter_sealed, answer_sealed
  FROM inquiries WHERE case_id = ? ORDER BY id`;

/** Compares the letters of a case, what they say and what was answered, with the acts that sent, answered and ended them. */
export async function misfitOfInquiries(
  sources: Sources,
  caseId: string,
  entries: readonly Entry[],
  contents: Contents,
): Promise<Misfit | null> {
  const last = entries.at(-1);
  if (!last) return null;
  const rows = await sources.db.query<Row>(ROWS, [caseId]);
  const stored = rows.map(({ letter_sealed: _letter, answer_sealed: _answer, ...row }) => ({
    ...row,
    questions: jsonIn(row.questions),
    provisional: row.provisional === 1,
  }));
  return (
    compare(last, 'its inquiries', [['list', told(entries), stored]]) ?? misfitOfTexts(sources, entries, contents, rows)
  );
}

type Items = readonly Readonly<Record<string, JsonValue>>[];

/** What the entries of a case say which letters were sent, in the order of their ids, and what became of each. */
function told(entries: readonly Entry[]): Told[] {
  const letters: Told[] = [];
  for (const entry of entries) {
    const { act, facts, at } = entry;
    const number = Number(facts['version']);
    if (act === 'send_inquiry') letters.push(...sentIn(entry));
    const end = (status: string, ids: readonly JsonValue[]) => {
      for (const letter of letters.filter(({ id }) => ids.includes(id))) {
        Object.assign(letter, { status, endedIn: number, endedAt: at, version: letter.version + 1 });
      }
    };
    const own = [facts['inquiry'] ?? ''];
    if (act === 'answer_inquiry' || act === 'register_answer') end('answered', own);
    if (act === 'take_back_inquiry') end('taken_back', own);
    if (act === 'inquiry_overdue') {
      for (const letter of letters.filter(({ id }) => own.includes(id))) {
        Object.assign(letter, { overdueIn: number, version: letter.version + 1 });
      }
    }
    if (act === 'recompute_inquiry') {
      for (const letter of letters.filter(({ id }) => own.includes(id))) {
        const dueOn = written(facts['dueOn']);
        const provisional = facts['provisional'] === true;
        const calendar = facts['calendar'] === undefined ? letter.calendar : facts['calendar'];
        Object.assign(letter, { dueOn, dueAt: endOf(dueOn), provisional, calendar, version: letter.version + 1 });
      }
    }
    end('closed', [facts['closedInquiries'] ?? []].flat());
  }
  return letters.sort((a, b) => (a.id < b.id ? -1 : 1));
}

const endOf = (day: string): string => (isDate(day) ? endOfDayInChina(day) : '');

const sentIn = ({ facts, actor, at }: Entry): Told[] =>
  (facts['inquiries'] as Items).map((sent) => ({
    id: written(sent['id']),
    inquiry: written(sent['inquiry']),
    step: typeof facts['from'] === 'string' ? (facts['from'].split('.')[1] ?? '') : '',
    from: written(actor['body']),
    body: written(sent['body']),
    questions: sent['questions'] ?? null,
    suspends: sent['suspends'] ?? null,
    sentIn: Number(facts['version']),
    sentAt: at,
    dueOn: written(sent['dueOn']),
    dueAt: endOf(written(sent['dueOn'])),
    provisional: sent['provisional'] === true,
    calendar: sent['calendar'] ?? null,
    overdueIn: null,
    status: 'open',
    endedIn: null,
    endedAt: null,
    version: 1,
  }));

/** Each letter says what it said when it was sent, and each answer what was answered. */
function misfitOfTexts(
  { keys }: Sources,
  entries: readonly Entry[],
  contents: Contents,
  rows: readonly Row[],
): Misfit | null {
  if (!keys) return null;
  const opened = (place: Place, sealed: string | null) => jsonIn(openedAt(keys, place, sealed));
  for (const entry of entries) {
    const said = contents.get(entry.seq);
    if (!said) continue;
    const letters = entry.act === 'send_inquiry' ? (said['letters'] as Items) : [];
    for (const letter of letters) {
      const row = rows.find(({ id }) => id === letter['id']);
      const misfit = row
        ? compare(entry, 'its letter', [['text', letter, opened(PLACES.inquiryLetter(row.id), row.letter_sealed)]])
        : misfitAt(entry, 'the letter it tells of has no row');
      if (misfit) return misfit;
    }
    const answered = 'answer' in said ? rows.find(({ id }) => id === entry.facts['inquiry']) : undefined;
    const misfit =
      answered &&
      compare(entry, 'its answer', [
        ['text', said['answer'], opened(PLACES.inquiryAnswer(answered.id), answered.answer_sealed)],
      ]);
    if (misfit) return misfit;
  }
  return null;
}

/**
 * Compares the chain of a letter with the letter: it is there, was read for the department that it went to, and the reminders
 * that were sent of it are those that it tells of.
 */
export async function verifyInquiry({ db }: Sources, id: string, entries: readonly Entry[]): Promise<Misfit | null> {
  const [first] = entries;
  const [row] = await db.query<{ body: string }>('SELECT body_id AS body FROM inquiries WHERE id = ?', [id]);
  if (!row) return first ? misfitAt(first, 'it tells of a letter whose row is gone') : null;
  const reminding = entries.filter(({ act }) => act === 'remind_department');
  for (const entry of entries) {
    const { actor, facts } = entry;
    const body = reminding.includes(entry) ? facts['body'] : actor['body'];
    const misfit = compare(entry, 'its row', [['department', body, row.body]]);
    if (misfit) return misfit;
  }
  const sent = await db.query<{ reminder: string; duty: string; at: string }>(
    'SELECT reminder, duty, sent_at AS at FROM letter_reminders WHERE inquiry_id = ? ORDER BY sent_at, reminder',
    [id],
  );
  const last = entries.at(-1);
  const told = reminding.map(({ facts, at }) => ({
    reminder: written(facts['reminder']),
    duty: written(facts['duty']),
    at,
  }));
  return last ? compare(last, 'its reminders', [['list', told.sort(inOrder), sent.sort(inOrder)]]) : null;
}

const inOrder = (a: object, b: object): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
