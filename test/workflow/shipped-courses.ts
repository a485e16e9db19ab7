import { readFileSync } from 'node:fs';
import { shapeOf } from '../../src/cases/policy-book.js';
import { parsePolicies } from '../../src/policy/parse-policy.js';
import type { Policy } from '../../src/policy/policy.js';
import { coursesOf, type Course } from '../../src/policy/route.js';
import type { BodyFunction } from '../../src/policy/terms.js';
import { buildStatechart, type Statechart } from '../../src/workflow/build-statechart.js';

/** What the shipped policy means a course to be, written down a second time by hand, in the order of a case's life. */
export interface ExpectedCourse {
  readonly id: string;
  /** Step and the body whose turn it is, up to the vote. */
  readonly beforeTheVote: readonly (readonly [step: string, by: BodyFunction])[];
  /** Who publishes the notice; null where there is none. */
  readonly notice: BodyFunction | null;
  readonly afterTheVote: readonly (readonly [step: string, by: BodyFunction])[];
  /** The states from the vote to the good end. */
  readonly completion: readonly string[];
  readonly completedBy: BodyFunction;
  readonly revokedBy: BodyFunction;
  /** Steps that are passed over when the organisation has no such body. */
  readonly skippable: readonly string[];
}

const DUAL = {
  beforeTheVote: [
    ['supervising_review', 'supervising_unit'],
    ['party_review', 'party_building_body'],
    ['registration_review', 'registration_authority'],
  ],
  notice: 'supervising_unit',
  afterTheVote: [],
  completedBy: 'registration_authority',
  revokedBy: 'registration_authority',
  skippable: [],
} as const;

const DIRECT = {
  beforeTheVote: [
    ['party_review', 'party_building_body'],
    ['industry_review', 'industry_department'],
    ['registration_review', 'registration_authority'],
  ],
  notice: 'registration_authority',
  afterTheVote: [],
  completedBy: 'registration_authority',
  revokedBy: 'registration_authority',
  skippable: ['industry_review'],
} as const;

export const EXPECTED_COURSES: readonly ExpectedCourse[] = [
  { id: 'dual_management/register', ...DUAL, completion: ['elected', 'registered'] },
  { id: 'dual_management/file_and_register', ...DUAL, completion: ['elected', 'filed', 'registered'] },
  { id: 'dual_management/file', ...DUAL, completion: ['elected', 'filed'] },
  { id: 'direct_or_decoupled/register', ...DIRECT, completion: ['elected', 'registered'] },
  { id: 'direct_or_decoupled/file_and_register', ...DIRECT, completion: ['elected', 'filed', 'registered'] },
  { id: 'direct_or_decoupled/file', ...DIRECT, completion: ['elected', 'filed'] },
  {
    id: 'party_post/approval',
    beforeTheVote: [['superior_examination', 'party_building_body']],
    notice: null,
    afterTheVote: [['superior_approval', 'party_building_body']],
    completion: ['approved'],
    completedBy: 'party_building_body',
    revokedBy: 'party_building_body',
    skippable: [],
  },
];

const file = new URL('../../policies/330000/2024-04-15.yaml', import.meta.url);

export const SHIPPED_FILE = 'policies/330000/2024-04-15.yaml';
export const SHIPPED_TEXT = readFileSync(file, 'utf8');

export function policyFrom(text: string, name = SHIPPED_FILE): Policy {
  const parsed = parsePolicies([{ file: name, text }]);
  const [policy] = 'policies' in parsed ? parsed.policies : [];
  if (!policy) throw new Error(JSON.stringify(parsed));
  return policy;
}

const VERSIONS = ['330000/2024-04-15', '330000/2026-07-01'].map((id) => `policies/${id}.yaml`);

/** The version of the province in force today, with all that it refines. */
export const SHIPPED_POLICY = newest(VERSIONS);

function newest(files: readonly string[]): Policy {
  const parsed = parsePolicies(files.map((name) => ({ file: name, text: readFileSync(name, 'utf8') })));
  const policy = 'policies' in parsed ? parsed.policies.at(-1) : undefined;
  if (!policy) throw new Error(JSON.stringify(parsed));
  return policy;
}

const courseIn = (policy: Policy, id: string): Course => {
  const course = coursesOf(policy).find((one) => one.id === id);
  if (!course) throw new Error(`${policy.policy} has no course ${id}.`);
  return course;
};

/** A course of the shipped policy. */
export const shippedCourse = (id: string): Course => courseIn(SHIPPED_POLICY, id);

/** Its chart, where a rejection and a revocation are told before they are final. */
export const hearingChart = (id: string): Statechart => buildStatechart(id, shapeOf(SHIPPED_POLICY, shippedCourse(id)));

/** The chart of the same course in the version of 2024, under which nobody is told and heard before. */
export const unheardChart = (id: string): Statechart => {
  const policy = policyFrom(SHIPPED_TEXT);
  return buildStatechart(id, shapeOf(policy, courseIn(policy, id)));
};
