import { describe, expect, it } from '@jest/globals';
import { parsePolicies } from '../../src/policy/parse-policy.js';
import { parse } from 'yaml';
import { SHIPPED_FILE, SHIPPED_TEXT } from '../workflow/shipped-courses.js';
import { edited, lineOf, SOUND, SOUND_FILE } from './sound-policy.js';

interface Wrong {
  readonly what: string;
  /** What is written in the sound file, and what stands there instead. */
  readonly from: string;
  readonly to: string;
  /** What stands on the line that the error names. */
  readonly line: string;
  readonly key: string;
  readonly message: string;
}

const wrong = (what: string, from: string, to: string, line: string, key: string, message: string): Wrong => ({
  what,
  from,
  to,
  line,
  key,
  message,
});

const POSTS =
  'must be one of president, vice_president, secretary_general, executive_head, legal_representative, party_secretary, party_deputy_secretary';

const FIRST = '      - { kind: review, step: first, by: supervising_unit, name: { zh-CN: 初审, en: First } }\n';
const SECOND =
  '      - { kind: review, step: second, by: party_building_body, whenBodyMissing: skip, name: { zh-CN: 复审, en: Second } }\n';
const NOTICE = '      - { kind: notice, by: supervising_unit, source: S0 }\n';

/** What a schema can say: the form of each value. */
const FORM: readonly Wrong[] = [
  wrong(
    'a misspelt post',
    'posts: [president, vice_president]\n',
    'posts: [president, chairman]\n',
    'posts: [president, chairman]',
    'routes.0.posts.1',
    POSTS,
  ),
  wrong(
    'a missing period',
    '  notice: { length: 7, unit: working_days, whenPassed: close_notice, source: assumed }\n',
    '',
    'acceptance:',
    'periods',
    'the key "notice" is missing; add it',
  ),
  wrong(
    'a misspelt key',
    'length: 7',
    'lenght: 7, length: 7',
    'lenght',
    'periods.notice.lenght',
    'unknown key "lenght"; remove it or correct its spelling',
  ),
  wrong(
    'a key at the wrong level',
    'validTo: null',
    'validTo: null\ncolour: red',
    'colour',
    'colour',
    'unknown key "colour"; remove it or correct its spelling',
  ),
  wrong(
    'a period without a source',
    'source: assumed }\n  supplement',
    '}\n  supplement',
    '  decision:',
    'periods.decision',
    'the key "source" is missing; add it',
  ),
  wrong(
    'a period of no days',
    'length: 7',
    'length: 0',
    'length: 0',
    'periods.notice.length',
    'must be >= 1; correct the value',
  ),
  wrong(
    'a period of half a day',
    'length: 7',
    'length: 7.5',
    'length: 7.5',
    'periods.notice.length',
    'must be integer; correct the value',
  ),
  wrong(
    'a number as text',
    'length: 7',
    "length: '7'",
    "length: '7'",
    'periods.notice.length',
    'must be integer; correct the value',
  ),
  wrong(
    'a unit nobody counts in',
    'length: 7, unit: working_days',
    'length: 7, unit: weeks',
    'unit: weeks',
    'periods.notice.unit',
    'must be one of working_days, calendar_days',
  ),
  wrong(
    'an end of a period nobody knows',
    'close_notice',
    'shrug',
    'shrug',
    'periods.notice.whenPassed',
    'must be one of overdue, lapse, close_notice, final',
  ),
  wrong(
    'an age limit in terms',
    'unit: years',
    'unit: terms',
    'maximumAge',
    'limits.maximumAge.unit',
    'must be one of years',
  ),
  wrong(
    'a rule on one post alone',
    'posts: [president, secretary_general]',
    'posts: [president]',
    '- { posts: [president], source',
    'incompatiblePosts.0.posts',
    'must NOT have fewer than 2 items',
  ),
  wrong(
    'a reason for an act that needs none',
    'acts: [reject, revoke]',
    'acts: [reject, revoke, accept]',
    'code: unfit',
    'reasons.1.acts.2',
    'must be one of reject, return_for_supplement',
  ),
  wrong(
    'a reason without English words',
    ', en: Unfit',
    '',
    'code: unfit',
    'reasons.1',
    'the key "en" is missing; add it',
  ),
  wrong(
    'a stage nobody knows',
    'kind: election',
    'kind: party',
    'kind: party',
    'routes.0.stages.3.kind',
    'unknown stage "party"; must be one of review, notice, election, completion',
  ),
  wrong(
    'a step that may ask for no supplement at all',
    'step: first,',
    'step: first, supplements: { atMost: 0, within: acceptance, source: S0 },',
    'step: first',
    'routes.0.stages.0.supplements.atMost',
    'must be >= 1; correct the value',
  ),
  wrong(
    'supplements within a period that is not the step’s',
    'step: first,',
    'step: first, supplements: { atMost: 1, within: notice, source: S0 },',
    'step: first',
    'routes.0.stages.0.supplements.within',
    'must be one of acceptance, decision',
  ),
  wrong(
    'a step that may not defer at all',
    'step: first,',
    'step: first, deferrals: { atMost: 0, source: S0 },',
    'step: first',
    'routes.0.stages.0.deferrals.atMost',
    'must be >= 1; correct the value',
  ),
  wrong(
    'a step with a capital',
    'step: first',
    'step: First',
    'step: First',
    'routes.0.stages.0.step',
    'must match pattern',
  ),
  wrong(
    'a body in no function',
    'by: party_building_body',
    'by: neighbours',
    'by: neighbours',
    'routes.0.stages.1.by',
    'must be one of supervising_unit, party_building_body',
  ),
  wrong(
    'a notice without a source',
    'by: supervising_unit, source: S0 }',
    'by: supervising_unit }',
    '- { kind: notice',
    'routes.0.stages.2',
    'the key "source" is missing; add it',
  ),
  wrong(
    'a completion nobody knows',
    'acts: [file]',
    'acts: [celebrate]',
    'celebrate',
    'routes.0.completions.1.acts.0',
    'must be one of file, register',
  ),
  wrong('a jurisdiction as a number', "'330000'", '330000', 'jurisdiction: 330000', 'jurisdiction', 'must be string'),
  wrong(
    'a day in another form',
    'validFrom: 2024-04-15',
    'validFrom: 15/4/2024',
    'validFrom',
    'validFrom',
    'must match pattern',
  ),
  wrong(
    'no sources',
    'sources:\n  S0: 要点\n  L1: 条例\n',
    'sources: {}\n',
    'sources',
    'sources',
    'must NOT have fewer than 1 properties',
  ),
];

/** What it cannot: that names refer to something, and that every case has a way on. */
const REFERENCES: readonly Wrong[] = [
  wrong(
    'an id that says another place',
    'policy: 330000/',
    'policy: 110000/',
    'policy:',
    'policy',
    'must be "330000/2024-04-15", the jurisdiction and the first day of validity',
  ),
  wrong(
    'a first day that does not exist',
    "policy: 330000/2024-04-15\njurisdiction: '330000'\nname: { zh-CN: 审核, en: Vetting }\nvalidFrom: 2024-04-15",
    "policy: 330000/2024-02-30\njurisdiction: '330000'\nname: { zh-CN: 审核, en: Vetting }\nvalidFrom: 2024-02-30",
    'validFrom',
    'validFrom',
    'there is no day 2024-02-30; correct it',
  ),
  wrong(
    'a last day that does not exist',
    'validTo: null',
    'validTo: 2025-13-01',
    'validTo',
    'validTo',
    'there is no day 2025-13-01; correct it',
  ),
  wrong(
    'a last day before the first',
    'validTo: null',
    'validTo: 2024-04-14',
    'validTo',
    'validTo',
    'is before validFrom 2024-04-15; a version must be valid a day',
  ),
  wrong(
    'a period with an unknown source',
    'source: L1, note',
    'source: L9, note',
    'acceptance',
    'periods.acceptance.source',
    '"L9" is not a key of sources; add it there, or write "assumed"',
  ),
  wrong(
    'a limit with an unknown second source',
    'source: S0 L1',
    'source: S0 L9',
    'maximumTermsServed',
    'limits.maximumTermsServed.source',
    '"L9" is not a key of sources',
  ),
  wrong(
    'incompatible posts with an unknown source',
    'source: L1 }\nperiods',
    'source: L9 }\nperiods',
    'secretary_general], source: L9',
    'incompatiblePosts.0.source',
    '"L9" is not a key of sources',
  ),
  wrong(
    'a route with an unknown source',
    'source: S0\n    revokedBy',
    'source: S9\n    revokedBy',
    'source: S9',
    'routes.0.source',
    '"S9" is not a key of sources',
  ),
  wrong(
    'a notice with an unknown source',
    'by: supervising_unit, source: S0 }',
    'by: supervising_unit, source: S9 }',
    'kind: notice',
    'routes.0.stages.2.source',
    '"S9" is not a key of sources',
  ),
  wrong(
    'an act without a reason to choose',
    'acts: [withdraw, reconsider]',
    'acts: [withdraw]',
    '- { code: incomplete',
    'reasons',
    'no reason can be given for "reconsider"; add at least one',
  ),
  wrong(
    'a reconsidered decision without a reason for an outcome',
    'acts: [conclude_reconsideration, conclude_objection], zh-CN: 已核, en: Heard }',
    'acts: [conclude_reconsideration, conclude_objection], of: [reject], zh-CN: 已核, en: Heard }\n  - { code: stands, acts: [conclude_reconsideration], outcomes: [upheld], zh-CN: 维持, en: Stands }',
    '- { code: incomplete',
    'reasons',
    'no reason can be given for "conclude_reconsideration" of "revoke" with the outcome "overturned"; add one',
  ),
  wrong(
    'an outcome without a reason to choose',
    'acts: [conclude_reconsideration, conclude_objection],',
    'acts: [conclude_reconsideration, conclude_objection], outcomes: [upheld, not_proven, proven_without_effect, proven_with_effect],',
    '- { code: incomplete',
    'reasons',
    'no reason can be given for "conclude_reconsideration" with the outcome "overturned"; add one, or widen its outcomes',
  ),
  wrong(
    'a reason written twice',
    'code: heard',
    'code: unfit',
    '- { code: incomplete',
    'reasons',
    'the reason "unfit" is written twice; give each reason a code of its own',
  ),
  wrong(
    'a processing notice by no source',
    '\nreasons:',
    '\nprocessingNotice: { version: one_1, text: { zh-CN: 告知, en: Told }, source: S99 }\nreasons:',
    'processingNotice:',
    'processingNotice.source',
    '"S99" is not a key of sources',
  ),
  wrong(
    'a quorum that no body can meet',
    'step: second, by: party_building_body',
    'step: second, quorum: { agree: at_least, atLeast: 3, signers: 2, source: S0 }, by: party_building_body',
    'step: second',
    'routes.0.stages.1.quorum.atLeast',
    '3 of 2 can never agree; ask more signers, or need fewer of them',
  ),
  wrong(
    'a quorum of nobody',
    'step: second, by: party_building_body',
    'step: second, quorum: { agree: any, signers: 0, veto: true, source: S0 }, by: party_building_body',
    'step: second',
    'routes.0.stages.1.quorum.signers',
    'must be >= 1',
  ),
  wrong(
    'a veto where one disagreement is enough without',
    'step: second, by: party_building_body',
    'step: second, quorum: { agree: all, signers: 2, veto: true, source: S0 }, by: party_building_body',
    'step: second',
    'routes.0.stages.1.quorum.veto',
    'unknown key "veto"',
  ),
  wrong(
    'a number of signatures where all are needed',
    'step: second, by: party_building_body',
    'step: second, quorum: { agree: all, atLeast: 2, signers: 2, source: S0 }, by: party_building_body',
    'step: second',
    'routes.0.stages.1.quorum.atLeast',
    'unknown key "atLeast"',
  ),
  wrong(
    'a quorum by no source',
    'step: second, by: party_building_body',
    'step: second, quorum: { agree: any, signers: 2, source: S99 }, by: party_building_body',
    'step: second',
    'routes.0.stages.1.quorum.source',
    '"S99" is not a key of sources',
  ),
  wrong(
    'supplements by no source',
    'step: second, by: party_building_body',
    'step: second, supplements: { atMost: 1, within: acceptance, source: S99 }, by: party_building_body',
    'step: second',
    'routes.0.stages.1.supplements.source',
    '"S99" is not a key of sources',
  ),
  ...(
    [
      [
        'written twice',
        'id: late, periods: [decision], when: after, days: 1, to: approvers',
        1,
        '',
        'the reminder "late" is written twice',
      ],
      [
        'that comes before its period begins',
        'id: soon, periods: [decision], when: before, days: 10, to: handlers',
        1,
        '.days',
        '"soon" would come before the period "decision" begins; make it fewer days',
      ],
      [
        'after the period and on its last day',
        'id: soon, periods: [decision], when: after, days: 0, to: handlers',
        1,
        '.days',
        '"soon" has to come at least a day after',
      ],
      [
        'to who submitted, while a body is on turn',
        'id: soon, periods: [decision], when: after, days: 1, to: submitters',
        1,
        '.to',
        'in the period "decision" a body is on turn, not who submitted',
      ],
      [
        'to a body, while who submitted is on turn',
        'id: soon, periods: [supplement], when: after, days: 1, to: handlers',
        1,
        '.to',
        'in the period "supplement" who submitted is on turn; name submitters',
      ],
      [
        'to nobody in line',
        'id: soon, periods: [decision], when: after, days: 1, to: next_in_line',
        1,
        '.nextInLine',
        '"soon" has to say who is next in line',
      ],
      [
        'with a line that nobody follows',
        'id: soon, periods: [decision], when: after, days: 1, to: handlers, nextInLine: [registration_authority]',
        1,
        '.nextInLine',
        'only "to: next_in_line" has a line',
      ],
      [
        'that escalates what is not late',
        'id: soon, periods: [decision], when: before, days: 1, to: next_in_line, nextInLine: [registration_authority]',
        1,
        '.when',
        '"soon" would escalate what is not late yet; say after',
      ],
      [
        'by no source',
        'id: soon, periods: [decision], when: before, days: 1, to: handlers, source: S99',
        1,
        '.source',
        '"S99" is not a key of sources',
      ],
      [
        'of a period nobody knows',
        'id: soon, periods: [lunch], when: before, days: 1, to: handlers',
        1,
        '.periods.0',
        'must be one of acceptance, decision',
      ],
    ] as const
  ).map(([what, said, place, key, message]) =>
    wrong(
      `a reminder ${what}`,
      'reasons:\n',
      `reminders:\n  - { id: late, periods: [decision], when: after, days: 2, to: approvers, source: S0 }\n  - { ${said}${said.includes('source') ? '' : ', source: S0'} }\nreasons:\n`,
      said,
      `reminders.${place}${key}`,
      message,
    ),
  ),
  wrong(
    'silence that counts for nothing',
    'step: second, by: party_building_body',
    'step: second, silence: { source: S0 }, by: party_building_body',
    'step: second',
    'routes.0.stages.1.silence',
    'says nothing; name acceptance or decision, or take it out',
  ),
  wrong(
    'silence by no source',
    'step: second, by: party_building_body',
    'step: second, silence: { decision: consent, source: S99 }, by: party_building_body',
    'step: second',
    'routes.0.stages.1.silence.source',
    '"S99" is not a key of sources',
  ),
  wrong(
    'consent of those who have to sign and are silent',
    'step: second, by: party_building_body',
    'step: second, quorum: { agree: any, signers: 2, source: S0 }, silence: { decision: consent, source: S0 }, by: party_building_body',
    'step: second',
    'routes.0.stages.1.silence.decision',
    'at "second" several have to sign, and who is silent has not signed; take one of the two out',
  ),
  wrong(
    'consent of a body whose handler has to propose and is silent',
    'step: second, by: party_building_body',
    'step: second, proposal: required, silence: { decision: consent, source: S0 }, by: party_building_body',
    'step: second',
    'routes.0.stages.1.silence.decision',
    'at "second" a handler has to propose first, and who is silent has not; take one of the two out',
  ),
  wrong(
    'a silence that approves a person',
    `${NOTICE}      - { kind: election }
      - { kind: completion, by: registration_authority }
    completions:
      - { id: register, occasions: [founding], acts: [register] }
      - { id: file, acts: [file] }
`,
    `      - { kind: election }
      - { kind: review, step: third, by: party_building_body, silence: { decision: consent, source: S0 }, name: { zh-CN: 三, en: Third } }
      - { kind: completion, by: registration_authority }
    completions:
      - { id: approval, acts: [] }
`,
    'step: third',
    'routes.0.stages.3.silence.decision',
    'the agreement of "third" is itself the approval of the person; let the body give it',
  ),
  wrong(
    'a step that occurs twice',
    'step: second',
    'step: first',
    '- { kind: review, step: first, by: supervising_unit',
    'routes.0.stages',
    'the step "first" occurs twice; no case visits a step twice',
  ),
  wrong(
    'a step that bears the name of the notice',
    'step: second',
    'step: notice',
    '- { kind: review, step: first, by: supervising_unit',
    'routes.0.stages',
    'no step may be called "notice"; the public notice is',
  ),
  wrong(
    'a route that begins with its notice',
    `${FIRST}${SECOND}${NOTICE}`,
    `${NOTICE}${FIRST}${SECOND}`,
    NOTICE,
    'routes.0.stages',
    'must begin with a review',
  ),
  wrong(
    'a route without a vote',
    '      - { kind: election }\n',
    '',
    '- { kind: review, step: first',
    'routes.0.stages',
    'must have exactly one election',
  ),
  wrong(
    'a route with two notices',
    '      - { kind: election }\n',
    '      - { kind: election }\n      - { kind: notice, by: registration_authority, source: S0 }\n',
    '- { kind: review, step: first',
    'routes.0.stages',
    'can have at most one notice',
  ),
  wrong(
    'a route without a completion',
    '      - { kind: completion, by: registration_authority }\n',
    '',
    '- { kind: review, step: first',
    'routes.0.stages',
    'must end with its one completion',
  ),
  wrong(
    'a route that goes on after its completion',
    '    completions:\n',
    '      - { kind: review, step: third, by: supervising_unit, name: { zh-CN: 三, en: Third } }\n    completions:\n',
    '- { kind: review, step: first',
    'routes.0.stages',
    'must end with its one completion',
  ),
  wrong(
    'an end without an act after a vote',
    'acts: [file]',
    'acts: []',
    '- { id: register',
    'routes.0.completions',
    '"file" has no act, so the stage before it must be a review, the approval itself',
  ),
  wrong(
    'a completion written twice',
    'id: register',
    'id: file',
    '- { id: file, occasions',
    'routes.0.completions',
    'the completion "file" is written twice; give each an id of its own',
  ),
  wrong(
    'a supplement that does not lapse',
    'whenPassed: lapse, source: assumed }\n  deferral',
    'whenPassed: overdue, source: assumed }\n  deferral',
    'whenPassed: overdue, source: assumed }\n  deferral',
    'periods.supplement.whenPassed',
    'must be lapse; a case can do nothing else when this period has passed',
  ),
  wrong(
    'an acceptance that lapses',
    'length: 5, unit: working_days, whenPassed: overdue, source: L1',
    'length: 5, unit: working_days, whenPassed: lapse, source: L1',
    'acceptance',
    'periods.acceptance.whenPassed',
    'must be overdue; a case can do nothing else when this period has passed',
  ),
  wrong(
    'a notice that lapses',
    'close_notice',
    'lapse',
    '  notice:',
    'periods.notice.whenPassed',
    'must be close_notice or overdue; a case can do nothing else when this period has passed',
  ),
  wrong(
    'a period for inquiries that it does not have',
    'source: assumed }\nreasons:',
    'source: assumed }\n  inquiry: { length: 3, unit: working_days, whenPassed: overdue, source: S0 }\nreasons:',
    '  inquiry:',
    'periods.inquiry',
    'there are no inquiries, so nothing would last so long; take it out',
  ),
];

const errorsOf = (text: string, file = SOUND_FILE) => {
  const parsed = parsePolicies([{ file, text }]);
  return 'errors' in parsed ? parsed.errors : [];
};

describe('a policy file', () => {
  it('is read when it is sound', () => {
    expect(parsePolicies([{ file: SOUND_FILE, text: SOUND }])).toMatchObject({
      policies: [{ policy: '330000/2024-04-15', validTo: null, periods: { notice: { length: 7 } } }],
    });
  });

  it('is read wherever the folder of policies lies', () => {
    expect(errorsOf(SOUND, '/srv/rules/330000/2024-04-15.yaml')).toEqual([]);
    expect(errorsOf(SOUND, 'C:\\rules\\330000\\2024-04-15.yaml')).toEqual([]);
  });

  it.each([...FORM, ...REFERENCES])('with $what is refused: file, line, key, and what to do', (row) => {
    const text = edited(SOUND, row.from, row.to);
    const file = SOUND_FILE.replace('2024-04-15', /validFrom: (\d{4}-\d\d-\d\d)\n/.exec(text)?.[1] ?? '2024-04-15');
    const message = expect.stringContaining(row.message);
    expect(errorsOf(text, file)).toEqual([{ file, line: lineOf(text, row.line), key: row.key, message }]);
  });

  it('that lies at another place than its id says is refused', () => {
    expect(errorsOf(SOUND, 'policies/330000/2025-01-01.yaml')).toEqual([
      {
        file: 'policies/330000/2025-01-01.yaml',
        line: 1,
        key: 'policy',
        message: 'the file must lie at 330000/2024-04-15.yaml, where its jurisdiction and date say',
      },
    ]);
  });

  it('with two routes of one name is refused', () => {
    const route = edited(SOUND.slice(SOUND.indexOf('  - id: officers')), '[dual_management]', '[decoupled]');
    expect(errorsOf(SOUND + route)).toEqual([
      expect.objectContaining({
        key: 'routes',
        line: lineOf(SOUND, '  - id: officers'),
        message: 'the route "officers" is written twice; give each route an id of its own',
      }),
    ]);
  });

  it('with gaps in its completions is refused, and each post and occasion left without an end is named', () => {
    const text = edited(SOUND, '      - { id: file, acts: [file] }\n', '');
    const messages = ['president', 'vice_president'].map(
      (post) => `no completion fits ${post} at re_election; end the list with one that names neither`,
    );
    expect(errorsOf(text)).toEqual(
      messages.map((message) => ({
        file: SOUND_FILE,
        line: lineOf(text, '- { id: register'),
        key: 'routes.0.completions',
        message,
      })),
    );
  });

  it('that is no YAML is refused with the line', () => {
    const text = edited(SOUND, "jurisdiction: '330000'", 'jurisdiction: [330000');
    const errors = errorsOf(text);
    expect(errors.map(({ file, key }) => ({ file, key }))).toContainEqual({ file: SOUND_FILE, key: '' });
    expect(errors.map(({ line }) => line)).toContain(lineOf(text, 'name:'));
  });

  it('with a key written twice is refused with the line of the second', () => {
    const text = edited(SOUND, 'validTo: null', 'validTo: null\nvalidTo: 2030-01-01');
    expect(errorsOf(text)).toEqual([
      { file: SOUND_FILE, line: lineOf(text, 'validTo: 2030'), key: '', message: expect.stringContaining('unique') },
    ]);
  });

  it.each(['', 'null', '[]', '42'])('that holds no policy at all is refused: %j', (text) => {
    expect(errorsOf(text)).toEqual([
      { file: SOUND_FILE, line: 1, key: '', message: expect.stringMatching(/^must be object; correct the value/) },
    ]);
  });

  it('is refused with everything that is wrong in its form at once', () => {
    let text = SOUND;
    for (const { from, to } of [rowOf('a misspelt key'), rowOf('a misspelt post'), rowOf('an age limit in terms')]) {
      text = edited(text, from, to);
    }
    expect(errorsOf(text).map(({ key }) => key)).toEqual([
      'limits.maximumAge.unit',
      'periods.notice.lenght',
      'routes.0.posts.1',
    ]);
  });

  it('is refused with everything that is wrong in its references at once', () => {
    let text = SOUND;
    for (const what of [
      'a period with an unknown source',
      'an act without a reason to choose',
      'a step that occurs twice',
    ]) {
      const { from, to } = rowOf(what);
      text = edited(text, from, to);
    }
    expect(errorsOf(text).map(({ key }) => key)).toEqual(['periods.acceptance.source', 'reasons', 'routes.0.stages']);
  });
});

describe('a policy file with faults in its form', () => {
  const unknownSource = rowOf('a period with an unknown source');

  it.each(FORM)('is told besides what else is wrong, and nothing that follows from it: $what', (row) => {
    const text = edited(edited(SOUND, row.from, row.to), unknownSource.from, unknownSource.to);
    // While the sources have no form, nobody knows what is among them.
    const told = row.key === 'sources' ? [row.message] : [row.message, unknownSource.message];
    const messages = errorsOf(text).map(({ message }) => message);
    expect(messages).toHaveLength(told.length);
    expect(messages).toEqual(expect.arrayContaining(told.map((said) => expect.stringContaining(said))));
  });

  it('is told of each reference that its sound parts have wrong, at the place where it is written', () => {
    let text = SOUND;
    const rows = ['a misspelt post', 'a reason without English words', 'a notice that lapses'].map(rowOf);
    for (const { from, to } of rows) text = edited(text, from, to);
    // The two broken parts are a route and a reason, which the third message is not about.
    expect(errorsOf(text).map(({ line, key }) => ({ line, key }))).toEqual([
      { line: lineOf(text, '  notice:'), key: 'periods.notice.whenPassed' },
      { line: lineOf(text, 'code: unfit'), key: 'reasons.1' },
      { line: lineOf(text, 'posts: [president, chairman]'), key: 'routes.0.posts.1' },
    ]);
  });

  it('says nothing of a reason that only its faulty reasons could give', () => {
    const text = edited(SOUND, 'code: stepped_back', 'code: Stepped back');
    expect(errorsOf(text).map(({ key }) => key)).toEqual(['reasons.2.code']);
  });

  it('names the place of an element behind a faulty one by where it is written', () => {
    const route = edited(SOUND.slice(SOUND.indexOf('  - id: officers')), 'id: officers', 'id: others');
    const faulty = edited(SOUND, 'posts: [president, vice_president]\n', 'posts: [president, chairman]\n');
    const text = faulty + edited(route, 'source: S0\n    revokedBy', 'source: S9\n    revokedBy');
    expect(errorsOf(text).map(({ line, key }) => ({ line, key }))).toEqual([
      { line: lineOf(text, 'chairman'), key: 'routes.0.posts.1' },
      { line: lineOf(text, 'source: S9'), key: 'routes.1.source' },
    ]);
  });

  it('takes a misspelt section for the one that is not there', () => {
    const city = [
      'policy: 330200/2025-01-01',
      "jurisdiction: '330200'",
      'refines: 330000/2024-04-15',
      'name: { zh-CN: 甬, en: City }',
      'validFrom: 2025-01-01',
      'validTo: null',
      'source: { L5: 办法 }',
      'periods:',
      '  notice: { length: 5, unit: working_days, whenPassed: close_notice, source: L5 }',
      '',
    ].join('\n');
    const parsed = parsePolicies([
      { file: SOUND_FILE, text: SOUND },
      { file: 'policies/330200/2025-01-01.yaml', text: city },
    ]);
    expect('errors' in parsed && parsed.errors.map(({ key }) => key)).toEqual(['source']);
  });

  it('leaves the overlap of two versions to those whose days are sound', () => {
    const version = (validFrom: string, validTo: string) => ({
      file: `policies/330000/${validFrom}.yaml`,
      text: SOUND.replaceAll('2024-04-15', validFrom).replace('validTo: null', `validTo: ${validTo}`),
    });
    const keysOf = (validTo: string) => {
      const parsed = parsePolicies([version('2024-04-15', validTo), version('2025-01-01', 'null')]);
      return 'errors' in parsed ? parsed.errors.map(({ message }) => message.slice(0, 14)) : [];
    };
    expect(keysOf('2025-06-30')).toEqual(['overlaps with ']);
    expect(keysOf('2025-13-01')).toEqual(['there is no da']);
    expect(keysOf('2023-01-01')).toEqual(['is before vali']);
  });
});

describe('a step that no case can come to', () => {
  const ROUTE = SOUND.slice(SOUND.indexOf('  - id: officers'));

  it('is one of a route whose posts earlier routes take', () => {
    const text =
      SOUND + edited(edited(ROUTE, 'id: officers', 'id: later'), '[president, vice_president]', '[president]');
    expect(errorsOf(text)).toEqual([
      {
        file: SOUND_FILE,
        line: lineOf(text, '- id: later'),
        key: 'routes.1',
        message:
          'no case comes to its steps: earlier routes take all its posts; write "later" before them, or take it out',
      },
    ]);
  });

  it.each([
    ['another post', '[president, vice_president]', '[president, secretary_general]'],
    ['another regime', '[dual_management]', '[dual_management, decoupled]'],
    ['another occasion', '[founding, re_election]', '[founding, mid_term]'],
  ])('is none of a route that has %s', (_what, from, to) => {
    expect(errorsOf(SOUND + edited(edited(ROUTE, 'id: officers', 'id: later'), from, to))).toEqual([]);
  });

  it('is none of a route for a post that an earlier route takes on another occasion only', () => {
    const founding = edited(SOUND, '[founding, re_election]', '[founding]');
    const earlier = edited(founding, '      - { id: file, acts: [file] }\n', '');
    expect(errorsOf(earlier + edited(ROUTE, 'id: officers', 'id: later'))).toEqual([]);
  });

  it('is the end of a route for which an earlier one stands', () => {
    const text = edited(SOUND, 'id: register, occasions: [founding], acts', 'id: register, acts');
    expect(errorsOf(text)).toEqual([
      {
        file: SOUND_FILE,
        line: lineOf(text, '- { id: file'),
        key: 'routes.0.completions.1',
        message: 'no case ends so: "file" fits only where an earlier one does; write it before that, or take it out',
      },
    ]);
  });
});

describe('the end of a route', () => {
  it('that is for none of its occasions is refused', () => {
    const text = edited(SOUND, 'id: register, occasions: [founding]', 'id: register, occasions: [mid_term]');
    expect(errorsOf(text)).toEqual([
      expect.objectContaining({
        key: 'routes.0.completions.0',
        message: expect.stringContaining('the route has none of the occasions, or of the posts, of "register"'),
      }),
    ]);
  });
});

describe('what else can be wrong with a policy', () => {
  const FURTHER = () => [{ key: ['routes', 0], message: 'no end can be reached' }];
  const broken = { file: 'policies/330100/2024-04-15.yaml', text: 'policy: 1' };

  it('is asked of a sound one, though another has no form, and told where it is written', () => {
    const parsed = parsePolicies([broken, { file: SOUND_FILE, text: SOUND }], FURTHER);
    expect('errors' in parsed && parsed.errors.filter(({ file }) => file === SOUND_FILE)).toEqual([
      { file: SOUND_FILE, line: lineOf(SOUND, '- id: officers'), key: 'routes.0', message: 'no end can be reached' },
    ]);
  });

  it('is not asked of one in whose file, or the file it refines, something is wrong', () => {
    const base = edited(SOUND, unknownSource().from, unknownSource().to);
    const city = SOUND.slice(0, SOUND.indexOf('sources:'))
      .replaceAll('330000', '330200')
      .replace('name:', 'refines: 330000/2024-04-15\nname:');
    const parsed = parsePolicies(
      [
        { file: SOUND_FILE, text: base },
        { file: 'policies/330200/2024-04-15.yaml', text: city },
      ],
      FURTHER,
    );
    expect('errors' in parsed && parsed.errors.map(({ key }) => key)).toEqual(['periods.acceptance.source']);
  });
});

const unknownSource = () => rowOf('a period with an unknown source');

function rowOf(what: string): Wrong {
  const row = [...FORM, ...REFERENCES].find((one) => one.what === what);
  if (!row) throw new Error(`There is no row "${what}".`);
  return row;
}

describe('the shipped policy', () => {
  it('is sound', () => {
    expect(errorsOf(SHIPPED_TEXT, SHIPPED_FILE)).toEqual([]);
  });

  it('gives every number a source: keys of its list, or the word assumed where no rule was found', () => {
    const { sources, ...rules } = parse(SHIPPED_TEXT) as { sources: Record<string, string> };
    const numbered = thingsWithNumbers(rules, '');
    const unsourced = numbered.filter(({ source }) => {
      const keys = source.split(' ');
      return !keys.every((key) => key === 'assumed' || Object.hasOwn(sources, key));
    });
    expect(unsourced).toEqual([]);
    expect(numbered.map(({ where }) => where)).toEqual([
      '.limits.maximumAge',
      '.limits.maximumTermsServed',
      ...PERIODS.map((period) => `.periods.${period}`),
    ]);
  });

  it('says assumed of every number that the domain notes could not find', () => {
    const { periods } = parse(SHIPPED_TEXT) as { periods: Record<string, { source: string }> };
    const assumed = Object.keys(periods).filter((key) => periods[key]?.source === 'assumed');
    expect(assumed).toEqual(['decision', 'supplement', 'deferral', 'publication', 'notice', 'validity']);
  });
});

const PERIODS = [
  'acceptance',
  'decision',
  'supplement',
  'deferral',
  'publication',
  'notice',
  'validity',
  'filing',
  'registration',
  'reconsideration',
];

/** Every map that holds a number, wherever it stands, with the source that stands beside the number. */
function thingsWithNumbers(value: unknown, where: string): { where: string; source: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const entries = Object.entries(value);
  const own = entries.some(([, inner]) => typeof inner === 'number')
    ? [{ where, source: String((value as { source?: unknown }).source) }]
    : [];
  return [...own, ...entries.flatMap(([key, inner]) => thingsWithNumbers(inner, `${where}.${key}`))];
}
