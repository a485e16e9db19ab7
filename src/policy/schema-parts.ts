import { OCCASIONS, ORGANISATION_KINDS, POSTS, REGIMES } from './terms.js';

/** The parts of which the schema of policy files is put together; nothing is allowed that is not named. */
export const object = (required: Record<string, object>, optional: Record<string, object> = {}) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});
export const listOf = (items: object) => ({ type: 'array', minItems: 1, uniqueItems: true, items });
export const oneOf = (words: readonly string[]) => ({ enum: [...words] });
export const text = { type: 'string', minLength: 1 };
export const date = { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
export const identifier = { type: 'string', pattern: '^[a-z][a-z_]*$' };
export const words = object({ 'zh-CN': text, en: text });
export const wholeNumber = { type: 'integer', minimum: 1 };

export const told = (description: string, schema: object) => ({ ...schema, description });

/** To whom something applies; what is left out does not limit it. */
export const scope = {
  posts: listOf(oneOf(POSTS)),
  kinds: listOf(oneOf(ORGANISATION_KINDS)),
  regimes: listOf(oneOf(REGIMES)),
  occasions: listOf(oneOf(OCCASIONS)),
  charity: { type: 'boolean' },
  industryAssociation: { type: 'boolean' },
  privatelyFunded: told('Of a foundation: privately funded, and not raising funds from the public.', {
    type: 'boolean',
  }),
  school: told('Of a social service institution: whether it is a private school.', { type: 'boolean' }),
};
