// What the version of 2026 asks of foundations by their funding, and of schools (基金会管理条例 art. 20, 民办教育促进法实施条例 art. 25).
import { describe, expect, it } from '@jest/globals';
import { PolicyBook } from '../../../src/cases/policy-book.js';
import type { CheckFacts, Declaration } from '../../../src/policy/checks/facts.js';
import { judgeChecks } from '../../../src/policy/checks/judge.js';
import { adverse, facts } from './sound-facts.js';

const { checks = [], limits } = PolicyBook.read('policies').version('330000/2026-07-01');
const resultsOf = (check: string, seen: CheckFacts) =>
  judgeChecks(checks, limits, seen)
    .filter((verdict) => verdict.check === check)
    .map(({ rule, result }) => [rule, result]);

describe('near relatives on the council of a foundation', () => {
  const of = (privatelyFunded: boolean | undefined, related: number) =>
    resultsOf(
      'relatives',
      facts({
        organisation: { kind: 'foundation', ...(privatelyFunded === undefined ? {} : { privatelyFunded }) },
        declaration: { relatives: ['council'] },
        slate: { council: { size: 9, related } },
      }),
    );
  const [strict, share] = ['relatives_in_foundation', 'relatives_in_private_foundation'];

  it('are a third at most where it is privately funded and raises no funds from the public', () => {
    expect(of(true, 3)).toEqual([[share, 'pass']]);
    expect(of(true, 4)).toEqual([[share, 'fail']]);
  });

  it('are none everywhere else', () => {
    expect(of(false, 1)).toEqual([[strict, 'fail']]);
  });

  it('are unknown where they are allowed by one rule, and nobody has stated whether it is the one', () => {
    expect(of(undefined, 3)).toEqual([
      [strict, 'unknown'],
      [share, 'pass'],
    ]);
  });
});

describe('the head of the decision body of a private school', () => {
  const head = (school: boolean | undefined, declaration: Declaration, change: Partial<CheckFacts> = {}) => {
    const organisation = {
      kind: 'social_service_institution',
      ...(school === undefined ? {} : { school }),
    } as const;
    return facts({ organisation, candidate: { posts: ['president'] }, declaration, findings: change.findings ?? {} });
  };
  const residence = 'residence_of_school_head';

  it('is a Chinese citizen settled in China', () => {
    expect(resultsOf('residence', head(true, { chineseCitizen: false, residence: 'mainland' }))).toEqual([
      [residence, 'fail'],
    ]);
    expect(resultsOf('residence', head(true, { chineseCitizen: true, residence: 'abroad' }))).toEqual([
      [residence, 'fail'],
    ]);
    // For them: whoever keeps the registers has to confirm it.
    expect(resultsOf('residence', head(true, { chineseCitizen: true, residence: 'mainland' }))).toEqual([
      [residence, 'unknown'],
    ]);
  });

  it('is anybody where the institution is no school', () => {
    expect(resultsOf('residence', head(false, { chineseCitizen: false, residence: 'abroad' }))).toEqual([]);
  });

  it('is not barred, and not passed, while nobody has stated whether it is a school', () => {
    expect(resultsOf('residence', head(undefined, { chineseCitizen: false, residence: 'abroad' }))).toEqual([
      [residence, 'unknown'],
    ]);
  });

  it('has no record of an intentional crime, however long ago', () => {
    const old = { criminal_record: { ...adverse('1990-01-01', '1991-01-01'), intentional: true } };
    expect(resultsOf('criminal_record', head(true, {}, { findings: old }))).toEqual([
      ['criminal_record_of_school_head', 'fail'],
    ]);
    expect(resultsOf('criminal_record', head(false, {}, { findings: old }))).toEqual([]);
  });
});
