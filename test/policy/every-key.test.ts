// A rule that nothing reads is a promise nobody keeps: whatever a policy can say, saying otherwise makes a difference.
import { describe, expect, it } from '@jest/globals';
import { explainPolicy } from '../../src/cases/explain-policy.js';
import { crossCheckPeriods } from '../../src/policy/cross-check-periods.js';
import type { Policy } from '../../src/policy/policy.js';
import { POLICY_SCHEMA } from '../../src/policy/policy-schema.js';
import { ORGANISATION_KINDS, OCCASIONS, REGIMES } from '../../src/policy/terms.js';
import { namesIn, placesIn, unread, type Json } from './key-places.js';
import { BOOK, OBSERVERS } from './observed.js';

/** Scopes limit to whom something applies; one that names everybody limits it to nobody. */
const EVERYBODY = {
  kinds: [...ORGANISATION_KINDS],
  regimes: [...REGIMES],
  occasions: [...OCCASIONS],
  charity: false,
  industryAssociation: true,
  privatelyFunded: false,
  school: false,
};

const QUORUM = { signers: 2, asks: 'all_approvers', source: 'assumed' };

/** The version that says most, with what no shipped one says beside it. */
const FULL = full(JSON.parse(JSON.stringify(BOOK.version('330100/2026-07-01'))) as Json) as unknown as Policy;

function full(value: Json, key = ''): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => full(each, key));
  if (typeof value !== 'object' || value === null) return value;
  const said = Object.fromEntries(
    Object.entries(value as { [key: string]: Json })
      .filter(([name]) => name !== 'refines')
      .map(([name, each]) => [name, full(each, name)]),
  );
  if (key === '') {
    const election = { furtherVotes: { atMost: 1, candidates: ['remaining'] }, source: 'assumed' };
    return { ...said, intention: { before: ['reject', 'revoke'], source: 'L15' }, election };
  }
  if (key === 'periods') {
    const { inquiry = null, ...others } = said;
    const answer = { length: 5, unit: 'working_days', whenPassed: 'close_answering', source: 'assumed' };
    return Object.fromEntries(
      Object.entries({ ...others, inquiry, answer }).map(([name, period]) => [
        name,
        { note: 'by analogy', ...(period as { [key: string]: Json }) },
      ]),
    );
  }
  if (key === 'quorum') return { ...said, veto: false, asks: 'all_approvers' };
  if (key === 'required') return { ...EVERYBODY, ...said };
  if (said['kind'] === 'review' && said['step'] === 'party_review') {
    return { ...said, quorum: { agree: 'all', ...QUORUM } };
  }
  if (said['id'] === 'approval') return { ...said, posts: ['party_secretary', 'party_deputy_secretary'] };
  return said['step'] === 'superior_examination' ? { ...said, quorum: { agree: 'any', veto: false, ...QUORUM } } : said;
}

/** Said for people alone, and shown to them as it stands. */
const FOR_READERS = [
  /^name\.(zh-CN|en)$/,
  /^periods\.\w+\.note$/,
  /^routes\.name\.(zh-CN|en)$/,
  /^(intention|corrections|election|processingNotice|foundElsewhere|recusal|reminders)\.source$/,
  /^routes\.stages\[notice\]\.source$/,
  /^routes\.stages\[review\]\.(quorum\[\w+\]|supplements|deferrals|silence)\.source$/,
];

const isForReaders = (name: string) => FOR_READERS.some((names) => names.test(name));

/** Needed by what a policy may leave out as well. */
const IF_NEEDED = ['periods.inquiry', 'periods.answer'];

/** Each check has its own parameters: every-key-of-checks.test.ts. */
const NAMES = [...new Set(namesIn(POLICY_SCHEMA))].filter((name) => !name.startsWith('checks['));
const PLACES = placesIn(POLICY_SCHEMA, FULL as unknown as Json);

const withoutChecks = ({ checks: _checks, ...rest }: Policy): Policy => rest;

/** What followed from the policy as it was, and which of its sections that was read from: nothing else can change it. */
const BEFORE = OBSERVERS.map((observe) => {
  const read = new Set<PropertyKey>();
  const noting = (policy: Policy) =>
    new Proxy(policy, {
      get: (target, key) => (read.add(key), Reflect.get(target, key) as unknown),
      has: (target, key) => (read.add(key), Reflect.has(target, key)),
      ownKeys: (target) => {
        for (const key of Object.keys(target)) read.add(key);
        return Reflect.ownKeys(target);
      },
    });
  return { observe, read, followed: JSON.stringify(observe(noting(FULL), noting(withoutChecks(FULL)))) };
});

function differs(changed: Json): boolean {
  const policy = changed as unknown as Policy;
  const sections = (Object.keys(FULL) as (keyof Policy)[]).filter((section) => policy[section] !== FULL[section]);
  return BEFORE.filter(({ read }) => sections.some((section) => read.has(section))).some(
    ({ observe, followed }) => JSON.stringify(observe(policy, withoutChecks(policy))) !== followed,
  );
}

const shown = explainPolicy(FULL, []);

describe('every key of a policy', () => {
  it('is one that can be told apart', () => {
    expect(NAMES.length).toBeGreaterThan(140);
    expect(differs({ ...FULL } as unknown as Json)).toBe(false);
    expect(
      BEFORE.every(({ observe, followed }) => JSON.stringify(observe(FULL, withoutChecks(FULL))) === followed),
    ).toBe(true);
  });

  it.each(NAMES.filter((name) => !isForReaders(name) && !IF_NEEDED.includes(name)))('%s is read', (name) => {
    expect(unread(PLACES.get(name) ?? [], differs)).toEqual([]);
  });

  it.each(IF_NEEDED)('%s is missed at the start where it is needed', (name) => {
    expect(crossCheckPeriods(FULL)).toEqual([]);
    const isMissed = (changed: Json) => crossCheckPeriods(changed as unknown as Policy).length > 0;
    expect(unread(PLACES.get(name) ?? [], isMissed)).toEqual([]);
  });

  it.each(NAMES.filter(isForReaders))('%s is shown to those who read the policy', (name) => {
    const isShown = (changed: Json) => explainPolicy(changed as unknown as Policy, []) !== shown;
    expect(unread(PLACES.get(name) ?? [], isShown)).toEqual([]);
  });
});
