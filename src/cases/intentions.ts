import { marks } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import {
  ACTS_OF_INTENTIONS,
  intentionInTheWay,
  standingIntention,
  type Grounds,
  type PastAct,
  type StandingIntention,
} from '../policy/intention.js';
import { INTENDED_ACTS, type IntendedAct } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import type { CaseAct, CaseEvent } from '../workflow/events.js';
import type { ActRequest } from './act-request.js';
import { NOTHING, type Beside, type Scene } from './beside.js';
import type { Case } from './case-row.js';
import { remindNoMore } from './deadlines.js';
import { learnedSince } from './learned-since.js';
import type { Track } from './policy-book.js';
import { checkFreeText } from './reasons.js';
import { insertStatements, statementsSince, type Statement } from './statement-rows.js';

/** Acts by which what was said until then is answered for, or looked at again by somebody else. */
const CONSIDERING: readonly CaseAct[] = ['reject', 'revoke', 'conclude_reconsideration'];

const isIntended = (act: CaseAct): act is IntendedAct => (INTENDED_ACTS as readonly string[]).includes(act);

/** What those concerned were told that stands now. */
export async function intentionIn(db: Pick<Tx, 'query'>, caseId: string): Promise<StandingIntention | null> {
  const acts = await db.query<
    Omit<PastAct, 'legalBasis' | 'last' | 'moved'> & {
      basis: string | null;
      last: number | null;
      moved: number;
    }
  >(
    `SELECT a.number, a.act, a.reason_code AS reason, a.legal_basis AS basis, a.at, s.is_last AS last,
       CASE WHEN a.from_state = a.to_state THEN 0 ELSE 1 END AS moved FROM case_acts a
       LEFT JOIN statements s ON s.case_id = a.case_id AND s.number = a.number AND s.side = 'candidate'
     WHERE a.case_id = ? AND a.act IN (${marks(ACTS_OF_INTENTIONS)}) ORDER BY a.number`,
    [caseId, ...ACTS_OF_INTENTIONS],
  );
  return standingIntention(
    acts.map(({ basis, last, moved, ...act }) => ({
      ...act,
      legalBasis: basis === null ? [] : (JSON.parse(basis) as string[]),
      last: last === 1,
      moved: moved === 1,
    })),
  );
}

/** A refusal if an adverse act is not what those concerned were heard on, or there is nothing to be given up or answered. */
export async function intentionsInTheWay(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  { id, context }: Case,
  { policy }: Track,
  act: CaseAct,
  grounds?: Grounds,
): Promise<Refusal | null> {
  if (!policy.intention || !(isIntended(act) || act === 'drop_intention' || act === 'answer_intention')) return null;
  const standing = await intentionIn(db, id);
  if (act === 'answer_intention') return standing?.unitHeard === true ? refuse('intention_answered') : null;
  if (!isIntended(act)) return standing ? null : refuse('intention_missing', { before: 'reject' });
  const learned = standing ? await learnedSince(db, keys, id, standing.number) : [];
  return (
    intentionInTheWay(policy, standing, act, grounds, learned) ??
    // Of each objection that was upheld they are told before they are rejected for it.
    (act === 'reject' && context.upheldObjections > context.objectionsTold
      ? refuse('learned_since_intention', { since: [] })
      : null)
  );
}

/** What intentions have to do with an act that is permitted otherwise. */
export async function intentionsBeside(
  tx: Tx,
  keys: Keys,
  scene: Scene,
  request: ActRequest,
): Promise<Beside | Refusal> {
  const { row, track, at } = scene;
  const { type } = request.event;
  const inTheWay = await intentionsInTheWay(tx, keys, row, track, type, request.reason);
  if (inTheWay) return inTheWay;
  if (isIntended(type)) return considering(tx, scene, request);
  if (type !== 'answer_intention' && type !== 'record_statement') return NOTHING;
  const standing = await intentionIn(tx, row.id);
  if (!standing) return refuse('intention_missing', { before: 'reject' });
  const today = dateInChina(at);
  return type === 'answer_intention'
    ? said(tx, keys, scene, answersIn(request, today), { type, heard: standing.candidateHeard })
    : said(tx, keys, scene, statementIn(standing, request, today), {
        type,
        heard: standing.unitHeard && request.statement?.last === true,
      });
}

/** Number of the last act that had to say how what was said was taken into account, 0 if none: telling the intention again does not. */
async function lastConsidered(tx: Pick<Tx, 'query'>, caseId: string): Promise<number> {
  const [row] = await tx.query<{ number: number | null }>(
    `SELECT MAX(number) AS number FROM case_acts WHERE case_id = ? AND act IN (${marks(CONSIDERING)})`,
    [caseId, ...CONSIDERING],
  );
  return row?.number ?? 0;
}

/** Whoever was heard is told what came of what they said: a decision that passes over it in silence heard nobody. */
async function considering(
  tx: Pick<Tx, 'query'>,
  { row, track }: Scene,
  { considered }: ActRequest,
): Promise<Beside | Refusal> {
  if (!track.policy.intention) return NOTHING;
  const said = await statementsSince(tx, row.id, await lastConsidered(tx, row.id));
  if (said.length > 0 && !considered?.trim()) return refuse('statements_not_considered', { statements: said });
  return checkFreeText({ considered }) ?? NOTHING;
}

/** The unit says what it has to say, or that it has nothing; it can pass on what the candidate says, in their own words. */
function answersIn({ answer }: ActRequest, today: string): Statement[] | Refusal {
  const sides = (['unit', 'candidate'] as const).flatMap((side): Statement[] => {
    const text = answer?.[side];
    return text === undefined ? [] : [{ side, receivedOn: today, channel: null, text, last: false }];
  });
  const waives = answer?.waives === true;
  const nothing = sides.length === 0 && !waives;
  return nothing || (waives && answer.unit !== undefined) ? refuse('answer_unclear') : sides;
}

/** Between the day on which they were told and today. */
function statementIn(standing: StandingIntention, { statement }: ActRequest, today: string): Statement[] | Refusal {
  if (!statement) return refuse('answer_unclear');
  const told = dateInChina(standing.at);
  const { receivedOn, last, channel } = statement;
  // Nobody ends somebody's hearing on the word of whoever hears them: what ends it can be looked at again.
  if (last && channel === 'telephone') return refuse('last_words_need_a_paper');
  return receivedOn < told || receivedOn > today
    ? refuse('statement_day_impossible', { receivedOn, told, today })
    : [{ side: 'candidate', ...statement }];
}

function said(
  tx: Tx,
  keys: Keys,
  { row }: Scene,
  statements: Statement[] | Refusal,
  event: CaseEvent,
): Beside | Refusal {
  if (isRefusal(statements)) return statements;
  return (
    checkFreeText(
      Object.fromEntries(statements.map(({ side, text }) => [event.type === 'record_statement' ? 'text' : side, text])),
    ) ?? {
      event,
      facts: {
        said: statements.map(({ side, receivedOn, channel, last }) => ({
          side,
          receivedOn,
          channel,
          ...(last ? { last } : {}),
        })),
      },
      sealed: statements.length > 0 ? { statements: statements.map(({ text }) => text) } : {},
      store: (number) => {
        insertStatements(tx, keys, row.id, number, statements);
        // The unit alone is reminded; what is left of the period is the candidate's.
        if (event.type === 'answer_intention') remindNoMore(tx, row.id, 'answer');
      },
    }
  );
}
