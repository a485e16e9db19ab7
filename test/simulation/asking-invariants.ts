import type { Case } from '../../src/cases/case-row.js';
import type { Track } from '../../src/cases/policy-book.js';
import type { Involved } from '../../src/policy/may-act.js';
import type { ReviewStage } from '../../src/policy/policy.js';
import { isOf } from '../../src/policy/signatures.js';
import { approversOf } from './asking.js';
import type { Done } from './done.js';

/** What is looked at of a case. */
interface Looked {
  readonly done: readonly Done[];
  /** Who wrote the slate is named here alone: it is no act on the case. */
  readonly involved: Pick<Involved, 'participations'>;
  readonly row: Pick<Case, 'bodies'>;
  readonly track: Track;
}

/** The step at which an act was done, if its policy has everybody asked there. */
function askingAt({ track }: Looked, { step, from }: Done): ReviewStage | undefined {
  const stages = track.course.route.stages.filter((stage) => stage.kind === 'review');
  const stage = stages.find((each) => each.step === step);
  return from.endsWith('.deciding') && stage?.quorum?.asks !== undefined ? stage : undefined;
}

/** Whoever acted, and whose duty it was. */
const personsOf = ({ actor, onBehalfOf }: Done): string[] =>
  actor.kind === 'official' ? [actor.id, ...(onBehalfOf === null ? [] : [onBehalfOf])] : [];

/** Whoever approves for the body, is there, and may sign, as things were before the last act; without who did that. */
function couldSign({ row, done, involved }: Looked, last: Done, { by }: ReviewStage): string[] {
  const body = row.bodies[by] ?? '';
  const before = done.slice(0, -1);
  const rejected = before.findLastIndex(({ act }) => act === 'reject');
  const keeps = (each: Done, place: number) =>
    each.body !== body ||
    each.duty !== 'approver' ||
    ['reject', 'order_recusal', 'waive_recusal'].includes(each.act) ||
    (each.act === 'intend_rejection' && place < rejected);
  const wrote = involved.participations.filter(({ act }) => act === 'draft').map(({ official }) => official);
  return approversOf(row.bodies, body)
    .map(({ id }) => id)
    .filter((id) => !wrote.includes(id))
    .filter((id) => !last.barred.includes(id) && !personsOf(last).includes(id))
    .filter((id) => !before.some((each, place) => personsOf(each).includes(id) && keeps(each, place)));
}

/** Said without the functions that ask. */
export const OF_ASKING: readonly (readonly [sentence: string, holds: (one: Looked, last: Done) => boolean])[] = [
  [
    'where the policy has everybody asked, everybody is asked once who approves for the body and may',
    (one, last) => {
      const stage = askingAt(one, last);
      const binding = last.signatures.filter(({ weight }) => weight === 'binding');
      const once = (id: string) => binding.filter((each) => isOf(each, [id])).length === 1;
      return !stage || couldSign(one, last, stage).every(once);
    },
  ],
  [
    'and nobody is waited for there who could not sign',
    (one, last) => {
      const stage = askingAt(one, last);
      const waited = last.signatures.filter(({ weight, vote }) => weight === 'binding' && vote === 'waiting');
      const could = stage ? couldSign(one, last, stage) : [];
      return !stage || waited.every((each) => isOf(each, could));
    },
  ],
  [
    'nor does anybody take them away',
    (one, last) => last.act !== 'remove_signature' || askingAt(one, last) === undefined,
  ],
];
