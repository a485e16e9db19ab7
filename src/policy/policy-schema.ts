import {
  BODY_FUNCTIONS,
  INTENDED_ACTS,
  OCCASIONS,
  OUTCOMES,
  ALL_PERIOD_KEYS,
  PERIOD_KEYS,
  POSTS,
  REASONED_ACTS,
  REGIMES,
  WHEN_PASSED,
  type OptionalPeriodKey,
} from './terms.js';
import { CHECK_RULE, FOUND_ELSEWHERE } from './check-schema.js';
import { ELECTION } from './election-schema.js';
import { INQUIRY } from './inquiry-schema.js';
import { CORRECTIONS, INTENTION, PROCESSING_NOTICE, RECUSAL } from './rights-schema.js';
import { date, identifier, listOf, object, oneOf, text, told, wholeNumber, words } from './schema-parts.js';

const period = object(
  {
    length: wholeNumber,
    unit: oneOf(['working_days', 'calendar_days']),
    whenPassed: oneOf(WHEN_PASSED),
    source: text,
  },
  { note: text },
);

const limit = (unit: string) =>
  object({ value: wholeNumber, unit: oneOf([unit]), source: text, posts: listOf(oneOf(POSTS)) });

const signed = { signers: told('At least so many approvers are asked.', wholeNumber), source: text };
const asking = {
  asks: told(
    'The system asks everybody who approves for the body once the case is accepted; a handler does if left out.',
    oneOf(['all_approvers']),
  ),
};
const vetoed = {
  veto: told('One disagreement is enough for the body not to agree.', { type: 'boolean' }),
  ...asking,
};

const quorum = {
  type: 'object',
  required: ['agree'],
  discriminator: { propertyName: 'agree' },
  oneOf: [
    // Where all have to agree, one disagreement is enough as it is.
    object({ agree: { const: 'all' }, ...signed }, asking),
    object({ agree: { const: 'any' }, ...signed }, vetoed),
    object({ agree: { const: 'at_least' }, atLeast: wholeNumber, ...signed }, vetoed),
  ],
};

const supplements = object({
  atMost: told('Notices that one step may give; each lists everything that is missing.', wholeNumber),
  within: told(
    'Until the step has accepted the case, or until it decides; and not when that period has passed.',
    oneOf(['acceptance', 'decision']),
  ),
  source: text,
});

const deferrals = object({
  atMost: told('Deferrals that one step may make; how long each lasts, the period "deferral" says.', wholeNumber),
  source: text,
});

const silence = object(
  { source: text },
  {
    acceptance: told('Papers of which nobody said in time what is missing count as accepted.', oneOf(['accepted'])),
    decision: told(
      'A body that has not decided in time counts as agreeing, if nothing stands in the way of an approval.',
      oneOf(['consent']),
    ),
  },
);

const stage = {
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: [
    object(
      { kind: { const: 'review' }, step: identifier, by: oneOf(BODY_FUNCTIONS), name: words },
      {
        whenBodyMissing: oneOf(['refuse', 'skip']),
        quorum: told('Who signs before one of them decides for the body; one approver alone if left out.', quorum),
        proposal: told('Whether a handler proposes before an approver decides.', oneOf(['required'])),
        supplements: told(
          'How often the step may return the case for a supplement, and when; at will if left out.',
          supplements,
        ),
        deferrals: told('How often the step may defer the case; at will if left out.', deferrals),
        silence: told(
          'What silence counts for; nothing but being overdue if left out. Where it is consent, say in supplements and deferrals how often the step may put it off.',
          silence,
        ),
      },
    ),
    object({ kind: { const: 'notice' }, by: oneOf(BODY_FUNCTIONS), source: text }),
    object({ kind: { const: 'election' } }),
    object({ kind: { const: 'completion' }, by: oneOf(BODY_FUNCTIONS) }),
  ],
};

const route = object({
  id: identifier,
  name: words,
  regimes: listOf(oneOf(REGIMES)),
  occasions: listOf(oneOf(OCCASIONS)),
  posts: listOf(oneOf(POSTS)),
  source: text,
  revokedBy: oneOf(BODY_FUNCTIONS),
  stages: listOf(stage),
  completions: listOf(
    object(
      { id: identifier, acts: { type: 'array', uniqueItems: true, items: oneOf(['file', 'register']) } },
      { occasions: listOf(oneOf(OCCASIONS)), posts: listOf(oneOf(POSTS)) },
    ),
  ),
});

const id = { type: 'string', pattern: '^\\d{6}/\\d{4}-\\d{2}-\\d{2}$' };

/** Which version of whose rules a file is, and when they are in force. */
const identification = {
  policy: told('<jurisdiction>/<first day of validity>, as the file lies. A case cites it for ever.', id),
  jurisdiction: told('Administrative division code, GB/T 2260.', { type: 'string', pattern: '^\\d{6}$' }),
  name: words,
  validFrom: told('First day in force, in China.', date),
  validTo: told('Last day in force; null: until a later version begins.', { anyOf: [date, { type: 'null' }] }),
};

const limits = {
  maximumAge: told('Completed years of age on the planned day of the vote.', limit('years')),
  maximumTermsServed: told('Consecutive terms already served in the same post.', limit('terms')),
};
const periods = Object.fromEntries(PERIOD_KEYS.map((key) => [key, period]));
const optionalPeriods = {
  inquiry: told('How long a department that is asked has for its answer; needed where there are inquiries.', period),
  answer: told('How long the submitter and the candidate have to answer what is intended.', period),
} satisfies Record<OptionalPeriodKey, object>;
const sources = told('Key → document. Each rule names its keys, or "assumed" where no published rule was found.', {
  type: 'object',
  additionalProperties: text,
  minProperties: 1,
});
const incompatiblePosts = told('Posts that one person may not hold together in one organisation.', {
  type: 'array',
  items: object({ posts: { ...listOf(oneOf(POSTS)), minItems: 2 }, source: text }),
});
const reasons = told(
  'What an adverse or delaying act can name as its reason.',
  listOf(
    object(
      { code: identifier, acts: listOf(oneOf(REASONED_ACTS)), 'zh-CN': text, en: text },
      {
        outcomes: listOf(oneOf(OUTCOMES)),
        of: told(
          'Where a reconsideration is concluded: of which decision. Left out, of a rejection as well as of a revocation.',
          listOf(oneOf(INTENDED_ACTS)),
        ),
      },
    ),
  ),
);
const routes = told('Tried in the order written; the first that fits takes the posts it covers.', listOf(route));
const checks = told(
  'What is checked of each candidate, from which facts, and which acts it stands in the way of.',
  listOf(CHECK_RULE),
);

const inquiries = told(
  'What departments can be asked (征求意见、函询), with which data, and which acts wait for the answer.',
  listOf(INQUIRY),
);

const reminders = told(
  'Who is reminded (催办) of a period that is about to pass, or has passed; each reminder once a deadline.',
  listOf(
    object(
      {
        id: identifier,
        periods: told(
          'Of which periods; of `inquiry`, the department that is asked is reminded of each letter.',
          listOf(oneOf(ALL_PERIOD_KEYS)),
        ),
        when: told('Before the last day of the period, or after it.', oneOf(['before', 'after'])),
        days: told('So many days, in the unit of the period.', { type: 'integer', minimum: 0 }),
        to: told(
          'Handlers or approvers of the body on turn, who submitted, or the next in line (escalation).',
          oneOf(['handlers', 'approvers', 'submitters', 'next_in_line']),
        ),
        source: text,
      },
      {
        nextInLine: told(
          'Of an escalation: the first of these that the case has, and that is neither late itself nor the submitting body.',
          listOf(oneOf(BODY_FUNCTIONS)),
        ),
      },
    ),
  ),
);

/** The rights of those concerned, in a file of either form. */
const RIGHTS = {
  intention: INTENTION,
  corrections: CORRECTIONS,
  processingNotice: PROCESSING_NOTICE,
  recusal: RECUSAL,
};

/** JSON Schema of a policy file that states all rules, in the dialect of ajv (draft 7). */
export const POLICY_SCHEMA = object(
  {
    ...identification,
    sources,
    limits: object(limits),
    incompatiblePosts,
    periods: object(periods, optionalPeriods),
    reasons,
    routes,
  },
  { checks, foundElsewhere: FOUND_ELSEWHERE, inquiries, reminders, election: ELECTION, ...RIGHTS },
);

/** JSON Schema of a file that states what differs from the version it refines. */
export const REFINEMENT_SCHEMA = object(
  { ...identification, refines: told('The version whose rules these are, but for those written here.', id) },
  {
    sources,
    limits: object({}, limits),
    incompatiblePosts,
    periods: object({}, { ...periods, ...optionalPeriods }),
    reasons,
    routes,
    checks,
    foundElsewhere: FOUND_ELSEWHERE,
    election: ELECTION,
    inquiries,
    reminders,
    ...RIGHTS,
  },
);

/** For the editors of those who write policies: one schema for both forms of a file. */
export const POLICY_FILE_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A policy file of Renxuan',
  if: { required: ['refines'] },
  then: REFINEMENT_SCHEMA,
  else: POLICY_SCHEMA,
};
