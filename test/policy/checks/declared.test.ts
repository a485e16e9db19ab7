// What a candidate says of themselves can speak against them; for them, another department has to.
import { describe, expect, it } from '@jest/globals';
import { CATALOGUE } from '../../../src/policy/checks/catalogue.js';
import type { CheckFacts, Declaration } from '../../../src/policy/checks/facts.js';
import { CHECKS, type CheckName } from '../../../src/policy/terms.js';
import { APPROVED, cadre } from './cadres.js';
import { CLEAR, facts, holds, ruleOn, SETTINGS, SOUND, verdictOf } from './sound-facts.js';

const { declarationSuffices: _official, ...official } = SETTINGS.serving_official;
const { declarationSuffices: _retired, ...retired } = SETTINGS.retired_cadre;
const { declarationSuffices: _residence, ...residence } = SETTINGS.residence;

/** A rule on a check that does not say that the declaration is enough. */
function asking(check: CheckName) {
  if (check === 'serving_official') return ruleOn(check, official);
  if (check === 'retired_cadre') return ruleOn(check, retired);
  return check === 'residence' ? ruleOn(check, residence) : ruleOn(check);
}

const posts = ['president', 'legal_representative'] as const;
/** Everything is stated, nothing of it against the candidate, and nobody was asked. */
const UNASKED: CheckFacts = { ...SOUND, candidate: { ...SOUND.candidate, posts }, findings: {} };

describe('a check that another department answers', () => {
  const assisted = CHECKS.filter((check) => CATALOGUE[check].kind === 'assisted');
  // E07 is about what was recorded here: that nothing adverse was is the system's own knowledge, and stops a rejection only.
  // Of who is no cadre E18 has nothing to ask: whether they are one, E16 and E17 ask. Of an approval, cadre.test.ts says it.
  const ofOthers = assisted.filter((check) => check !== 'effective_judgment' && check !== 'cadre_approval');

  it.each(ofOthers)('passes on nothing that the candidate states: %s', (check) => {
    expect(verdictOf(asking(check), UNASKED).result).toBe('unknown');
  });

  it.each(ofOthers)('passes when they answer that there is nothing: %s', (check) => {
    expect(verdictOf(asking(check), { ...UNASKED, findings: { [check]: CLEAR } }).result).toBe('pass');
  });
});

describe('a declaration', () => {
  const stating = (declaration: Declaration) => facts({ declaration });
  holds([
    [
      'of no office is to be confirmed',
      ruleOn('serving_official', official),
      cadre({ status: 'none' }),
      'unknown',
      { cadre: 'none' },
    ],
    [
      'of an approval is to be confirmed',
      ruleOn('serving_official', official),
      cadre({ ...APPROVED, status: 'serving' }),
      'unknown',
    ],
    [
      'of an office without approval fails at once',
      ruleOn('serving_official', official),
      cadre({ status: 'serving' }),
      'fail',
    ],
    [
      'of a retired cadre is to be confirmed',
      ruleOn('retired_cadre', retired),
      cadre(APPROVED),
      'unknown',
      { problems: [] },
    ],
    ['of a paid post fails at once', ruleOn('retired_cadre', retired), cadre({ ...APPROVED, unpaid: false }), 'fail'],
    [
      'of a residence is to be confirmed',
      ruleOn('residence', residence),
      stating({ residence: 'mainland' }),
      'unknown',
      { residence: 'mainland' },
    ],
    [
      'of a residence elsewhere fails at once',
      ruleOn('residence', residence),
      stating({ residence: 'abroad', monthsInMainland: 2 }),
      'fail',
    ],
    ['is enough where the rule says so', ruleOn('residence'), stating({ residence: 'mainland' }), 'pass'],
    [
      'is not enough where the rule says that it is not',
      ruleOn('residence', { ...residence, declarationSuffices: false }),
      stating({ residence: 'mainland' }),
      'unknown',
    ],
  ]);
});
