import { BLOCKED_ACTS } from './inquiries.js';
import { identifier, listOf, object, oneOf, scope, text, told, words } from './schema-parts.js';
import { CHECKS, DEPARTMENTS, INQUIRY_FIELDS } from './terms.js';

const question = object(
  { id: identifier, words },
  { check: told('The check that the answer answers, for whom a rule of the policy applies it to.', oneOf(CHECKS)) },
);

/** One inquiry (征求意见、函询) of a policy. */
export const INQUIRY = object(
  {
    id: identifier,
    name: words,
    to: told('Which department is asked; the nearest body of the directory that is it.', oneOf(DEPARTMENTS)),
    steps: told('The reviews at which it may be sent.', listOf(identifier)),
    questions: listOf(question),
    fields: told(
      'All that the letter may say of the candidate and the organisation; only what the legal basis allows.',
      listOf(oneOf(INQUIRY_FIELDS)),
    ),
    legalBasis: told('By which rule it may be asked; stands in the letter.', text),
    source: text,
  },
  {
    blocks: told('The acts of the step that wait for the answer; advisory if left out.', listOf(oneOf(BLOCKED_ACTS))),
    suspends: told(
      "Whether the body's clock stands still: until the answer, or until it is overdue at the latest. Once, where a letter is taken back and sent again.",
      oneOf(['until_answered', 'until_overdue']),
    ),
    required: told('Of whom the step is not approved before it was asked; {} for everybody.', object({}, scope)),
  },
);
