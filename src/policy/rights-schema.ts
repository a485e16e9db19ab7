import { listOf, object, oneOf, text, told, wholeNumber, words } from './schema-parts.js';
import { CORRECTABLE, INTENDED_ACTS } from './terms.js';

/** Of a policy: what is heard before it is final. */
export const INTENTION = told(
  'What is put to the submitter and the candidate for an answer before it is final; needs the period "answer".',
  object({ before: told('Before which acts.', listOf(oneOf(INTENDED_ACTS))), source: text }),
);

/** Of a policy: which data can be put right. */
export const CORRECTIONS = told(
  'What of a candidate can be corrected after the submission, the old value being kept.',
  object(
    { of: told('The kinds of data.', listOf(oneOf(CORRECTABLE))), source: text },
    {
      suspends: told(
        'How many requests of the unit in a case make decisions wait; later ones hold nothing up. All if left out.',
        wholeNumber,
      ),
    },
  ),
);

/** Of a policy: what candidates are told of their data. */
export const PROCESSING_NOTICE = told(
  'What each candidate is told of the processing of their data before they are named; a slate says when they were.',
  object({
    version: told('Names the text. Another text is another version.', {
      type: 'string',
      pattern: '^[a-z][a-z0-9_]{0,59}$',
    }),
    text: told('Purpose, basis, kinds of data, recipients, how long it is kept, rights.', words),
    source: text,
  }),
);

/** Of a policy: who does not decide about whom. */
export const RECUSAL = told(
  'What is asked of officials who may be close to a candidate (回避), beside the interests that they declare themselves.',
  object(
    { source: text },
    {
      sameEmployer: told(
        'What it means that their office employs the candidate (同一单位回避), found by code or name. bars: they are kept from the case until another approver lets them go on; declare: each act of theirs says so on record.',
        oneOf(['bars', 'declare']),
      ),
      declaration: told(
        'per_case (逐案声明): whoever decides says with the act that they have no interest in the case.',
        oneOf(['per_case']),
      ),
    },
  ),
);
