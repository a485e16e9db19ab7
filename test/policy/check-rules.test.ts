import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { gateOf } from '../../src/policy/checks/gates.js';
import { parsePolicies } from '../../src/policy/parse-policy.js';
import { CHECKS, type GATED_ACTS } from '../../src/policy/terms.js';
import { SHIPPED_POLICY, shippedCourse } from '../workflow/shipped-courses.js';
import { edited } from './sound-policy.js';

const BASE = 'policies/330000/2024-04-15.yaml';
const FILE = 'policies/330000/2026-07-01.yaml';
const TEXT = readFileSync(FILE, 'utf8');

/** What is said of the shipped version with checks after a change in its text. */
function errorsAfter(from: string, to: string): string[] {
  const parsed = parsePolicies([
    { file: BASE, text: readFileSync(BASE, 'utf8') },
    { file: FILE, text: edited(TEXT, from, to) },
  ]);
  return 'errors' in parsed ? parsed.errors.map(({ line, key, message }) => `${line > 1} ${key}: ${message}`) : [];
}

const REFUSED: readonly [what: string, from: string, to: string, error: string][] = [
  [
    'a check that there is not',
    'check: term_length',
    'check: length_of_term',
    'unknown check "length_of_term"; must be one of civil_capacity',
  ],
  ['a check without its number', '    setting: { atMostOneIn: 5 }\n', '', 'the key "setting" is missing; add it'],
  [
    'a number that the check does not have',
    '{ atMostOneIn: 5 }',
    '{ atMostOneIn: 5, years: 3 }',
    'unknown key "years"',
  ],
  [
    'a number for a check that needs none',
    'check: not_supervisor\n',
    'check: not_supervisor\n    setting: { years: 5 }\n',
    'unknown key "setting"',
  ],
  [
    'an act that nothing can stand in the way of',
    'warns: [publish_notice, file]',
    'warns: [withdraw]',
    'must be one of approve, reject',
  ],
  [
    'an unknown post',
    'posts: [party_secretary, party_deputy_secretary]\n    blocks',
    'posts: [chairman]\n    blocks',
    'must be one of president',
  ],
  [
    'a share that no vote reaches',
    'furtherTerm: { votes: 2, outOf: 3',
    'furtherTerm: { votes: 4, outOf: 3',
    '4 votes out of 3 can never be reached',
  ],
  [
    'a share of a vote at which nobody looks',
    'among: voters_due } }\n    blocks: [approve, record_election, file]',
    'among: voters_due } }\n    blocks: [approve]',
    '"consecutive_terms" never sees a vote; let it block record_election, file, register',
  ],
  ['one id twice', '- id: audit_of_representative', '- id: audit_done', '"audit_done" is written twice'],
  ['a check that changes nothing', '    warns: [publish_notice, file]\n', '', 'would change nothing'],
  [
    'a check that blocks and warns',
    '    warns: [publish_notice, file]\n',
    '    warns: [file]\n    blocks: [file]\n',
    'blocks file and warns beside it',
  ],
  [
    'a step that no route has',
    'setting: { among: all }\n    blocks: [approve, register]',
    'setting: { among: all }\n    blocks: [approve]\n    step: nowhere',
    'no route of its posts has the step "nowhere"',
  ],
  [
    'a step that some of its routes lack',
    'setting: { among: all }\n    blocks: [approve, register]',
    'setting: { among: all }\n    blocks: [approve, register]\n    step: supervising_review',
    'direct_or_decoupled has no step "supervising_review", so nothing would ask for "representative_of_foundation_only" there',
  ],
  [
    'a step of no approval',
    'warns: [publish_notice, file]',
    'warns: [file]\n    step: party_review',
    'names a step, which belongs to approve',
  ],
  [
    'a check of other cases before an act on several',
    'setting: { among: all }\n    blocks: [approve, register]',
    'setting: { among: all }\n    blocks: [record_election]',
    'can block or warn approve, close_notice, file, register only',
  ],
  [
    'a check of other cases that nobody looks at again when the result is filed or registered',
    'what was agreed to.\n    blocks: [approve, file, register]',
    'what was agreed to.\n    blocks: [approve, file]',
    'let it block register too',
  ],
  [
    'a check at a step that can be passed over',
    'setting: { atMostOneIn: 5 }\n    blocks: [approve, record_election]',
    'setting: { atMostOneIn: 5 }\n    step: industry_review\n    blocks: [approve, record_election]',
    '"industry_review" is passed over where there is no such body',
  ],
  [
    'an act of a notice for posts that are put on none',
    '    posts: [party_secretary, party_deputy_secretary]\n    blocks: [approve]',
    '    posts: [party_secretary, party_deputy_secretary]\n    blocks: [approve, close_notice]',
    'has a notice, so "party_membership" never has to do with close_notice; take it out',
  ],
  [
    'a warning beside an act of a notice for posts that are put on none',
    '    posts: [party_secretary, party_deputy_secretary]\n    blocks: [approve]',
    '    posts: [party_secretary, party_deputy_secretary]\n    blocks: [approve]\n    warns: [publish_notice]',
    'has a notice, so "party_membership" never has to do with publish_notice; take it out',
  ],
  [
    'an age of answers that nobody gives',
    'check: not_supervisor\n',
    'check: not_supervisor\n    evidence: { notOlderThan: 30, source: assumed }\n',
    '"not_supervisor" is answered from what is stated, and nobody is asked',
  ],
  [
    'an age of answers without a source that is there',
    'evidence: { notOlderThan: 90, source: assumed }',
    'evidence: { notOlderThan: 90, source: G99 }',
    '"G99" is not a key of sources',
  ],
  [
    'a post that suffices ordinarily and by the charter',
    'byCharter: [vice_president, secretary_general]',
    'byCharter: [vice_president, president]',
    'has president suffice ordinarily and by the charter; keep one of the two',
  ],
  [
    'the post itself as what suffices for it',
    'byCharter: [vice_president, secretary_general]',
    'byCharter: [vice_president, legal_representative]',
    'unknown',
  ],
  [
    'a roster of at least more than at most',
    '{ minimum: 5, maximum: 40, parity: odd }',
    '{ minimum: 40, maximum: 5, parity: odd }',
    'setting.minimum: "roster_size" can never be met: at least 40 and at most 5',
  ],
  [
    'a roster whose one size is not odd, as it has to be',
    '{ minimum: 5, maximum: 40, parity: odd }',
    '{ minimum: 6, maximum: 6, parity: odd }',
    'setting.parity: "roster_size" can never be met: 6 is no odd number',
  ],
  [
    'a term of at least more years than at most',
    '{ minimumYears: 3, maximumYears: 5 }',
    '{ minimumYears: 6, maximumYears: 5 }',
    'setting.minimumYears: "term_length" can never be met: at least 6 years and at most 5',
  ],
  ['a source that is not there', 'source: G9 assumed', 'source: G99', '"G99" is not a key of sources'],
];

describe('the checks of a policy', () => {
  it('are all thirty-two in the shipped one, each with words, a source and an act', () => {
    const rules = SHIPPED_POLICY.checks ?? [];
    expect(CHECKS.filter((check) => !rules.some((rule) => rule.check === check))).toEqual([]);
    for (const rule of rules) expect([rule.rule['zh-CN'].trim(), rule.rule.en.trim(), rule.source]).not.toContain('');
  });

  it.each(REFUSED)('are refused with %s; the place is named, and what to do', (_what, from, to, error) => {
    const errors = errorsAfter(from, to);
    expect(errors).toContainEqual(expect.stringContaining(error));
    for (const each of errors) expect(each).toMatch(/^true checks\.\d+/);
  });

  it('are not said to lack a step while a route that could have it is faulty', () => {
    const base = readFileSync(BASE, 'utf8');
    const step = edited(
      TEXT,
      'setting: { among: all }\n    blocks: [approve, register]',
      'setting: { among: all }\n    blocks: [approve]\n    warns: [register]\n    step: nowhere',
    );
    const told = (text: string) => {
      const parsed = parsePolicies([
        { file: BASE, text },
        { file: FILE, text: step },
      ]);
      return 'errors' in parsed ? parsed.errors.map(({ message }) => message.slice(0, 20)) : [];
    };
    expect(told(base)).toContain('no route of its post');
    expect(told(base.replace('revokedBy: registration_authority', 'revokedBy: nobody'))).not.toContain(
      'no route of its post',
    );
  });

  it('need a reason that an approver can resolve them with', () => {
    expect(errorsAfter('acts: [resolve_check],\n      zh-CN: 已按', 'acts: [reject],\n      zh-CN: 已按')).toEqual([]);
    const none = TEXT.replaceAll('acts: [resolve_check]', 'acts: [reject]');
    const parsed = parsePolicies([
      { file: BASE, text: readFileSync(BASE, 'utf8') },
      { file: FILE, text: none },
    ]);
    expect('errors' in parsed && parsed.errors.map(({ message }) => message)).toEqual([
      'no reason can be given for "resolve_check"; add at least one',
    ]);
  });
});

describe('the gate of an act', () => {
  const path = { stages: shippedCourse('dual_management/file').route.stages, skipped: [] };
  const blocking = (act: (typeof GATED_ACTS)[number], step: string | null) =>
    gateOf(SHIPPED_POLICY, path, act, step).blocking.map(({ id }) => id);

  it('is at the approval of the last review before the vote, unless a rule names another step', () => {
    expect(blocking('approve', 'supervising_review')).toEqual([]);
    expect(blocking('approve', 'registration_review')).toContain('political_rights');
    const early = { checks: (SHIPPED_POLICY.checks ?? []).map((rule) => ({ ...rule, step: 'party_review' })) };
    expect(gateOf(early, path, 'approve', 'registration_review').blocking).toEqual([]);
    expect(gateOf(early, path, 'approve', 'party_review').blocking.map(({ id }) => id)).toContain('political_rights');
  });

  it('moves to the review before, when the last one is passed over', () => {
    const { stages } = shippedCourse('direct_or_decoupled/file').route;
    const at = (skipped: string[], step: string) =>
      gateOf(
        SHIPPED_POLICY,
        { stages: stages.filter((stage) => !('step' in stage) || stage.step !== 'registration_review'), skipped },
        'approve',
        step,
      ).blocking.length > 0;
    expect([at([], 'industry_review'), at([], 'party_review')]).toEqual([true, false]);
    expect([at(['industry_review'], 'industry_review'), at(['industry_review'], 'party_review')]).toEqual([
      false,
      true,
    ]);
  });

  it('is wherever else the act is', () => {
    for (const step of ['supervising_review', null]) expect(blocking('reject', step)).toEqual(['effective_judgment']);
    expect(blocking('record_election', null)).toContain('cadre_approval');
    expect(gateOf(SHIPPED_POLICY, path, 'file', null).warning.map(({ id }) => id)).toEqual([
      'roster_size',
      'candidates_per_seat',
    ]);
  });

  it('is at the close of a notice, where the policy says so or an approval rested on data that was corrected since', () => {
    const atClose = (policy: typeof SHIPPED_POLICY, unsettled: string[]) =>
      gateOf(policy, path, 'close_notice', null, unsettled).blocking.map(({ id }) => id);
    expect(atClose(SHIPPED_POLICY, [])).toEqual([]);
    expect(atClose(SHIPPED_POLICY, ['registration_review'])).toContain('political_rights');
    const blocking = {
      ...SHIPPED_POLICY,
      checks: SHIPPED_POLICY.checks?.slice(0, 1).map((rule) => ({ ...rule, blocks: ['close_notice'] as const })) ?? [],
    };
    expect(atClose(blocking, [])).toEqual([SHIPPED_POLICY.checks?.[0]?.id]);
  });

  it('of a Party post is at its examination, not at the approval after its vote', () => {
    const party = { stages: shippedCourse('party_post/approval').route.stages, skipped: [] };
    const at = (step: string) => gateOf(SHIPPED_POLICY, party, 'approve', step).blocking.length;
    expect([at('superior_examination') > 0, at('superior_approval')]).toEqual([true, 0]);
  });
});
