import type { CheckResult } from '../terms.js';
import { yearsAfter } from './age.js';
import { answered, basisOf, saidBy } from './answered.js';
import type { Finding } from './facts.js';
import type { Judge, Judgement, Judges } from './judgement.js';

type OnRecord =
  | 'political_rights'
  | 'criminal_record'
  | 'effective_judgment'
  | 'under_investigation'
  | 'court_dishonesty'
  | 'credit_information'
  | 'revoked_organisation'
  | 'organisation_standing';

/** A finding, something adverse weighed by itself; `unasked` is what it comes to while nobody has been asked. */
function weighed(
  finding: Finding | undefined,
  unasked: CheckResult,
  weigh: (adverse: Finding) => Judgement,
): Judgement {
  if (finding?.answer !== 'adverse') return answered({ result: unasked, facts: {} }, finding);
  const judged = weigh(finding);
  return { ...judged, facts: { ...judged.facts, ...saidBy(finding) }, basis: basisOf(judged, finding) };
}

/** @param years null: for ever */
function barredFor(years: number | null, since: string, on: string): Judgement {
  if (years === null) return { result: 'fail', facts: { barredUntil: null } };
  const barredUntil = yearsAfter(since, years);
  return { result: on < barredUntil ? 'fail' : 'pass', facts: { barredUntil } };
}

/** What rests on no effective judgment or decision is for a person to judge. */
const NOT_EFFECTIVE: Judgement = { result: 'needs_human', facts: { effectiveOn: null } };

/** 剥夺政治权利, now or ever, without a limit in time: 基金会管理条例 art. 23. */
const politicalRights: Judge<'political_rights'> = ({ findings }) =>
  weighed(findings.political_rights, 'unknown', ({ effectiveOn }) =>
    effectiveOn === null ? NOT_EFFECTIVE : { result: 'fail', facts: { effectiveOn } },
  );

/** 刑罚执行完毕之日起未逾 so many years: 基金会管理条例 art. 23; of intentional crimes alone: 慈善法 art. 16. */
const criminalRecord: Judge<'criminal_record'> = ({ findings, on }, { setting: { years, intentionalOnly } }) =>
  weighed(findings.criminal_record, 'unknown', ({ effectiveOn, endedOn, intentional }) => {
    if (effectiveOn === null) return NOT_EFFECTIVE;
    if (intentionalOnly && intentional === false) return { result: 'pass', facts: { intentional } };
    // Completed when, or not yet: whoever asked could not say, so somebody has to see.
    if (endedOn === null && years !== null) return { result: 'needs_human', facts: { barredUntil: null } };
    const barred = barredFor(years, endedOn ?? effectiveOn, on);
    const unclear = intentionalOnly && intentional === null && barred.result === 'fail';
    return unclear ? { ...barred, result: 'needs_human' } : barred;
  });

/** What may come from a court, the police or a register without anything effective behind it. */
const MAY_REST_ON_NOTHING = [
  'political_rights',
  'criminal_record',
  'under_investigation',
  'revoked_organisation',
] as const;

/** Only effective judgments and decisions count: something adverse that rests on none may not be held against anybody. */
const effectiveJudgment: Judge<'effective_judgment'> = ({ findings }) => {
  const checks = MAY_REST_ON_NOTHING.filter((check) => {
    const finding = findings[check];
    return finding?.answer === 'adverse' && finding.effectiveOn === null;
  });
  return answered({ result: checks.length > 0 ? 'fail' : 'pass', facts: { checks } }, findings.effective_judgment);
};

/**
 * Bad information is a fact for judgement while it is disclosed, never a bar by itself: 浙江省公共信用信息管理条例 art. 16,
 * art. 26.
 */
const creditInformation: Judge<'credit_information'> = ({ findings, on }, { setting: { years } }) =>
  weighed(findings.credit_information, 'needs_human', ({ effectiveOn }) => {
    if (effectiveOn === null) return NOT_EFFECTIVE;
    const disclosedUntil = yearsAfter(effectiveOn, years);
    return { result: on < disclosedUntil ? 'needs_human' : 'pass', facts: { disclosedUntil } };
  });

/** 自该组织被撤销之日起未逾 so many years: 基金会管理条例 art. 23, 慈善法 art. 16. */
const revokedOrganisation: Judge<'revoked_organisation'> = ({ findings, on }, { setting: { years } }) =>
  weighed(findings.revoked_organisation, 'unknown', ({ effectiveOn }) =>
    effectiveOn === null ? NOT_EFFECTIVE : barredFor(years, effectiveOn, on),
  );

/** Nothing but an answer says anything. */
const asked: Judge<'under_investigation' | 'court_dishonesty' | 'organisation_standing'> = ({ findings }, { check }) =>
  answered({ result: 'unknown', facts: {} }, findings[check]);

/** What courts, police, registries and lists answer. These judges weigh the findings of their checks themselves. */
export const RECORD: Judges<OnRecord> = {
  political_rights: politicalRights,
  criminal_record: criminalRecord,
  effective_judgment: effectiveJudgment,
  under_investigation: asked,
  court_dishonesty: asked,
  credit_information: creditInformation,
  revoked_organisation: revokedOrganisation,
  organisation_standing: asked,
};
