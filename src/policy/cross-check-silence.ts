import type { CrossError } from './cross-check-rules.js';
import type { Policy, ReviewStage, Route } from './policy.js';

/** What a schema cannot say of silence: that somebody is meant to speak, and that it is no approval of a person by itself. */
export const crossCheckSilence = ({ routes }: Policy): CrossError[] =>
  routes.flatMap((route, i) =>
    route.stages.flatMap((stage, j) =>
      stage.kind === 'review' && stage.silence ? faultsOf(stage, route, ['routes', i, 'stages', j, 'silence']) : [],
    ),
  );

function faultsOf({ step, silence, quorum, proposal }: ReviewStage, route: Route, key: (string | number)[]) {
  const decision = [...key, 'decision'];
  const errors: CrossError[] = [];
  if (!silence?.acceptance && !silence?.decision) {
    errors.push({ key, message: 'says nothing; name acceptance or decision, or take it out' });
  }
  if (!silence?.decision) return errors;
  if (quorum) {
    const message = `at "${step}" several have to sign, and who is silent has not signed; take one of the two out`;
    errors.push({ key: decision, message });
  }
  if (proposal) {
    const message = `at "${step}" a handler has to propose first, and who is silent has not; take one of the two out`;
    errors.push({ key: decision, message });
  }
  const { stages, completions } = route;
  const last = stages.filter((stage) => stage.kind === 'review').at(-1)?.step;
  if (last === step && completions.some(({ acts }) => acts.length === 0)) {
    const message = `the agreement of "${step}" is itself the approval of the person; let the body give it`;
    errors.push({ key: decision, message });
  }
  return errors;
}
