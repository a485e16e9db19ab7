import { GATED_ACTS, CHECKS, POSTS, type CheckName } from './terms.js';
import type { CheckSettings, OptionalSettings } from './checks/rule.js';
import { identifier, listOf, object, oneOf, scope, text, told, wholeNumber, words } from './schema-parts.js';

const years = object({ years: wholeNumber });
const byDeclaration = {
  declarationSuffices: told(
    'Whether what the candidate declares is enough where it speaks for them; left out, another department is asked.',
    { type: 'boolean' },
  ),
};
const posts = listOf(oneOf(POSTS));
/** Whoever is to be legal representative is asked which other post they have. */
const besideRepresentative = oneOf(POSTS.filter((post) => post !== 'legal_representative'));
const orNull = (schema: object) => ({ anyOf: [schema, { type: 'null' }] });

/** The numbers a check needs from its policy; a check that is not named has none. */
const SETTINGS: Readonly<Record<keyof CheckSettings, object>> = {
  term_length: object({ minimumYears: wholeNumber, maximumYears: wholeNumber }),
  criminal_record: object({ years: orNull(wholeNumber), intentionalOnly: { type: 'boolean' } }),
  revoked_organisation: years,
  credit_information: years,
  legal_representative_elsewhere: object({ among: oneOf(['social_groups', 'all']) }),
  leading_post_elsewhere: object({ posts }),
  serving_official: object({ exception: oneOf(['approved', 'none']) }, byDeclaration),
  retired_cadre: object(
    { restYears: wholeNumber, maximumAge: wholeNumber, maximumTerms: wholeNumber, maximumPosts: wholeNumber },
    byDeclaration,
  ),
  relatives: object({ atMostOneIn: orNull(wholeNumber) }),
  residence: object(
    { required: oneOf(['mainland', 'mainland_citizen']), monthsForOthers: orNull(wholeNumber) },
    byDeclaration,
  ),
  legal_representative_post: object({
    ordinarily: listOf(besideRepresentative),
    byCharter: { type: 'array', items: besideRepresentative },
  }),
  roster_size: object({ minimum: wholeNumber, maximum: wholeNumber, parity: oneOf(['odd', 'any']) }),
  mid_term_share: object({ atMostOneIn: wholeNumber }),
  candidates_per_seat: object(
    { mode: oneOf(['competitive', 'either']), surplusPercent: { type: 'integer', minimum: 0 } },
    {
      of: told(
        'Of the vote on the members of the Party committee, as stated; left out, of that on the posts stood for.',
        oneOf(['party_committee']),
      ),
    },
  ),
  party_organisation: object({ fullMembers: wholeNumber }),
  professional_experience: years,
};

/** The numbers of checks that can do without them. */
const OPTIONAL_SETTINGS: Readonly<Record<keyof OptionalSettings, object>> = {
  consecutive_terms: object({
    furtherTerm: told(
      'A term beyond the limit needs at least so many votes out of so many, of those who could vote or who were there.',
      object({ votes: wholeNumber, outOf: wholeNumber, among: oneOf(['voters_due', 'voters_present']) }),
    ),
  }),
  cadre_approval: object({}, byDeclaration),
};

const acts = listOf(oneOf(GATED_ACTS));

const ruleOf = (check: object, setting: Record<string, object>, optional: Record<string, object> = {}) =>
  object(
    { id: identifier, check, rule: words, source: text, ...setting },
    {
      ...optional,
      blocks: told(
        'The acts it stands in the way of, of a person or of the clock, unless it comes to a pass or was resolved.',
        acts,
      ),
      warns: told('The acts beside which it is shown.', acts),
      step: told('Of approve: at which step; at the last review before the vote if left out.', identifier),
      evidence: told(
        'How many calendar days old an answer of others may be on the day of a decision; then it counts as if nobody had been asked. What was found against the candidate does not grow old. Left out, no answer does.',
        object({ notOlderThan: wholeNumber, source: text }),
      ),
      ...scope,
    },
  );

const isSet = (check: CheckName): check is keyof CheckSettings => check in SETTINGS;
const canBeSet = (check: CheckName): check is keyof OptionalSettings => check in OPTIONAL_SETTINGS;

/** Of a policy: how long what one review found out weighs in another. */
export const FOUND_ELSEWHERE = told(
  'How long what was found against somebody in a review that has ended is told in others of the same person: that it is there, never what it says. Left out, only reviews under way tell it.',
  object({ years: told('Years after the day on which it was recorded.', wholeNumber), source: text }),
);

/** One check of a policy: each with the setting it needs, and none that it does not. */
export const CHECK_RULE = {
  type: 'object',
  required: ['check'],
  discriminator: { propertyName: 'check' },
  oneOf: [
    ruleOf(oneOf(CHECKS.filter((check) => !isSet(check) && !canBeSet(check))), {}),
    ...CHECKS.filter(canBeSet).map((check) => ruleOf({ const: check }, {}, { setting: OPTIONAL_SETTINGS[check] })),
    ...CHECKS.filter(isSet).map((check) => ruleOf({ const: check }, { setting: SETTINGS[check] })),
  ],
};
