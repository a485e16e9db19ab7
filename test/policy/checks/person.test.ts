import { describe } from '@jest/globals';
import type { Declaration } from '../../../src/policy/checks/facts.js';
import { AS_HANDED_IN } from '../../../src/policy/checks/roster.js';
import { adverse, CLEAR, facts, holds, ruleOn, UNCLEAR } from './sound-facts.js';

const stating = (declaration: Declaration) => facts({ declaration });
const born = (birthDate: string, on = '2026-03-01') => facts({ on, candidate: { birthDate } });

describe('E01 civil capacity', () => {
  const rule = ruleOn('civil_capacity');
  const adult = { candidate: { birthDate: '1975-06-15' } };
  holds([
    ['is missing the day before the 16th birthday', rule, born('2010-03-02'), 'fail', { age: 15 }],
    ['is for a person to see from the 16th birthday', rule, born('2010-03-01'), 'needs_human', { age: 16 }],
    ['is still so the day before the 18th birthday', rule, born('2008-03-02'), 'needs_human', { age: 17 }],
    ['is unknown from the 18th birthday, until somebody asked', rule, born('2008-03-01'), 'unknown', { age: 18 }],
    ['of one born on 29 February begins on 1 March', rule, born('2008-02-29', '2026-02-28'), 'needs_human'],
    ['is there when the court says so', rule, facts({ ...adult, findings: { civil_capacity: CLEAR } }), 'pass'],
    ['is missing when a court declared it', rule, facts({ ...adult, findings: { civil_capacity: adverse() } }), 'fail'],
    ['stays open when unclear', rule, facts({ ...adult, findings: { civil_capacity: UNCLEAR } }), 'needs_human'],
  ]);
});

describe('E02 the age limit of 70', () => {
  const rule = ruleOn('age_limit');
  const secretary = facts({ candidate: { birthDate: '1940-01-01', posts: ['secretary_general'] } });
  holds([
    ['is kept on the 70th birthday', rule, born('1956-03-01'), 'pass', { age: 70, limit: 70, posts: ['president'] }],
    ['is kept the day before the 71st birthday', rule, born('1955-03-02'), 'pass', { age: 70 }],
    ['is passed on the 71st birthday', rule, born('1955-03-01'), 'fail', { age: 71, limit: 70 }],
    ['of one born on 29 February is passed on 1 March', rule, born('1956-02-29', '2027-03-01'), 'fail', { age: 71 }],
    ['of one born on 29 February is kept on 28 February', rule, born('1956-02-29', '2027-02-28'), 'pass', { age: 70 }],
    ['does not hold for posts that it does not name', rule, secretary, 'pass', { age: 86, posts: [] }],
  ]);
});

describe('E15 working full time', () => {
  const rule = ruleOn('full_time');
  holds([
    ['fails when it is not even stated', rule, facts({ candidate: { fullTime: false } }), 'fail', { fullTime: false }],
    ['is for a person to see when it is stated', rule, facts(), 'needs_human', { fullTime: true }],
    ['passes when somebody saw the contract', rule, facts({ findings: { full_time: CLEAR } }), 'pass'],
  ]);
});

describe('E19 relatives', () => {
  const none = ruleOn('relatives', { atMostOneIn: null });
  const third = ruleOn('relatives', { atMostOneIn: 3 });
  const council = (size: number, related?: number) =>
    facts({
      declaration: { relatives: ['council'] },
      slate: { council: { size, ...(related === undefined ? {} : { related }) } },
    });
  holds([
    ['are unknown when not stated', none, stating({}), 'unknown', { notStated: ['relatives'] }],
    ['that there are none of pass', none, stating({ relatives: [] }), 'pass'],
    ['on the council fail where there may be none', none, stating({ relatives: ['council'] }), 'fail'],
    ['among the officers fail where there may be none', none, stating({ relatives: ['officer'] }), 'fail'],
    ['among the supervisors fail everywhere', third, stating({ relatives: ['supervisor'] }), 'fail'],
    ['among the supervisors fail where there may be none', none, stating({ relatives: ['supervisor'] }), 'fail'],
    ['may be a third of the council', third, council(9, 3), 'pass', { related: 3, size: 9, atMostOneIn: 3 }],
    [
      'are for a person to see where they are a third, and a seat stays empty',
      third,
      { ...council(9, 3), roster: { ...AS_HANDED_IN, lost: 1 } },
      'needs_human',
      { lost: 1 },
    ],
    ['may not be more than a third', third, council(9, 4), 'fail', { related: 4 }],
    ['cannot be counted when nobody stated how many', third, council(9), 'unknown', { notStated: ['council.related'] }],
    ['cannot be counted without a council', third, stating({ relatives: [] }), 'unknown'],
  ]);
});

describe('E20 a supervisor', () => {
  const rule = ruleOn('not_supervisor');
  holds([
    ['may not stand', rule, stating({ supervisor: true }), 'fail', { supervisor: true }],
    ['is not one who states so', rule, stating({ supervisor: false }), 'pass', { supervisor: false }],
    ['may be one who states nothing', rule, stating({}), 'unknown', { notStated: ['supervisor'] }],
  ]);
});

describe('E21 residence in the mainland', () => {
  const rule = ruleOn('residence');
  const none = ruleOn('residence', { required: 'mainland', monthsForOthers: null, declarationSuffices: true });
  const abroad = (monthsInMainland?: number): Declaration => ({
    residence: 'abroad',
    ...(monthsInMainland === undefined ? {} : { monthsInMainland }),
  });
  const legal = facts({ candidate: { posts: ['legal_representative'] }, declaration: abroad(12) });
  holds([
    ['is unknown when not stated', rule, stating({ monthsInMainland: 12 }), 'unknown', { notStated: ['residence'] }],
    ['passes', rule, stating({ residence: 'mainland' }), 'pass', { residence: 'mainland' }],
    ['is needed of a legal representative, whatever the months', rule, legal, 'fail', { residence: 'abroad' }],
    ['is made up for by three months a year', rule, stating(abroad(3)), 'pass', { monthsInMainland: 3 }],
    ['is not made up for by two months a year', rule, stating(abroad(2)), 'fail', { monthsForOthers: 3 }],
    [
      'may be made up for by months not stated',
      rule,
      stating(abroad()),
      'unknown',
      { notStated: ['monthsInMainland'] },
    ],
    ['is made up for by nothing where no months are named', none, stating(abroad(12)), 'fail'],
  ]);
});

describe('E21 a Chinese citizen settled in the mainland', () => {
  const rule = ruleOn('residence', { required: 'mainland_citizen', monthsForOthers: 3, declarationSuffices: true });
  const citizen: Declaration = { chineseCitizen: true, residence: 'mainland' };
  holds([
    ['passes', rule, stating(citizen), 'pass', { chineseCitizen: true }],
    ['is not a foreigner who lives there', rule, stating({ ...citizen, chineseCitizen: false }), 'fail'],
    ['is not a citizen in Macao, whatever the months', rule, stating({ ...citizen, residence: 'macao' }), 'fail'],
    ['may be one who does not state the citizenship', rule, stating({ residence: 'mainland' }), 'unknown'],
    ['may be one who does not state where they live', rule, stating({ chineseCitizen: true }), 'unknown'],
  ]);
});

describe('E26 a Party post', () => {
  const rule = ruleOn('party_membership');
  const party = (membership: 'full' | 'probationary' | 'none', rightsSuspended = false) =>
    stating({ party: { membership, rightsSuspended } });
  holds([
    [
      'is for full members, as their Party organisation confirms',
      rule,
      { ...party('full'), findings: { party_membership: CLEAR } },
      'pass',
    ],
    ['is not yet for who says so of themselves', rule, party('full'), 'unknown', { membership: 'full' }],
    [
      'is not for probationary members, whatever is answered',
      rule,
      { ...party('probationary'), findings: { party_membership: CLEAR } },
      'fail',
    ],
    ['is not for probationary members', rule, party('probationary'), 'fail', { membership: 'probationary' }],
    ['is not for those outside the Party', rule, party('none'), 'fail'],
    ['is not for members whose rights are suspended', rule, party('full', true), 'fail', { rightsSuspended: true }],
    ['is open while nothing is stated', rule, stating({}), 'unknown', { notStated: ['party'] }],
  ]);
});

describe('E28 professional experience', () => {
  const rule = ruleOn('professional_experience');
  const enough = { yearsInField: 5 };
  const seen = facts({ declaration: enough, findings: { professional_experience: CLEAR } });
  holds([
    ['of four years is too little', rule, stating({ yearsInField: 4 }), 'fail', { yearsInField: 4, years: 5 }],
    ['of five years is for a person to see', rule, stating(enough), 'needs_human'],
    ['of five years passes when somebody saw it', rule, seen, 'pass', { yearsInField: 5, answer: 'clear' }],
    ['that nobody stated is for a person to ask', rule, stating({}), 'needs_human', { notStated: ['yearsInField'] }],
  ]);
});

describe('E29 an identity', () => {
  const rule = ruleOn('identity_consistent');
  const other = { candidate: { residentId: false } };
  holds([
    ["by resident's card was compared when submitted", rule, facts(), 'pass', { residentId: true }],
    ['by another document is for a person to see', rule, facts(other), 'needs_human', { residentId: false }],
    [
      'by another document is so whatever was found: an approver answers for it',
      rule,
      facts({ ...other, findings: { identity_consistent: CLEAR } }),
      'needs_human',
    ],
    ['that turns out another fails', rule, facts({ findings: { identity_consistent: adverse() } }), 'fail'],
  ]);
});

describe('E32 political quality', () => {
  const rule = ruleOn('political_quality');
  holds([
    ['is for people, whatever is stated', rule, facts(), 'needs_human', {}],
    ['is a pass only when people said so', rule, facts({ findings: { political_quality: CLEAR } }), 'pass'],
    ['is a fail only when people said so', rule, facts({ findings: { political_quality: adverse() } }), 'fail'],
  ]);
});
