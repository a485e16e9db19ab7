import {
  BODY_FUNCTIONS,
  OCCASIONS,
  OUTCOMES,
  PERIOD_KEYS,
  POSTS,
  REASONED_ACTS,
  REGIMES,
  WHEN_PASSED,
} from './terms.js';

const object = (required: Record<string, object>, optional: Record<string, object> = {}) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});
const listOf = (items: object) => ({ type: 'array', minItems: 1, uniqueItems: true, items });
const oneOf = (words: readonly string[]) => ({ enum: [...words] });
const text = { type: 'string', minLength: 1 };
const date = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const identifier = { type: 'string', pattern: '^[a-z][a-z_]*$' };
const words = object({ 'zh-CN': text, en: text });
const wholeNumber = { type: 'integer', minimum: 1 };

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

const stage = {
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: [
    object(
      { kind: { const: 'review' }, step: identifier, by: oneOf(BODY_FUNCTIONS), name: words },
      { whenBodyMissing: oneOf(['refuse', 'skip']) },
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

/** JSON Schema of a policy file (draft 2020-12 vocabulary that ajv's default dialect shares). */
export const POLICY_SCHEMA = object({
  policy: { type: 'string', pattern: '^\\d{6}/\\d{4}-\\d{2}-\\d{2}$' },
  jurisdiction: { type: 'string', pattern: '^\\d{6}$' },
  name: words,
  validFrom: date,
  validTo: { anyOf: [date, { type: 'null' }] },
  sources: { type: 'object', additionalProperties: text, minProperties: 1 },
  limits: object({ maximumAge: limit('years'), maximumTermsServed: limit('terms') }),
  incompatiblePosts: {
    type: 'array',
    items: object({ posts: { ...listOf(oneOf(POSTS)), minItems: 2 }, source: text }),
  },
  periods: object(Object.fromEntries(PERIOD_KEYS.map((key) => [key, period]))),
  reasons: listOf(
    object(
      { code: identifier, acts: listOf(oneOf(REASONED_ACTS)), 'zh-CN': text, en: text },
      { outcomes: listOf(oneOf(OUTCOMES)) },
    ),
  ),
  routes: listOf(route),
});
