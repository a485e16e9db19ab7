// Whom the version of 2026 bars for a sentence, and whom an investigation (domain notes E06, E08), by kind of organisation and post.
import { describe, expect, it } from '@jest/globals';
import { PolicyBook } from '../../../src/cases/policy-book.js';
import { judgeChecks } from '../../../src/policy/checks/judge.js';
import type { CheckName, CheckResult, OrganisationKind, Post } from '../../../src/policy/terms.js';
import { adverse, facts } from './sound-facts.js';

const { checks = [], limits } = PolicyBook.read('policies').version('330000/2026-07-01');

interface Whom {
  readonly kind: OrganisationKind;
  readonly charity: boolean;
  readonly post: Post;
}

const resultsOf = (check: CheckName, { kind, charity, post }: Whom, findings: ReturnType<typeof facts>['findings']) =>
  judgeChecks(
    checks,
    limits,
    facts({ organisation: { kind, charity, school: false }, candidate: { posts: [post] }, findings }),
  )
    .filter((verdict) => verdict.check === check)
    .map(({ result }) => result);

const FOUNDATION = { kind: 'foundation', charity: false } as const;
const CHARITABLE_GROUP = { kind: 'social_group', charity: true } as const;
const GROUP = { kind: 'social_group', charity: false } as const;
const CHARITABLE_INSTITUTION = { kind: 'social_service_institution', charity: true } as const;
const INSTITUTION = { kind: 'social_service_institution', charity: false } as const;

/** The sentence was completed so many years before the vote of 1 March 2026. */
const sentence = (years: number, intentional: boolean) => ({
  criminal_record: { ...adverse('2010-01-01', `${2026 - years}-02-01`), intentional },
});

describe('a sentence', () => {
  it.each<[Omit<Whom, 'post'>, Post, years: number, intentional: boolean, CheckResult[]]>([
    // 基金会管理条例 art. 23: whatever the crime, five years.
    [FOUNDATION, 'president', 4, false, ['fail']],
    [FOUNDATION, 'secretary_general', 5, false, ['pass']],
    [{ ...FOUNDATION, charity: true }, 'vice_president', 4, true, ['fail']],
    // 慈善法 art. 16: an intentional crime, five years.
    [CHARITABLE_GROUP, 'president', 4, true, ['fail']],
    [CHARITABLE_GROUP, 'president', 4, false, ['pass']],
    [CHARITABLE_GROUP, 'vice_president', 5, true, ['pass']],
    [CHARITABLE_INSTITUTION, 'executive_head', 4, true, ['fail']],
    // The model charter of institutions: of the legal representative, whatever the crime, three years; of a charity, too.
    [INSTITUTION, 'legal_representative', 2, false, ['fail']],
    [INSTITUTION, 'legal_representative', 3, false, ['pass']],
    [CHARITABLE_INSTITUTION, 'legal_representative', 2, false, ['pass', 'fail']],
    [CHARITABLE_INSTITUTION, 'legal_representative', 4, true, ['fail', 'pass']],
    // No bar was found, so nobody is asked.
    [INSTITUTION, 'president', 1, true, []],
    [GROUP, 'president', 1, true, []],
    [GROUP, 'legal_representative', 1, true, []],
  ])('%j %s: completed %i years ago, intentional %s, comes to %j', (whose, post, years, intentional, results) => {
    expect(resultsOf('criminal_record', { ...whose, post }, sentence(years, intentional))).toEqual(results);
  });

  it('with deprivation of political rights bars everybody, however long ago', () => {
    for (const whose of [FOUNDATION, CHARITABLE_GROUP, GROUP, CHARITABLE_INSTITUTION, INSTITUTION]) {
      const seen = { ...whose, post: 'president' } as const;
      expect(resultsOf('political_rights', seen, { political_rights: adverse('1980-01-01', '1990-01-01') })).toEqual([
        'fail',
      ]);
    }
  });
});

describe('an investigation', () => {
  const pending = { under_investigation: adverse() };
  const gated = (whom: Whom, act: 'approve' | 'reject') =>
    checks.filter(
      ({ id, blocks }) =>
        blocks?.includes(act) === true &&
        judgeChecks(
          checks.filter((rule) => rule.id === id),
          limits,
          facts({ organisation: whom, candidate: { posts: [whom.post] }, findings: pending }),
        ).some(({ check, result }) => /under_investigation|effective_judgment/.test(check) && result === 'fail'),
    );

  it('stands in the way of the legal representative of an institution, whose charter bars them', () => {
    const whom = { ...INSTITUTION, post: 'legal_representative' } as const;
    expect(gated(whom, 'approve').map(({ id }) => id)).toEqual(['under_investigation']);
  });

  it.each<[Omit<Whom, 'post'>, Post]>([
    [GROUP, 'president'],
    [GROUP, 'legal_representative'],
    [FOUNDATION, 'legal_representative'],
    [INSTITUTION, 'president'],
    [CHARITABLE_INSTITUTION, 'executive_head'],
    [GROUP, 'party_secretary'],
  ])('is shown of %j %s, and is no ground to reject them', (whose, post) => {
    const whom = { ...whose, post };
    expect(resultsOf('under_investigation', whom, pending)).toEqual(['fail']);
    expect(gated(whom, 'approve')).toEqual([]);
    expect(gated(whom, 'reject').map(({ id }) => id)).toEqual(['effective_judgment']);
  });

  it('that nobody knows of stands in nobody’s way but the one’s of whom it is asked', () => {
    const blocking = checks.filter(
      ({ check, blocks }) => check === 'under_investigation' && blocks?.includes('approve') === true,
    );
    expect(blocking.map(({ kinds, posts }) => [kinds, posts])).toEqual([
      [['social_service_institution'], ['legal_representative']],
    ]);
  });
});
