import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../../src/policy/checks/facts.js';
import type { CheckName } from '../../../src/policy/terms.js';
import { adverse, CLEAR, facts, holds, ruleOn, UNCLEAR, verdictOf } from './sound-facts.js';

const found = (check: CheckName, finding: Finding, on = '2026-03-01') => facts({ on, findings: { [check]: finding } });

describe.each(['under_investigation', 'court_dishonesty', 'organisation_standing'] as const)(
  'E08 E09 E30 %s',
  (name) => {
    const rule = ruleOn(name);
    holds([
      ['is unknown until somebody asked', rule, facts(), 'unknown', {}],
      ['passes when nothing was found', rule, found(name, CLEAR), 'pass', { answer: 'clear' }],
      ['fails when something was found', rule, found(name, adverse()), 'fail', { answer: 'adverse' }],
      ['is for a person to judge when unclear', rule, found(name, UNCLEAR), 'needs_human', { answer: 'unclear' }],
    ]);
  },
);

describe('E05 deprivation of political rights', () => {
  const name = 'political_rights';
  const rule = ruleOn(name);
  holds([
    ['is unknown until somebody asked', rule, facts(), 'unknown'],
    ['passes when there was none', rule, found(name, CLEAR), 'pass'],
    ['is for a person to judge when unclear', rule, found(name, UNCLEAR), 'needs_human'],
    [
      'is for a person to judge without an effective judgment',
      rule,
      found(name, adverse(null, '1990-01-01')),
      'needs_human',
    ],
    ['bars', rule, found(name, adverse('2025-01-01')), 'fail', { effectiveOn: '2025-01-01', answer: 'adverse' }],
    ['bars for ever', rule, found(name, adverse('1985-01-01', '1990-01-01')), 'fail', { effectiveOn: '1985-01-01' }],
  ]);
});

describe('E06 a criminal record', () => {
  const name = 'criminal_record';
  const rule = ruleOn(name, { years: 5, intentionalOnly: false });
  const served = (endedOn: string | null) => adverse('2015-01-01', endedOn);
  holds([
    ['is unknown until somebody asked', rule, facts(), 'unknown'],
    ['passes when there is none', rule, found(name, CLEAR), 'pass'],
    ['is for a person to judge when unclear', rule, found(name, UNCLEAR), 'needs_human'],
    [
      'is for a person to judge without an effective judgment',
      rule,
      found(name, adverse(null, '1990-01-01')),
      'needs_human',
    ],
    [
      'is for a person to judge while it is not known when the sentence ends, or ended',
      rule,
      found(name, served(null)),
      'needs_human',
      { barredUntil: null },
    ],
    [
      'bars on the last day of five years',
      rule,
      found(name, served('2021-03-02')),
      'fail',
      { barredUntil: '2026-03-02' },
    ],
    [
      'no longer bars five years after completion',
      rule,
      found(name, served('2021-03-01')),
      'pass',
      { barredUntil: '2026-03-01' },
    ],
    ['completed on 29 February bars on 28 February', rule, found(name, served('2020-02-29'), '2025-02-28'), 'fail'],
    [
      'completed on 29 February no longer bars on 1 March',
      rule,
      found(name, served('2020-02-29'), '2025-03-01'),
      'pass',
    ],
  ]);

  it('that no longer bars is still named, with the day on which somebody asked', () => {
    expect(verdictOf(rule, found(name, served('2000-01-01')))).toMatchObject({
      result: 'pass',
      facts: { answer: 'adverse', barredUntil: '2005-01-01' },
      queriedOn: '2026-02-01',
    });
  });
});

describe('E06 of an intentional crime alone', () => {
  const name = 'criminal_record';
  const rule = ruleOn(name, { years: 5, intentionalOnly: true });
  const every = ruleOn(name, { years: 5, intentionalOnly: false });
  const ever = ruleOn(name, { years: null, intentionalOnly: true });
  const of = (intentional: boolean | null, endedOn: string | null = '2025-01-01') =>
    found(name, { ...adverse('2015-01-01', endedOn), intentional });
  holds([
    ['bars', rule, of(true), 'fail', { barredUntil: '2030-01-01' }],
    ['does not bar for negligence', rule, of(false), 'pass', { intentional: false }],
    ['bars for negligence where every crime counts', every, of(false), 'fail'],
    ['is for a person to see when nobody knows which', rule, of(null), 'needs_human', { barredUntil: '2030-01-01' }],
    ['no longer bars after five years, whichever it was', rule, of(null, '2020-01-01'), 'pass'],
    ['is for a person to see when nobody knows when it ends', rule, of(true, null), 'needs_human'],
    ['bars for ever where no years are named', ever, of(true, '1990-01-01'), 'fail', { barredUntil: null }],
    ['bars for ever whether or not it has ended', ever, of(true, null), 'fail'],
    ['for ever is for a person to see when nobody knows which', ever, of(null, '1990-01-01'), 'needs_human'],
    ['does not bar for ever for negligence', ever, of(false), 'pass'],
  ]);
});

describe('E07 a judgment', () => {
  const rule = ruleOn('effective_judgment');
  const pending = { political_rights: adverse(), criminal_record: adverse() };
  const effective = { political_rights: adverse('2020-01-01'), criminal_record: adverse('2020-01-01') };
  const both = ['political_rights', 'criminal_record'];
  holds([
    ['that nobody found passes', rule, facts(), 'pass', { checks: [] }],
    ['that is effective passes', rule, facts({ findings: effective }), 'pass', { checks: [] }],
    [
      'that is not effective may not be held against anybody',
      rule,
      facts({ findings: pending }),
      'fail',
      { checks: both },
    ],
    [
      'that is not effective is named by its check',
      rule,
      found('criminal_record', adverse()),
      'fail',
      { checks: ['criminal_record'] },
    ],
    ['is not asked for by what is unclear', rule, found('criminal_record', UNCLEAR), 'pass'],
    ['is no investigation', rule, found('under_investigation', adverse()), 'fail', { checks: ['under_investigation'] }],
    [
      'is no rumour that an organisation was revoked',
      rule,
      found('revoked_organisation', adverse()),
      'fail',
      { checks: ['revoked_organisation'] },
    ],
    ['that somebody found to be no such fails', rule, found('effective_judgment', adverse()), 'fail'],
  ]);
});

describe('E10 credit information', () => {
  const name = 'credit_information';
  const rule = ruleOn(name, { years: 5 });
  holds([
    ['is for a person to ask for', rule, facts(), 'needs_human'],
    ['passes when there is nothing bad', rule, found(name, CLEAR), 'pass'],
    ['is for a person to judge when unclear', rule, found(name, UNCLEAR), 'needs_human'],
    [
      'that is bad is never a bar by itself',
      rule,
      found(name, adverse('2025-01-01')),
      'needs_human',
      { disclosedUntil: '2030-01-01' },
    ],
    ['that is bad counts on the last day of five years', rule, found(name, adverse('2021-03-02')), 'needs_human'],
    [
      'that is bad no longer counts after five years',
      rule,
      found(name, adverse('2021-03-01')),
      'pass',
      { disclosedUntil: '2026-03-01' },
    ],
    ['that is bad since nobody knows when is for a person to judge', rule, found(name, adverse()), 'needs_human'],
  ]);
});

describe('E11 having led an organisation that was revoked', () => {
  const name = 'revoked_organisation';
  const rule = ruleOn(name, { years: 5 });
  holds([
    ['is unknown until somebody asked', rule, facts(), 'unknown'],
    ['passes when there was none', rule, found(name, CLEAR), 'pass'],
    ['is for a person to judge when unclear', rule, found(name, UNCLEAR), 'needs_human'],
    [
      'is for a person to judge when nobody knows since when',
      rule,
      found(name, adverse(null, '2000-01-01')),
      'needs_human',
    ],
    [
      'bars on the last day of five years',
      rule,
      found(name, adverse('2021-03-02')),
      'fail',
      { barredUntil: '2026-03-02' },
    ],
    [
      'no longer bars five years later',
      rule,
      found(name, adverse('2021-03-01')),
      'pass',
      { barredUntil: '2026-03-01' },
    ],
  ]);
});
