import { lastReviewBeforeVote } from './checks/gates.js';
import { appliesTo, type Whom } from './checks/judge.js';
import type { CheckRule } from './checks/rule.js';
import type { CrossError } from './cross-check-rules.js';
import type { Inquiry, InquiryQuestion } from './inquiries.js';
import type { Policy, Route } from './policy.js';
import { ORGANISATION_KINDS } from './terms.js';

/**
 * Unknown is never a pass: what a department that has to be asked leaves open, or answers against the candidate, stands in
 * the way of an approval as a check, for everybody of whom it has to be asked. Otherwise asking would be a mere form.
 */
export function crossCheckRequired(policy: Policy, inquiry: Inquiry, key: (string | number)[]): CrossError[] {
  const { required, steps, questions } = inquiry;
  if (required === undefined) return [];
  return questions.flatMap((question, place): CrossError[] => {
    const at = [...key, 'questions', place];
    if (question.check === undefined) {
      const message = `"${inquiry.id}" is required, so "${question.id}" has to answer a check that blocks approve; name it, or leave required out`;
      return [{ key: at, message }];
    }
    return steps.flatMap((step): CrossError[] => {
      const open = policy.routes.map((route) => leftOpen(policy, route, step, inquiry, question)).find(Boolean);
      if (!open) return [];
      const message = `"${inquiry.id}" is required at "${step}" of ${told(open)}, and no check ${question.check ?? ''} blocks an approval there or later; let one block approve, or leave required out`;
      return [{ key: [...at, 'check'], message, given: ['checks', 'routes'] }];
    });
  });
}

/** Somebody of whom it has to be asked at this step, to whom the check applies, and whose approval no such check is in the way of. */
function leftOpen(
  { checks = [] }: Policy,
  route: Route,
  step: string,
  { required = {} }: Inquiry,
  { check }: InquiryQuestion,
): Whom | undefined {
  if (!route.stages.some((stage) => stage.kind === 'review' && stage.step === step)) return undefined;
  const rules = checks.filter((rule) => rule.check === check);
  return everybodyOn(route).find((whom) => {
    const applying = rules.filter((rule) => appliesTo(rule, whom));
    return appliesTo(required, whom) && applying.length > 0 && !applying.some((rule) => isAhead(rule, route, step));
  });
}

/** Whether a check stands in the way of an approval at a step, or at one after it. */
function isAhead({ blocks = [], step: named }: CheckRule, { stages }: Route, step: string): boolean {
  const placeOf = (name: string | null) => stages.findIndex((stage) => stage.kind === 'review' && stage.step === name);
  const gate = named ?? lastReviewBeforeVote({ stages, skipped: [] });
  return blocks.includes('approve') && placeOf(gate) >= placeOf(step);
}

const EITHER = [false, true] as const;

/** All for whom something can be meant on a route. Two posts at most: one by which it is asked, one by which a check applies. */
function everybodyOn({ posts, occasions, regimes }: Route): Whom[] {
  const held = posts.flatMap((one, place) => posts.slice(place).map((other) => [...new Set([one, other])]));
  return held.flatMap((both) =>
    occasions.flatMap((occasion) =>
      regimes.flatMap((regime) =>
        ORGANISATION_KINDS.flatMap((kind) =>
          EITHER.flatMap((charity) =>
            EITHER.flatMap((industryAssociation) =>
              EITHER.map((particular) => ({
                occasion,
                // Each is a question of one kind alone, so one of the two says all.
                organisation: {
                  kind,
                  regime,
                  charity,
                  industryAssociation,
                  privatelyFunded: particular,
                  school: particular,
                },
                candidate: { posts: both },
              })),
            ),
          ),
        ),
      ),
    ),
  );
}

const told = ({ candidate, organisation, occasion }: Whom): string =>
  [candidate.posts.join(' and '), organisation.kind, organisation.regime, occasion].join(', ');
