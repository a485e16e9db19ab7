import { isRefusal, type Refusal } from '../kernel/refusal.js';
import type { Actor, Attribution } from '../policy/actor.js';
import { mayAct, type Involved } from '../policy/may-act.js';
import { advance } from '../workflow/advance.js';
import type { CaseEvent } from '../workflow/events.js';
import type { Case } from './case-row.js';
import type { Track } from './policy-book.js';
import { caseFacts } from './scope.js';

/**
 * May this actor do this on this case now? First whether it is the act's turn, then whether it is this person's. The one
 * answer for the commands, the case file, the worklist, the clock, and the exhaustive test. Whether a period stands in
 * the way, `periodInTheWay` looks up; whether the reason will do, `checkReason` says.
 * @param consulted the department to which the letter went that the act is about
 * @returns how the act is attributed in the record, or the reason against it
 */
export function mayDo(
  { chart, course }: Pick<Track, 'chart' | 'course'>,
  row: Pick<Case, 'state' | 'context' | 'bodies' | 'turnBodyId'>,
  event: CaseEvent,
  actor: Actor,
  involved: Involved,
  consulted?: string,
): Attribution | Refusal {
  const turn = advance(chart, row, event);
  if (isRefusal(turn)) return turn;
  return mayAct(event.type, actor, caseFacts(row, course.route, involved, consulted));
}
