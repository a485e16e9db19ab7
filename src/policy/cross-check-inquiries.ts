import { crossCheckRequired } from './cross-check-required.js';
import type { CrossError } from './cross-check-rules.js';
import type { Inquiry } from './inquiries.js';
import { meant } from './nearest.js';
import type { Policy } from './policy.js';
import type { CheckName } from './terms.js';

/**
 * What can only be had on the basis of a rule that bars somebody (犯罪记录查询): a question about it has to answer a check, so
 * that it is put for nobody whom no rule bars.
 */
const ON_A_BAR_ONLY: readonly CheckName[] = ['criminal_record', 'political_rights'];

/** What a schema cannot say of the inquiries of a policy. */
export function crossCheckInquiries(policy: Policy): CrossError[] {
  const { inquiries = [] } = policy;
  const ids = inquiries.map(({ id }) => id);
  return inquiries.flatMap((inquiry, place) => {
    const key = ['inquiries', place];
    return [
      ...(ids.indexOf(inquiry.id) === place
        ? []
        : [{ key, message: `the inquiry "${inquiry.id}" is written twice; give each an id of its own` }]),
      ...stepsOf(inquiry, policy, key),
      ...questionsOf(inquiry, policy, key),
      ...waitingOf(inquiry, key),
      ...crossCheckRequired(policy, inquiry, key),
    ];
  });
}

function stepsOf({ steps }: Inquiry, { routes }: Policy, key: (string | number)[]): CrossError[] {
  const there = routes.flatMap(({ stages }) =>
    stages.flatMap((stage) => (stage.kind === 'review' ? [stage.step] : [])),
  );
  return steps
    .filter((step) => !there.includes(step))
    .map((step) => ({
      key: [...key, 'steps'],
      message: `no route has the step "${step}"; ${meant(step, there, 'name one that is there')}`,
      given: ['routes'],
    }));
}

function questionsOf({ questions, fields }: Inquiry, { checks = [] }: Policy, key: (string | number)[]): CrossError[] {
  const asked = checks.map(({ check }) => check);
  const ids = questions.map(({ id }) => id);
  const answering = questions.map(({ check }) => check);
  const own = questions.flatMap(({ id, check }, place): CrossError[] => {
    const at = [...key, 'questions', place];
    if (ids.indexOf(id) !== place)
      return [{ key: at, message: `the question "${id}" is written twice; name each once` }];
    if (check === undefined) {
      return (ON_A_BAR_ONLY as readonly string[]).includes(id)
        ? [{ key: at, message: `"${id}" may be asked only on the basis of a bar; name the check that it answers` }]
        : [];
    }
    if (!asked.includes(check)) {
      return [
        {
          key: [...at, 'check'],
          message: `no check of the policy is ${check}; add one, or take it out here`,
          given: ['checks'],
        },
      ];
    }
    return answering.indexOf(check) === place
      ? []
      : [{ key: [...at, 'check'], message: `another question answers ${check} already; ask it once` }];
  });
  const nameless = fields.includes('name') || fields.includes('organisation');
  const message = 'the letter would name neither a person nor an organisation; add name or organisation';
  return nameless ? own : [...own, { key: [...key, 'fields'], message }];
}

/** A clock stands still only for what is waited for. */
function waitingOf({ id, blocks = [], suspends, required }: Inquiry, key: (string | number)[]): CrossError[] {
  if (blocks.includes('approve')) return [];
  return [
    ...(suspends === undefined
      ? []
      : [
          {
            key: [...key, 'suspends'],
            message: `nobody waits for "${id}", so no clock may stand still for it; let it block approve, or take this out`,
          },
        ]),
    ...(required === undefined
      ? []
      : [{ key: [...key, 'required'], message: `"${id}" is required, so it has to block approve; add it to blocks` }]),
  ];
}
