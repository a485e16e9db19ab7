import type { ReviewStage } from '../policy/policy.js';
import { stepOf } from './apply-event.js';
import type { Case } from './case-row.js';
import type { Track } from './policy-book.js';

/** The review of its route at which a case stands; undefined outside the reviews. */
export function reviewAt({ state }: Pick<Case, 'state'>, { course }: Pick<Track, 'course'>): ReviewStage | undefined {
  const step = stepOf(state);
  return course.route.stages.filter((stage) => stage.kind === 'review').find((stage) => stage.step === step);
}

/** The review at which a case is being decided; undefined where nobody decides for a body. */
export const decidedAt = (row: Pick<Case, 'state'>, track: Pick<Track, 'course'>): ReviewStage | undefined =>
  row.state.endsWith('.deciding') ? reviewAt(row, track) : undefined;
