import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nearest } from '../../src/policy/nearest.js';
import { parsePolicies } from '../../src/policy/parse-policy.js';
import { POSTS } from '../../src/policy/terms.js';
import { edited, SOUND, SOUND_FILE } from './sound-policy.js';

const toldOf = (text: string) => {
  const parsed = parsePolicies([{ file: SOUND_FILE, text }]);
  return 'errors' in parsed ? parsed.errors.map(({ key, message }) => [key, message]) : [];
};

const withChecks = (checks: string, inquiries = '') =>
  edited(
    edited(
      SOUND,
      'acts: [conclude_reconsideration',
      'acts: [resolve_check, take_back_inquiry, conclude_reconsideration',
    ),
    'reasons:\n',
    `${inquiries === '' ? '' : '  inquiry: { length: 3, unit: working_days, whenPassed: overdue, source: S0 }\n'}checks:\n${checks}${inquiries}reasons:\n`,
  );
const CHECK = (parts: string) => `  - { id: convicted, rule: { zh-CN: 犯罪, en: Convicted }, source: S0, ${parts} }\n`;
const SET = 'setting: { years: null, intentionalOnly: true }';
const INQUIRY = (parts: string) =>
  `inquiries:\n  - { id: police, name: { zh-CN: 公安, en: Police }, questions: [{ id: known, words: { zh-CN: 有无, en: Known }, check: criminal_record }], legalBasis: 依据, source: S0, ${parts} }\n`;

/** One wrong word: what is written instead of what, under which key it is told, and what is said of it. */
const WORDS: readonly (readonly [what: string, text: string, key: string, message: string])[] = [
  [
    'a post',
    edited(SOUND, 'posts: [president, vice_president]\n', 'posts: [presidnet, vice_president]\n'),
    'routes.0.posts.0',
    'unknown post "presidnet"; did you mean "president"?',
  ],
  [
    'a post that is near to none',
    edited(SOUND, 'posts: [president, vice_president]\n', 'posts: [chairman, vice_president]\n'),
    'routes.0.posts.0',
    `unknown post "chairman"; must be one of ${POSTS.join(', ')}`,
  ],
  [
    'an act',
    edited(SOUND, 'acts: [reject, revoke]', 'acts: [reject, revok]'),
    'reasons.1.acts.1',
    'unknown act "revok"; did you mean "revoke"?',
  ],
  [
    'an act that completes',
    edited(SOUND, 'acts: [file]', 'acts: [flie]'),
    'routes.0.completions.1.acts.0',
    'unknown act "flie"; did you mean "file"?',
  ],
  [
    'an occasion',
    edited(SOUND, 'occasions: [founding, re_election]', 'occasions: [founding, reelection]'),
    'routes.0.occasions.1',
    'unknown occasion "reelection"; did you mean "re_election"?',
  ],
  [
    'a regime',
    edited(SOUND, 'regimes: [dual_management]', 'regimes: [dual-management]'),
    'routes.0.regimes.0',
    'unknown regime "dual-management"; did you mean "dual_management"?',
  ],
  [
    'the function of a body',
    edited(SOUND, 'by: party_building_body', 'by: party_bilding_body'),
    'routes.0.stages.1.by',
    'unknown function of a body "party_bilding_body"; did you mean "party_building_body"?',
  ],
  [
    'a stage',
    edited(SOUND, 'kind: election', 'kind: eletcion'),
    'routes.0.stages.3.kind',
    'unknown stage "eletcion"; did you mean "election"?',
  ],
  [
    'a unit',
    edited(SOUND, 'length: 7, unit: working_days', 'length: 7, unit: workingdays'),
    'periods.notice.unit',
    'unknown unit "workingdays"; did you mean "working_days"?',
  ],
  [
    'what comes of a period',
    edited(SOUND, 'close_notice', 'close_notcie'),
    'periods.notice.whenPassed',
    'unknown word "close_notcie"; did you mean "close_notice"?',
  ],
  [
    'a check',
    withChecks(CHECK(`check: criminal_recrod, ${SET}, blocks: [approve]`)),
    'checks.0.check',
    'unknown check "criminal_recrod"; did you mean "criminal_record"?',
  ],
  [
    'an act that a check stands in the way of',
    withChecks(CHECK(`check: criminal_record, ${SET}, blocks: [aprove]`)),
    'checks.0.blocks.0',
    'unknown act "aprove"; did you mean "approve"?',
  ],
  [
    'the step of a check',
    withChecks(CHECK(`check: criminal_record, ${SET}, blocks: [approve], step: frist`)),
    'checks.0.step',
    'no route of its posts has the step "frist"; did you mean "first"?',
  ],
  [
    'a step near to none',
    withChecks(CHECK(`check: criminal_record, ${SET}, blocks: [approve], step: third`)),
    'checks.0.step',
    'no route of its posts has the step "third"; name one that is there',
  ],
  [
    'a department',
    withChecks(
      CHECK(`check: criminal_record, ${SET}, blocks: [approve]`),
      INQUIRY('to: public_securty, steps: [first], fields: [name]'),
    ),
    'inquiries.0.to',
    'unknown department "public_securty"; did you mean "public_security"?',
  ],
  [
    'a field of a letter',
    withChecks(
      CHECK(`check: criminal_record, ${SET}, blocks: [approve]`),
      INQUIRY('to: public_security, steps: [first], fields: [name, birthdate]'),
    ),
    'inquiries.0.fields.1',
    'unknown field "birthdate"; did you mean "birth_date"?',
  ],
  [
    'the step of an inquiry',
    withChecks(
      CHECK(`check: criminal_record, ${SET}, blocks: [approve]`),
      INQUIRY('to: public_security, steps: [firsst], fields: [name]'),
    ),
    'inquiries.0.steps',
    'no route has the step "firsst"; did you mean "first"?',
  ],
  [
    'a source',
    edited(
      SOUND,
      'length: 10, unit: working_days, whenPassed: lapse, source: assumed',
      'length: 10, unit: working_days, whenPassed: lapse, source: asumed',
    ),
    'periods.supplement.source',
    '"asumed" is not a key of sources; did you mean "assumed"?',
  ],
  [
    'a source in small letters',
    edited(SOUND, 'source: S0\n    revokedBy', 'source: s0\n    revokedBy'),
    'routes.0.source',
    '"s0" is not a key of sources; did you mean "S0"?',
  ],
  [
    'a source of another number, which is no slip',
    edited(SOUND, 'source: S0\n    revokedBy', 'source: S9\n    revokedBy'),
    'routes.0.source',
    '"S9" is not a key of sources; add it there, or write "assumed" where no rule was found',
  ],
  [
    'a key',
    edited(SOUND, 'length: 7', 'lenght: 7'),
    'periods.notice.lenght',
    'unknown key "lenght"; did you mean "length"?',
  ],
  [
    'a section',
    edited(SOUND, 'incompatiblePosts:', 'incompatible_posts:'),
    'incompatible_posts',
    'unknown key "incompatible_posts"; did you mean "incompatiblePosts"?',
  ],
  [
    'a key that may be left out',
    edited(SOUND, 'whenBodyMissing: skip', 'whenBodyMising: skip'),
    'routes.0.stages.1.whenBodyMising',
    'unknown key "whenBodyMising"; did you mean "whenBodyMissing"?',
  ],
  [
    'a key that stands there already',
    edited(SOUND, 'length: 7', 'lenght: 7, length: 7'),
    'periods.notice.lenght',
    'unknown key "lenght"; remove it or correct its spelling',
  ],
  [
    'a word that is a number',
    edited(SOUND, 'length: 7, unit: working_days', 'length: 7, unit: 5'),
    'periods.notice.unit',
    'must be one of working_days, calendar_days; not 5',
  ],
  [
    'a number that is a word',
    edited(SOUND, 'length: 7', 'length: seven'),
    'periods.notice.length',
    'must be integer; correct the value "seven"',
  ],
  [
    'an id with a capital',
    edited(SOUND, 'step: first', 'step: First'),
    'routes.0.stages.0.step',
    'must match pattern "^[a-z][a-z_]*$"; correct the value "First"',
  ],
];

describe('a wrong word in a policy', () => {
  it.each(WORDS)(
    'is quoted, and the nearest right one named, and nothing else is told: %s',
    (_what, text, key, message) => {
      expect(toldOf(text)).toEqual([[key, message]]);
    },
  );

  it('names the version that a refinement was meant to refine only if its days are the same', () => {
    const city = SOUND.slice(0, SOUND.indexOf('sources:')).replaceAll('330000', '330200');
    const refining = (id: string) => {
      const parsed = parsePolicies([
        { file: SOUND_FILE, text: SOUND },
        { file: 'policies/330200/2024-04-15.yaml', text: city.replace('name:', `refines: ${id}\nname:`) },
      ]);
      return 'errors' in parsed ? parsed.errors.map(({ message }) => message) : [];
    };
    expect(refining('330000/2024-04-16')).toEqual([
      'there is no file with the version "330000/2024-04-16"; write the id of one, or put its file back',
    ]);
  });
});

describe('the nearest word', () => {
  it.each([
    ['presidnet', 'president'],
    ['President', 'president'],
    ['vicepresident', 'vice_president'],
    ['secretary-general', 'secretary_general'],
    ['party_secretry', 'party_secretary'],
    ['legal_representive', 'legal_representative'],
    ['chairman', undefined],
    ['', undefined],
    ['p', undefined],
  ])('to %j is %j', (word, meant) => {
    expect(nearest(word, POSTS)).toBe(meant);
  });

  it('is none where two come as near', () => {
    expect(nearest('steb', ['step', 'stem'])).toBeUndefined();
    expect(nearest('steb', ['step'])).toBe('step');
  });

  it('is a word with one slip, whichever letters change places or are left out', () => {
    fc.assert(
      fc.property(fc.constantFrom(...POSTS), fc.nat(), fc.boolean(), (post, seed, swap) => {
        const place = seed % (post.length - 1);
        const slip = swap ? `${post[place + 1] ?? ''}${post[place] ?? ''}` : (post[place] ?? '');
        const written = post.slice(0, place) + slip + post.slice(place + 2);
        return nearest(written, POSTS) === post;
      }),
    );
  });
});
