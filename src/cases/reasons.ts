import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Policy, PolicyReason } from '../policy/policy.js';
import { INTENDED_BY, REASONED_ACTS, type IntendedAct, type Outcome, type ReasonedAct } from '../policy/terms.js';
import { findIdentityNumbers } from '../protected-fields/find-identity-numbers.js';
import type { CaseAct } from '../workflow/events.js';
import type { Reason } from './apply-event.js';

/** Acts of the submitting side: they say why in their own words, and need no legal basis. */
const BY_THE_SUBMITTER: readonly ReasonedAct[] = ['withdraw', 'reconsider'];

/** What is intended is told with the reason that the decision would have; who is replaced, with one of a withdrawal. */
const AS: Readonly<Partial<Record<CaseAct, ReasonedAct>>> = {
  ...INTENDED_BY,
  supersede: 'withdraw',
};

/** The act whose reasons a policy offers for this one; undefined for one that needs none. */
const reasonedAs = (act: CaseAct): ReasonedAct | undefined =>
  AS[act] ?? REASONED_ACTS.find((reasoned) => reasoned === act);

/**
 * Every adverse or delaying act names a reason of the policy, says it in words, and cites its legal basis (行政许可法
 * art. 38, PIPL art. 50). Checked before anything is written.
 * @param outcome of an act that can have several: the reason must be one for it
 * @param state in which the case is
 * @returns null if the reason will do, or the refusal
 */
export function checkReason(
  policy: Policy,
  act: CaseAct,
  reason: Reason | undefined,
  state: string,
  outcome?: Outcome,
): Refusal | null {
  const reasoned = reasonedAs(act);
  if (!reasoned) return reason ? checkText(reason) : null;
  const fitting = reasonsFor(policy, act, state);
  const codes = fitting
    .filter(({ outcomes }) => !outcome || (outcomes ?? [outcome]).includes(outcome))
    .map(({ code }) => code);
  if (!reason?.text.trim()) return refuse('reason_missing', { act, codes });
  if (!codes.includes(reason.code)) return refuse('reason_unknown', { act, reason: reason.code, codes });
  const basisGiven = reason.legalBasis.some((basis) => basis.trim() !== '');
  if (!basisGiven && !BY_THE_SUBMITTER.includes(reasoned)) return refuse('legal_basis_missing', { act });
  return checkText(reason);
}

const checkText = (reason: Reason): Refusal | null =>
  checkFreeText({ 'reason.text': reason.text, 'reason.legalBasis': reason.legalBasis });

/** The reasons that a policy offers for an act on a case in a state; none for one that needs none. */
export function reasonsFor({ reasons }: Policy, act: CaseAct, state: string): PolicyReason[] {
  const reasoned = reasonedAs(act);
  const decided: IntendedAct = state.startsWith('reconsideringRevocation') ? 'revoke' : 'reject';
  const fits = ({ of = [decided] }: PolicyReason) => act !== 'conclude_reconsideration' || of.includes(decided);
  return reasoned ? reasons.filter((reason) => reason.acts.includes(reasoned) && fits(reason)) : [];
}

/** The texts of a list's items by their full paths, as a fault of the input names them: `answers.0.text`. */
export const textsIn = (
  list: string,
  items: readonly Readonly<Record<string, string | null | undefined>>[],
): Record<string, string | undefined> =>
  Object.fromEntries(
    items.flatMap((item, at) =>
      Object.entries(item).map(([name, text]) => [`${list}.${at}.${name}`, text ?? undefined]),
    ),
  );

/** Free text goes into opinions and answers that others read: identity and telephone numbers have no place in it. */
export function checkFreeText(texts: Readonly<Record<string, string | readonly string[] | undefined>>): Refusal | null {
  for (const [field, value] of Object.entries(texts)) {
    if (findIdentityNumbers([value ?? ''].flat().join('\n')).length > 0)
      return refuse('personal_data_in_text', { field });
  }
  return null;
}
