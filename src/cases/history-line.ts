import type { Words } from '../policy/words.js';
import type { CaseAct } from '../workflow/events.js';
import type { ElectionFigures, SupplementAnswer, SupplementItem } from './act-request.js';
import { ACT_WORDS } from './words.js';

/** One act in the history of a case. */
export interface HistoryLine {
  readonly number: number;
  readonly act: CaseAct;
  readonly name: Words;
  readonly at: string;
  readonly actor: {
    kind: string;
    official: string | null;
    name: string | null;
    body: string | null;
    duty: string | null;
    /** Of a delegate: in whose duty they acted, who was away. */
    onBehalfOf: { official: string; name: string } | null;
  };
  readonly from: string;
  readonly to: string;
  readonly reason: { code: string; text: string | null; legalBasis: readonly string[] } | null;
  readonly remarks: string | null;
  /** Of an act that decides, where it was stated: whoever did it has no interest in the case. */
  readonly noInterest?: true;
  /** Of `reject` and `revoke`: how what the unit and the candidate said was taken into account (采纳情况). */
  readonly considered?: string;
  /** Of `record_election`: the vote. */
  readonly election: ElectionFigures | null;
  /** Of `return_for_supplement`: all that was missing or wrong. */
  readonly items?: readonly SupplementItem[];
  /** Of `answer_supplement`: what was supplied for each. */
  readonly answers?: readonly SupplementAnswer[];
}

/** Acts whose words tell what was found out about a candidate, or what is said inside the bodies that review. */
const FOR_REVIEWERS: readonly CaseAct[] = [
  'record_findings',
  'resolve_check',
  'send_inquiry',
  'answer_inquiry',
  'register_answer',
  'take_back_inquiry',
  'inquiry_overdue',
  'record_statement',
  'ask_signatures',
  'remove_signature',
  'sign',
  'propose',
  'recuse',
  'order_recusal',
  'waive_recusal',
  'claim',
  'assign',
  'release',
];

/** Acts whose words can say what keeps an official from the case: their own matter. */
const OF_OWN_MATTERS: readonly CaseAct[] = ['recuse', 'order_recusal', 'waive_recusal'];

/** Acts that an official of a department that was asked can have done. */
const OF_A_DEPARTMENT: readonly CaseAct[] = ['answer_inquiry', 'recuse'];

/** An act as its row has it, with the name of who did it. */
export interface ActColumns {
  number: number;
  act: CaseAct;
  actor_kind: string;
  official_id: string | null;
  on_behalf_of: string | null;
  on_behalf_of_name: string | null;
  body_id: string | null;
  duty: string | null;
  name: string | null;
  from_state: string;
  to_state: string;
  reason_code: string | null;
  reason_text: string | null;
  legal_basis: string | null;
  details: string | null;
  /** Of an act by which somebody steps back, has to, or is let go on: whom it keeps, or kept, from the case. */
  about: string | null;
  at: string;
}

/** What the file of a case keeps of an act beside its reason. */
interface Details {
  readonly remarks?: string;
  readonly noInterest?: boolean;
  readonly considered?: string;
  readonly election?: ElectionFigures;
  readonly items?: readonly SupplementItem[];
  readonly answers?: readonly SupplementAnswer[];
}

/**
 * @param shown to an auditor that a reason was given and which, not what it says of a person; to the submitting side, of
 * what goes on within a body, no more than that it does
 * @param knowsBar whether the reader may know what keeps from the case whom the act is about; others see it without its words
 */
export function historyLine(row: ActColumns, shown: 'all' | 'codes' | 'outside', knowsBar: boolean): HistoryLine {
  const within = shown === 'outside' && FOR_REVIEWERS.includes(row.act);
  const withTexts = shown !== 'codes' && !within && (knowsBar || !OF_OWN_MATTERS.includes(row.act));
  const details = JSON.parse(row.details ?? '{}') as Details;
  return {
    number: row.number,
    act: row.act,
    name: ACT_WORDS[row.act],
    at: row.at,
    actor: {
      kind: row.actor_kind,
      official: within ? null : row.official_id,
      name: within ? null : row.name,
      // Which department was asked is for those who review, and so who stepped back from its letter.
      body: within && OF_A_DEPARTMENT.includes(row.act) ? null : row.body_id,
      duty: within ? null : row.duty,
      onBehalfOf:
        within || row.on_behalf_of === null
          ? null
          : { official: row.on_behalf_of, name: row.on_behalf_of_name ?? row.on_behalf_of },
    },
    from: row.from_state,
    to: row.to_state,
    reason:
      row.reason_code === null || within
        ? null
        : {
            code: row.reason_code,
            text: withTexts ? row.reason_text : null,
            legalBasis: row.legal_basis === null || !withTexts ? [] : (JSON.parse(row.legal_basis) as string[]),
          },
    remarks: withTexts ? (details.remarks ?? null) : null,
    ...(details.noInterest === true && !within ? { noInterest: true } : {}),
    ...(withTexts && details.considered !== undefined ? { considered: details.considered } : {}),
    election: details.election ?? null,
    ...(withTexts && details.items ? { items: details.items } : {}),
    ...(withTexts && details.answers ? { answers: details.answers } : {}),
  };
}
