import { marks } from '../database/dialect.js';
import type { Tx } from '../database/transactions.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import {
  ACTS_OF_INTENTIONS,
  intentionInTheWay,
  standingIntention,
  type PastAct,
  type StandingIntention,
} from '../policy/intention.js';
import { INTENDED_ACTS, type IntendedAct } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import type { CaseAct } from '../workflow/events.js';
import type { ActRequest } from './act-request.js';
import { NOTHING, type Beside, type Scene } from './beside.js';
import type { Case } from './case-row.js';
import { findingsNotClear } from './check-rows.js';
import type { Track } from './policy-book.js';
import { checkFreeText } from './reasons.js';
import { insertStatements, type Statement } from './statement-rows.js';

const isIntended = (act: CaseAct): act is IntendedAct => (INTENDED_ACTS as readonly string[]).includes(act);

/** What those concerned were told that stands now. */
export async function intentionIn(db: Pick<Tx, 'query'>, caseId: string): Promise<StandingIntention | null> {
  const acts = await db.query<PastAct>(
    `SELECT number, act, reason_code AS reason, at FROM case_acts
     WHERE case_id = ? AND act IN (${marks(ACTS_OF_INTENTIONS)}) ORDER BY number`,
    [caseId, ...ACTS_OF_INTENTIONS],
  );
  return standingIntention(acts);
}

/** A refusal if an adverse act is not what those concerned were heard on, or there is nothing to be given up. */
export async function intentionsInTheWay(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  { id }: Case,
  { policy }: Track,
  act: CaseAct,
  reason?: string,
): Promise<Refusal | null> {
  if (!policy.intention || !(isIntended(act) || act === 'drop_intention')) return null;
  const standing = await intentionIn(db, id);
  if (!isIntended(act)) return standing ? null : refuse('intention_missing', { before: 'reject' });
  const findings = standing ? await findingsNotClear(db, keys, id, standing.number) : [];
  return intentionInTheWay(policy, standing, act, reason, findings);
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
  if (type === 'answer_intention') return said(tx, keys, scene, answersIn(request, dateInChina(at)));
  if (type === 'record_statement') {
    return said(tx, keys, scene, await statementIn(tx, row, request, dateInChina(at)));
  }
  return (await intentionsInTheWay(tx, keys, row, track, type, request.reason?.code)) ?? NOTHING;
}

/** Unit and candidate each say what they have to say, or the unit says that they answer nothing. */
function answersIn({ answer }: ActRequest, today: string): Statement[] | Refusal {
  const sides = (['unit', 'candidate'] as const).flatMap((side): Statement[] => {
    const text = answer?.[side];
    return text === undefined ? [] : [{ side, receivedOn: today, channel: null, text }];
  });
  return sides.length > 0 === (answer?.waives === true) ? refuse('answer_unclear') : sides;
}

/** Between the day on which they were told and today. */
async function statementIn(
  tx: Tx,
  { id }: Case,
  { statement }: ActRequest,
  today: string,
): Promise<Statement[] | Refusal> {
  if (!statement) return refuse('answer_unclear');
  const told = dateInChina((await intentionIn(tx, id))?.at ?? '');
  const { receivedOn } = statement;
  return receivedOn < told || receivedOn > today
    ? refuse('statement_day_impossible', { receivedOn, told, today })
    : [{ side: 'candidate', ...statement }];
}

function said(tx: Tx, keys: Keys, { row }: Scene, statements: Statement[] | Refusal): Beside | Refusal {
  if (isRefusal(statements)) return statements;
  return (
    checkFreeText({ answer: statements.map(({ text }) => text) }) ?? {
      facts: { said: statements.map(({ side, receivedOn, channel }) => ({ side, receivedOn, channel })) },
      sealed: statements.length > 0 ? { statements: statements.map(({ text }) => text) } : {},
      store: (number) => {
        insertStatements(tx, keys, row.id, number, statements);
      },
    }
  );
}
