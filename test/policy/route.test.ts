import { describe, expect, it } from '@jest/globals';
import { completionFor, coursesFor, coursesOf, missingBodies, skippedSteps } from '../../src/policy/route.js';
import {
  OCCASIONS,
  PERIOD_KEYS,
  POSTS,
  REGIMES,
  type BodyFunction,
  type Occasion,
  type PeriodKey,
  type Post,
  type Regime,
} from '../../src/policy/terms.js';
import { advance } from '../../src/workflow/advance.js';
import { buildStatechart } from '../../src/workflow/build-statechart.js';
import { checkStatechart, leafStates } from '../../src/workflow/check-statechart.js';
import { EVERY_EVENT } from '../../src/workflow/walk.js';
import { NEW_CASE } from '../../src/workflow/events.js';
import { isRefusal } from '../../src/kernel/refusal.js';
import { policyFrom, SHIPPED_POLICY, SHIPPED_TEXT, hearingChart } from '../workflow/shipped-courses.js';
import { edited, SOUND, SOUND_FILE } from './sound-policy.js';

const coursesOn = (regime: Regime, occasion: Occasion, posts: readonly Post[], policy = SHIPPED_POLICY) => {
  const { courses, uncovered } = coursesFor(policy, regime, occasion, posts);
  return { courses: courses.map((course) => `${course.id}: ${course.posts.join(', ')}`), uncovered };
};

/** Which courses the posts of one person take. */
const COURSES: readonly [Regime, Occasion, readonly Post[], readonly string[]][] = [
  // One person, one route: one course, even for two posts; the legal representative is registered beside the filing.
  ['dual_management', 're_election', ['vice_president'], ['dual_management/file: vice_president']],
  [
    'dual_management',
    're_election',
    ['legal_representative'],
    ['dual_management/file_and_register: legal_representative'],
  ],
  [
    'dual_management',
    're_election',
    ['president', 'legal_representative'],
    ['dual_management/file_and_register: president, legal_representative'],
  ],
  ['dual_management', 'mid_term', ['executive_head'], ['dual_management/file: executive_head']],
  // A founding ends with the registration of the organisation, whatever the post.
  ['dual_management', 'founding', ['secretary_general'], ['dual_management/register: secretary_general']],
  [
    'dual_management',
    'founding',
    ['president', 'legal_representative'],
    ['dual_management/register: president, legal_representative'],
  ],
  // Without a supervising unit the two regimes go the same way.
  ['direct_registration', 'founding', ['president'], ['direct_or_decoupled/register: president']],
  ['direct_registration', 're_election', ['president'], ['direct_or_decoupled/file: president']],
  ['decoupled', 'mid_term', ['secretary_general'], ['direct_or_decoupled/file: secretary_general']],
  [
    'decoupled',
    're_election',
    ['legal_representative'],
    ['direct_or_decoupled/file_and_register: legal_representative'],
  ],
  // A Party post goes its own way in every regime; with another post beside it there are two courses.
  ['dual_management', 're_election', ['party_secretary'], ['party_post/approval: party_secretary']],
  ['decoupled', 'founding', ['party_deputy_secretary'], ['party_post/approval: party_deputy_secretary']],
  [
    'dual_management',
    're_election',
    ['president', 'party_secretary'],
    ['dual_management/file: president', 'party_post/approval: party_secretary'],
  ],
];

describe('the posts of a candidate', () => {
  it.each(COURSES)('under %s, at a %s, as %j, take the courses %j', (regime, occasion, posts, courses) => {
    expect(coursesOn(regime, occasion, posts)).toEqual({ courses, uncovered: [] });
  });

  it('have a course under every regime, at every occasion, in the shipped policy', () => {
    const uncovered = REGIMES.flatMap((regime) =>
      OCCASIONS.flatMap((occasion) => POSTS.map((post) => coursesOn(regime, occasion, [post]).uncovered)),
    );
    expect(uncovered.flat()).toEqual([]);
  });

  it('that no route of a policy names are said to be uncovered', () => {
    const policy = policyFrom(SOUND, SOUND_FILE);
    expect(coursesOn('dual_management', 'founding', ['president', 'party_secretary'], policy)).toEqual({
      courses: ['officers/register: president'],
      uncovered: ['party_secretary'],
    });
    expect(coursesOn('dual_management', 'mid_term', ['president'], policy).uncovered).toEqual(['president']);
    expect(coursesOn('decoupled', 'founding', ['president'], policy).uncovered).toEqual(['president']);
  });

  it('go to the first route that takes them, in the order written', () => {
    const twice = edited(SOUND, 'routes:\n', `routes:\n${AN_EARLIER_ROUTE}`);
    expect(
      coursesOn('dual_management', 'founding', ['president', 'vice_president'], policyFrom(twice, SOUND_FILE)).courses,
    ).toEqual(['for_presidents/file: president', 'officers/register: vice_president']);
  });
});

const AN_EARLIER_ROUTE = `  - id: for_presidents
    name: { zh-CN: 会长, en: Presidents }
    regimes: [dual_management]
    occasions: [founding]
    posts: [president]
    source: assumed
    revokedBy: registration_authority
    stages:
      - { kind: review, step: only, by: registration_authority, name: { zh-CN: 审核, en: Review } }
      - { kind: election }
      - { kind: completion, by: registration_authority }
    completions:
      - { id: file, acts: [file] }
`;

describe('the completion of a route', () => {
  const [route] = policyFrom(SOUND, SOUND_FILE).routes;

  it('is the first whose occasion and posts fit; one that names neither fits all', () => {
    if (!route) throw new Error('The sound policy has a route.');
    expect(completionFor(route, 'founding', ['president'])?.id).toBe('register');
    expect(completionFor(route, 're_election', ['president'])?.id).toBe('file');
    const picky = { ...route, completions: [{ id: 'for_presidents', posts: ['president'], acts: [] }] } as const;
    expect(completionFor(picky, 'founding', ['vice_president', 'president'])?.id).toBe('for_presidents');
    expect(completionFor(picky, 'founding', ['vice_president'])).toBeUndefined();
  });
});

const ALL: readonly BodyFunction[] = [
  'supervising_unit',
  'party_building_body',
  'industry_department',
  'registration_authority',
];
const without = (...missing: readonly BodyFunction[]) =>
  Object.fromEntries(ALL.filter((one) => !missing.includes(one)).map((one) => [one, `the ${one}`]));

/** What an organisation without some body lacks, and what is passed over for it. */
const LACKING: readonly [
  route: string,
  lacking: readonly BodyFunction[],
  missing: readonly BodyFunction[],
  skipped: readonly string[],
][] = [
  ['dual_management', [], [], []],
  ['dual_management', ['industry_department'], [], []],
  ['dual_management', ['supervising_unit'], ['supervising_unit'], []],
  [
    'dual_management',
    ['registration_authority', 'party_building_body'],
    ['party_building_body', 'registration_authority'],
    [],
  ],
  ['direct_or_decoupled', ['supervising_unit'], [], []],
  ['direct_or_decoupled', ['industry_department'], [], ['industry_review']],
  ['direct_or_decoupled', ['industry_department', 'party_building_body'], ['party_building_body'], ['industry_review']],
  ['party_post', ['supervising_unit', 'industry_department', 'registration_authority'], [], []],
  ['party_post', ['party_building_body'], ['party_building_body'], []],
];

it.each(LACKING)(
  'on the route %s, an organisation without %j lacks %j, and the steps %j are passed over',
  (id, lacking, missing, skipped) => {
    const route = SHIPPED_POLICY.routes.find((one) => one.id === id);
    if (!route) throw new Error(`There is no route ${id}.`);
    expect(missingBodies(route, without(...lacking))).toEqual(missing);
    expect(skippedSteps(route, without(...lacking))).toEqual(skipped);
  },
);

/** The periods that a case on some course of a policy can come to; each is started by the statechart, by its key. */
function periodsStarted(): PeriodKey[] {
  const started = coursesOf(SHIPPED_POLICY).flatMap(({ id }) => {
    const chart = hearingChart(id);
    return leafStates(chart).flatMap((state) =>
      SITUATIONS.flatMap((knowing) =>
        EVERY_EVENT.flatMap((event) => {
          const moved = advance(chart, { state, context: { ...NEW_CASE, ...knowing } }, event);
          return isRefusal(moved)
            ? []
            : moved.effects.flatMap((effect) => (effect.type === 'start_deadline' ? [effect.period] : []));
        }),
      ),
    );
  });
  return PERIOD_KEYS.filter((key) => started.includes(key));
}

const SITUATIONS = [{}, { openObjections: 1 }, { upheldObjections: 1 }];

it('each period of a policy is started somewhere on a course of the shipped one', () => {
  expect(periodsStarted()).toEqual(PERIOD_KEYS);
});

describe('a jurisdiction that writes another route', () => {
  const wayOf = (text: string) => {
    const [course] = coursesOf(policyFrom(text, SOUND_FILE));
    if (!course) throw new Error('The policy has no course.');
    const chart = buildStatechart(course.id, course);
    return { chart, skippable: skippedSteps(course.route, {}) };
  };

  it('adds a step without code', () => {
    const third =
      '      - { kind: review, step: joint_review, by: industry_department, name: { zh-CN: 联审, en: Joint } }\n';
    const { chart, skippable } = wayOf(edited(SOUND, '      - { kind: notice', `${third}      - { kind: notice`));
    expect(checkStatechart(chart, skippable)).toEqual([]);
    expect(leafStates(chart)).toContain('review.joint_review.deciding');
    const approve = advance(chart, { state: 'review.second.deciding', context: NEW_CASE }, { type: 'approve' });
    expect(approve).toMatchObject({ state: 'review.joint_review.awaiting' });
  });

  it('puts the notice after the vote', () => {
    const notice = '      - { kind: notice, by: supervising_unit, source: S0 }\n';
    const election = '      - { kind: election }\n';
    const { chart, skippable } = wayOf(edited(SOUND, notice + election, election + notice));
    expect(checkStatechart(chart, skippable)).toEqual([]);
    const elected = advance(chart, { state: 'passed', context: NEW_CASE }, { type: 'record_election', elected: true });
    expect(elected).toMatchObject({ state: 'clearedForNotice' });
    const closed = advance(chart, { state: 'onNotice', context: NEW_CASE }, { type: 'close_notice' });
    expect(closed).toMatchObject({ state: 'elected' });
  });

  it('does without a notice', () => {
    const { chart, skippable } = wayOf(
      edited(SOUND, '      - { kind: notice, by: supervising_unit, source: S0 }\n', ''),
    );
    expect(checkStatechart(chart, skippable)).toEqual([]);
    const approve = advance(chart, { state: 'review.second.deciding', context: NEW_CASE }, { type: 'approve' });
    expect(approve).toMatchObject({ state: 'passed' });
  });

  it('has its own course names, one for each completion of each route', () => {
    expect(coursesOf(policyFrom(SOUND, SOUND_FILE)).map(({ id, posts }) => [id, posts])).toEqual([
      ['officers/register', ['president', 'vice_president']],
      ['officers/file', ['president', 'vice_president']],
    ]);
    expect(SHIPPED_TEXT).not.toContain('officers');
  });
});
