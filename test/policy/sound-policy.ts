/** A policy file that is sound and short, a thing a line, so that a test breaks one line and asks for its number. */
export const SOUND_FILE = 'policies/330000/2024-04-15.yaml';

export const SOUND = `policy: 330000/2024-04-15
jurisdiction: '330000'
name: { zh-CN: 审核, en: Vetting }
validFrom: 2024-04-15
validTo: null
sources:
  S0: 要点
  L1: 条例
limits:
  maximumAge: { value: 70, unit: years, source: S0, posts: [president, vice_president] }
  maximumTermsServed: { value: 2, unit: terms, source: S0 L1, posts: [president] }
incompatiblePosts:
  - { posts: [president, secretary_general], source: L1 }
periods:
  acceptance: { length: 5, unit: working_days, whenPassed: overdue, source: L1, note: by analogy }
  decision: { length: 10, unit: working_days, whenPassed: overdue, source: assumed }
  supplement: { length: 10, unit: working_days, whenPassed: lapse, source: assumed }
  deferral: { length: 30, unit: working_days, whenPassed: overdue, source: assumed }
  publication: { length: 5, unit: working_days, whenPassed: overdue, source: assumed }
  notice: { length: 7, unit: working_days, whenPassed: close_notice, source: assumed }
  validity: { length: 180, unit: calendar_days, whenPassed: lapse, source: assumed }
  filing: { length: 30, unit: calendar_days, whenPassed: overdue, source: S0 }
  registration: { length: 30, unit: calendar_days, whenPassed: overdue, source: L1 }
  reconsideration: { length: 60, unit: calendar_days, whenPassed: final, source: assumed }
reasons:
  - { code: incomplete, acts: [return_for_supplement, defer], zh-CN: 不全, en: Incomplete }
  - { code: unfit, acts: [reject, revoke], zh-CN: 不符, en: Unfit }
  - { code: stepped_back, acts: [withdraw, reconsider], zh-CN: 退出, en: Stepped back }
  - { code: heard, acts: [conclude_reconsideration, conclude_objection], zh-CN: 已核, en: Heard }
routes:
  - id: officers
    name: { zh-CN: 负责人, en: Officers }
    regimes: [dual_management]
    occasions: [founding, re_election]
    posts: [president, vice_president]
    source: S0
    revokedBy: registration_authority
    stages:
      - { kind: review, step: first, by: supervising_unit, name: { zh-CN: 初审, en: First } }
      - { kind: review, step: second, by: party_building_body, whenBodyMissing: skip, name: { zh-CN: 复审, en: Second } }
      - { kind: notice, by: supervising_unit, source: S0 }
      - { kind: election }
      - { kind: completion, by: registration_authority }
    completions:
      - { id: register, occasions: [founding], acts: [register] }
      - { id: file, acts: [file] }
`;

/** The sound text with one thing written otherwise. @throws when that is not there exactly once */
export function edited(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`"${from}" does not stand exactly once in the text.`);
  return text.replace(from, () => to);
}

/** The number of the line that holds the marker, from 1. */
export const lineOf = (text: string, marker: string): number => text.slice(0, text.indexOf(marker)).split('\n').length;
