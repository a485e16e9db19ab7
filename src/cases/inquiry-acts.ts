import type { Body } from '../bodies/body-row.js';
import type { Tx } from '../database/transactions.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { newId } from '../kernel/ids.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import {
  answerInquiry,
  holdsClock,
  inquiriesOf,
  insertInquiry,
  stoodUntil,
  takeBackInquiry,
  type NewInquiry,
  type SentInquiry,
} from '../inquiries/inquiry-row.js';
import { letterOf, type Letter } from '../inquiries/letter.js';
import { enqueue } from '../outbox/enqueue.js';
import { inquiriesAt, questionsFor, standsStillFor, type Inquiry } from '../policy/inquiries.js';
import { periodOf } from '../policy/policy.js';
import { addPeriod, dateInChina, endOfDayInChina } from '../policy/working-days.js';
import type { ActRequest, AskedInquiry } from './act-request.js';
import { answeredOtherwise } from './answered-otherwise.js';
import { answersInTheWay, findingsIn } from './inquiry-answers.js';
import { stepOf } from './apply-event.js';
import { nextOf } from './remind-departments.js';
import { NOTHING, type Beside, type Scene } from './beside.js';
import { asksOf, type Means } from './checks.js';
import type { NamedFinding } from './check-rows.js';
import { departmentsFor } from './departments.js';
import { easingFindings } from './eases-finding.js';
import { inquiriesInTheWay } from './inquiries-in-the-way.js';
import { knownOf, type KnownCase } from './inquiry-facts.js';
import { foundBeside } from './stated-findings.js';

/** What letters to departments have to do with an act that is permitted otherwise, or the first that stands in its way. */
export async function inquiriesBeside(
  tx: Tx,
  means: Means,
  scene: Scene,
  request: ActRequest,
): Promise<Beside | Refusal> {
  switch (request.event.type) {
    case 'send_inquiry':
      return sent(tx, means, scene, request.inquiries ?? []);
    case 'answer_inquiry':
    case 'register_answer':
      return answered(tx, means, scene, request.event.type, request.answered);
    case 'take_back_inquiry':
      return takenBack(tx, scene, request.inquiry ?? '');
    default:
      return (await inquiriesInTheWay(tx, means.keys, scene.row, scene.track, request.event.type, scene.at)) ?? NOTHING;
  }
}

/** A letter about to be sent. */
interface Draft {
  readonly row: Omit<NewInquiry, 'sentIn'>;
  readonly letter: Letter;
}

async function sent(tx: Tx, means: Means, scene: Scene, asked: readonly AskedInquiry[]): Promise<Beside | Refusal> {
  const { row, track } = scene;
  const offered = inquiriesAt(track.policy, stepOf(row.state));
  const known = await knownOf(tx, means.keys, row);
  const [letters, checks] = await Promise.all([inquiriesOf(tx, row.id), asksOf(tx, means.keys, row, track, scene.at)]);
  const drafts: Draft[] = [];
  for (const one of asked) {
    const inquiry = offered.find(({ id }) => id === one.inquiry);
    if (!inquiry) return refuse('inquiry_unknown', { inquiry: one.inquiry, inquiries: offered.map(({ id }) => id) });
    if (letters.some((letter) => letter.inquiry === inquiry.id && letter.status === 'open')) {
      return refuse('inquiry_already_open', { inquiry: inquiry.id });
    }
    const allowed = questionsFor(inquiry, checks).map(({ id }) => id);
    const chosen = one.questions ?? allowed;
    const forbidden = chosen.filter((id) => !allowed.includes(id));
    if (chosen.length === 0 || forbidden.length > 0) {
      return refuse('question_not_allowed', { inquiry: inquiry.id, questions: forbidden, allowed });
    }
    const body = await departmentFor(tx, scene, inquiry, one.body);
    if (isRefusal(body)) return body;
    const suspends = standsStillFor(inquiry, stepOf(row.state), letters);
    drafts.push(draftOf(means, scene, { inquiry, questions: chosen, body, known, suspends }));
  }
  return {
    event: { type: 'send_inquiry', sent: drafts.length, suspends: drafts.some((draft) => draft.row.suspends !== null) },
    ...askedFirst(drafts),
    facts: { inquiries: drafts.map(({ row: letter }) => toldOf(letter)) },
    sealed: { letters: drafts.map(({ letter }) => letter as unknown as JsonValue) },
    store: (number) => {
      for (const draft of drafts) store(tx, means, scene, draft, number);
    },
  };
}

/** What the record says of a letter in clear: who asks whom what, until when; of nobody. */
const toldOf = ({ id, inquiry, body, questions, dueOn, provisional, calendar, suspends }: Draft['row']) => ({
  id,
  inquiry,
  body,
  questions: [...questions],
  dueOn,
  provisional,
  suspends,
  ...(calendar === null ? {} : { calendar }),
});

/** The department for whose answer the clock stands still first: its period is the one that then runs. */
function askedFirst(drafts: readonly Draft[]): Pick<Beside, 'asked'> {
  const first = drafts.find(({ row }) => row.suspends !== null);
  return first ? { asked: first.row.body } : {};
}

function store(tx: Tx, { keys }: Means, { at }: Scene, { row, letter }: Draft, number: number): void {
  insertInquiry(tx, keys, { ...row, sentIn: number }, letter);
  const payload = { body: row.body, dueOn: row.dueOn };
  enqueue(tx, { topic: 'inquiry.sent', subject: `inquiry:${row.id}`, payload }, at);
}

/** The nearest department, or the one that is named. */
async function departmentFor(
  tx: Tx,
  { row }: Scene,
  { to, id }: Inquiry,
  wanted: string | undefined,
): Promise<Body | Refusal> {
  const there = await departmentsFor(tx, row, to);
  const nearest = there[0]?.jurisdiction;
  const fitting = there.filter((body) => (wanted === undefined ? body.jurisdiction === nearest : body.id === wanted));
  const [only, ...others] = fitting;
  if (only && others.length === 0) return only;
  return refuse('department_missing', { inquiry: id, department: to, bodies: there.map((body) => body.id) });
}

interface Asked {
  readonly inquiry: Inquiry;
  readonly questions: readonly string[];
  readonly body: Body;
  readonly known: KnownCase;
  /** Until when the clock stands still for it; null: not at all. */
  readonly suspends: NewInquiry['suspends'];
}

function draftOf(
  { book }: Means,
  { row, track, by, at }: Scene,
  { inquiry, questions, body, known, suspends }: Asked,
): Draft {
  const id = newId();
  const sentOn = dateInChina(at);
  // Counted by the calendar of the department that has the time, not of the body that asks.
  const calendar = book.calendarNames.length === 0 ? null : body.calendar;
  const end = addPeriod(book.calendarOf(calendar), sentOn, periodOf(track.policy, 'inquiry'));
  const from = { body: by.body, name: known.bodyNames.get(by.body) ?? by.body };
  const put = inquiry.questions.filter((question) => questions.includes(question.id));
  return {
    row: {
      id,
      caseId: row.id,
      inquiry: inquiry.id,
      step: stepOf(row.state) ?? '',
      fromBody: by.body,
      body: body.id,
      questions: put.map((question) => question.id),
      suspends,
      sentAt: at,
      dueOn: end.date,
      dueAt: endOfDayInChina(end.date),
      provisional: end.provisional,
      calendar,
      remindAt:
        nextOf(book.calendarOf(calendar), track.policy, { ...end, sentAt: at, dueOn: end.date }, [])?.at ?? null,
    },
    letter: letterOf(
      inquiry,
      put,
      { id, from, to: { body: body.id, name: body.name }, sentOn, dueOn: end.date },
      known,
    ),
  };
}

/** An answer to each question, by the department or registered for it: findings of the checks they answer. */
async function answered(
  tx: Tx,
  { keys }: Means,
  scene: Scene,
  type: 'answer_inquiry' | 'register_answer',
  given: ActRequest['answered'],
): Promise<Beside | Refusal> {
  const { row, track, at } = scene;
  const letters = await inquiriesOf(tx, row.id);
  const letter = letters.find(({ id, status }) => id === given?.inquiry && status === 'open');
  if (!given || !letter) return refuse('inquiry_not_open');
  const wrong = answersInTheWay(letter, given.answer, at);
  if (wrong) return wrong;
  const said = await findingsIn(tx, track.policy, letter, given.answer);
  if (isRefusal(said)) return said;
  const heard = type === 'register_answer' ? await heardOnPaper(tx, keys, scene, said) : { findings: said, papers: [] };
  const found = foundBeside(tx, keys, row.id, heard.findings, heard.papers);
  return {
    event: { type, goesOn: goesOnWithout(letters, letter) },
    ...pastDue(letters, letter, at),
    facts: { inquiry: letter.id, ...found.facts },
    sealed: { answer: given.answer as unknown as JsonValue, ...found.sealed },
    store: (number) => {
      answerInquiry(tx, keys, letter.id, given.answer, { number, at });
      found.store(number);
    },
  };
}

/**
 * What a paper that a handler registers answers. A paper that came is kept whole, in its letter; where it makes less of what was
 * found against the candidate, or of what the department answered here itself, it is no finding, so that what was found goes on
 * counting: one person would take it back otherwise. It stands beside that, for whoever answers for the check.
 */
async function heardOnPaper(
  tx: Tx,
  keys: Means['keys'],
  { row, track, at }: Scene,
  said: readonly NamedFinding[],
): Promise<{ readonly findings: readonly NamedFinding[]; readonly papers: readonly NamedFinding[] }> {
  const papers = [
    ...(await answeredOtherwise(tx, keys, row.id, 'register_answer', said)),
    ...(await easingFindings(tx, keys, row, track, said, at)),
  ];
  const less = (finding: NamedFinding) => papers.includes(finding);
  return { findings: said.filter((finding) => !less(finding)), papers: said.filter(less) };
}

/** The sending body waits no longer, and says why; what was asked stays unanswered. */
async function takenBack(tx: Tx, { row, at }: Scene, id: string): Promise<Beside | Refusal> {
  const letters = await inquiriesOf(tx, row.id);
  const letter = letters.find((each) => each.id === id && each.status === 'open');
  if (!letter) return refuse('inquiry_not_open');
  return {
    event: { type: 'take_back_inquiry', goesOn: goesOnWithout(letters, letter) },
    ...pastDue(letters, letter, at),
    facts: { inquiry: letter.id },
    sealed: {},
    store: (number) => {
      takeBackInquiry(tx, letter.id, { number, at });
    },
  };
}

/** Whether the body's clock goes on once this letter is waited for no more. */
export const goesOnWithout = (letters: readonly SentInquiry[], letter: SentInquiry): boolean =>
  !letters.some((each) => each.id !== letter.id && holdsClock(each));

/** A letter whose period was over, though the clock has not marked it yet, held the body's up until then and no longer. */
function pastDue(letters: readonly SentInquiry[], letter: SentInquiry, at: string): Pick<Beside, 'since'> {
  const over = letter.suspends === 'until_overdue' && !letter.provisional && letter.dueAt <= at;
  return over ? { since: stoodUntil(letters, letter) } : {};
}
