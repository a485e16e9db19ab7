import type { CaseAct } from '../../src/workflow/events.js';
import { OF_ASKING } from './asking-invariants.js';
import type { Done } from './done.js';
import { holdsClock } from './letters.js';
import type { SimulatedCase } from './simulated-case.js';
import { cannotAgree } from './within.js';

/** What is looked at of a case. */
export type Seen = Pick<
  SimulatedCase,
  'involved' | 'done' | 'deadlines' | 'letters' | 'row' | 'track' | 'learned' | 'lastWords'
>;

/** What has to hold after every act, said without the functions that decide: in sentences, each false if something is wrong. */
type Invariant = readonly [sentence: string, holds: (one: Seen, last: Done) => boolean];

const byOfficials = ({ done }: Seen) => done.filter(({ actor }) => actor.kind === 'official');
/** Who acted: the official, and whoever's duty it was. */
const personsOf = ({ actor, onBehalfOf }: Done): string[] =>
  actor.kind === 'official' ? [actor.id, ...(onBehalfOf === null ? [] : [onBehalfOf])] : [];
/** What everybody does who has the duty, whoever the case is assigned to. */
const ANYBODYS: readonly string[] = [
  'sign',
  'recuse',
  'order_recusal',
  'waive_recusal',
  'claim',
  'assign',
  'release',
  'intend_revocation',
  'revoke',
];
/** How many different things one person did who took part in the last act. */
const most = (one: Seen, last: Done, what: (done: Done) => string | null) =>
  Math.max(
    0,
    ...personsOf(last).map(
      (person) =>
        new Set(
          byOfficials(one)
            .filter((each) => personsOf(each).includes(person))
            .map(what),
        ).size,
    ),
  );

/** The reviews of the course in their order, without those passed over. */
const stepsOf = ({ track, row }: Seen): string[] =>
  track.course.route.stages.flatMap((stage) =>
    stage.kind === 'review' && !row.context.skipped.includes(stage.step) ? [stage.step] : [],
  );

/** The review at which an act was done. */
function stageOf({ track }: Seen, { step }: Done) {
  return track.course.route.stages.filter((stage) => stage.kind === 'review').find((stage) => stage.step === step);
}

/** Acts by which somebody decides on the candidate, or on what stands in the way. */
const DECIDING: readonly string[] = [
  'approve',
  'reject',
  'sign',
  'resolve_check',
  'conclude_objection',
  'conclude_reconsideration',
  'file',
  'register',
  'revoke',
];

/** Whether the body has said that it means to reject, and neither did nor gave it up. */
const standsIntention = (done: readonly Done[]): boolean =>
  done.findLastIndex(({ act }) => act === 'intend_rejection') >
  done.findLastIndex(({ act }) => ['approve', 'reject', 'drop_intention', 'return_for_supplement'].includes(act));

const isAgreement = ({ act }: Done) => act === 'approve' || act === 'deem_consent';

export const INVARIANTS: readonly Invariant[] = [
  ['nobody acts for two bodies, nor has a delegate do it', (one, last) => most(one, last, ({ body }) => body) <= 1],
  ['nobody acts in two duties, nor has a delegate do it', (one, last) => most(one, last, ({ duty }) => duty) <= 1],
  [
    'nobody acts whom an interest keeps from the case, nor does their delegate',
    (_one, last) => last.duty === 'submitter' || !personsOf(last).some((person) => last.barred.includes(person)),
  ],
  [
    'nobody acts who is away',
    (_one, { actor, body, duty, onBehalfOf }) =>
      actor.kind !== 'official' ||
      !actor.mandates.some(
        (own) => own.away && own.body === body && own.duty === duty && (own.onBehalfOf ?? null) === onBehalfOf,
      ),
  ],
  [
    'nobody decides anew what they rejected, nor hears the reconsideration of their own decision',
    (one, last) =>
      !['approve', 'reject', 'conclude_reconsideration'].includes(last.act) ||
      !one.done
        .slice(0, -1)
        .some((each) => each.act === 'reject' && personsOf(each).some((person) => personsOf(last).includes(person))),
  ],
  [
    'nobody revokes again what they revoked, nor hears the reconsideration of it',
    (one, last) =>
      !['revoke', 'conclude_reconsideration'].includes(last.act) ||
      !one.done
        .slice(0, -1)
        .some((each) => each.act === 'revoke' && personsOf(each).some((person) => personsOf(last).includes(person))),
  ],
  [
    'a revocation that is set aside leaves the case where it was',
    ({ done }, { from, to }) =>
      !from.startsWith('reconsideringRevocation') ||
      ['revoked', from, done.findLast(({ act }) => act === 'revoke')?.from].includes(to),
  ],
  [
    'nobody signs twice where several decide, nor has a delegate do it',
    (_one, last) => {
      const signed = last.signatures
        .filter(({ weight }) => weight === 'binding')
        .flatMap(({ official, onBehalfOf }) => [official, ...(onBehalfOf ? [onBehalfOf] : [])]);
      return last.act !== 'approve' || new Set(signed).size === signed.length;
    },
  ],
  [
    'nobody decides against what they signed, as advice either, nor does their delegate',
    (_one, { act, own, from }) => {
      const against = act === 'approve' ? 'disagree' : 'agree';
      const deciding = from.endsWith('.deciding') && (act === 'approve' || act === 'reject');
      return !deciding || own.every(({ vote }) => vote !== against);
    },
  ],
  [
    'nobody who signed is left out of the decision, unless an interest keeps them from the case',
    (one, last) => {
      if (last.act !== 'approve') return true;
      const before = one.done.slice(0, -1).filter(({ step }) => step === last.step);
      const since = before.slice(before.findLastIndex(({ act }) => act === 'approve' || act === 'reject') + 1);
      const kept = [...last.signatures, ...last.own].flatMap(({ official, onBehalfOf }) => [official, onBehalfOf]);
      const interested = one.done.flatMap(({ barred }) => barred);
      return since
        .filter(({ act }) => act === 'sign')
        .every((signing) => personsOf(signing).some((person) => kept.includes(person) || interested.includes(person)));
    },
  ],
  [
    'nobody more is asked to sign, but for advice, where those who were asked do not agree',
    (one, last) => {
      const before = one.done.at(-2);
      if (before?.act !== 'ask_signatures' || !cannotAgree(stageOf(one, before)?.quorum, before.signatures))
        return true;
      const asked = before.signatures.map(({ official }) => official);
      return [...last.signatures, ...last.own]
        .filter(({ weight }) => weight === 'binding')
        .every(({ official }) => asked.includes(official));
    },
  ],
  [
    'no step is skipped: who enters one has the agreement of all before it',
    (one, last) => {
      const [, entered] = /^review\.(\w+)\.awaiting$/.exec(last.to) ?? [];
      if (entered === undefined || last.from.startsWith(`review.${entered}.`)) return true;
      const agreed = new Set(one.done.filter(isAgreement).map(({ step }) => step));
      return stepsOf(one)
        .slice(0, stepsOf(one).indexOf(entered))
        .every((step) => agreed.has(step));
    },
  ],
  [
    'nothing is completed that was not agreed to by all, and voted for',
    (one, last) => {
      if (!['filed', 'registered', 'approved'].includes(last.to)) return true;
      const agreed = new Set(one.done.filter(isAgreement).map(({ step }) => step));
      return stepsOf(one).every((step) => agreed.has(step)) && one.done.some(({ act }) => act === 'record_election');
    },
  ],
  ['nothing unknown or failed passes that nobody resolved', (_one, { open }) => open.length === 0],
  [
    'a body agrees only when as many have signed as its policy wants',
    (one, last) => {
      const quorum = stageOf(one, last)?.quorum;
      if (last.act !== 'approve' || !quorum) return true;
      const votes = last.signatures.filter(({ weight }) => weight === 'binding').map(({ vote }) => vote);
      const [asked, agreeing] = [1 + votes.length, 1 + votes.filter((vote) => vote === 'agree').length];
      if (asked < quorum.signers) return false;
      if (quorum.veto === true || quorum.agree === 'all') return agreeing === asked;
      return agreeing >= (quorum.agree === 'at_least' ? quorum.atLeast : 1);
    },
  ],
  [
    'nobody decides alone what a handler has to propose',
    (one, last) =>
      !['approve', 'reject'].includes(last.act) ||
      !last.from.endsWith('.deciding') ||
      stageOf(one, last)?.proposal !== 'required' ||
      last.signatures.some(({ weight }) => weight === 'proposal'),
  ],
  [
    'nothing passes on the word of somebody who is kept from the case',
    (_one, last) => !last.resolvers.some((resolver) => last.barred.includes(resolver)),
  ],
  [
    'nobody decides with those whom they chose by having a colleague step back or letting one go on, nor does their delegate',
    (one, last) =>
      !DECIDING.includes(last.act) ||
      !one.done
        .slice(0, -1)
        .some(
          (each) =>
            ['order_recusal', 'waive_recusal'].includes(each.act) &&
            personsOf(each).some((person) => personsOf(last).includes(person)),
        ),
  ],
  [
    'a step asks for no more supplements than its policy lets it, and only when it lets it',
    (one, last) => {
      const stage = one.track.course.route.stages.find((each) => each.kind === 'review' && each.step === last.step);
      const rule = stage?.kind === 'review' ? stage.supplements : undefined;
      if (last.act !== 'return_for_supplement' || !rule) return true;
      const asked = one.done.filter(({ act, step }) => act === last.act && step === last.step);
      return asked.length <= rule.atMost && (rule.within === 'decision' || last.from.endsWith('.awaiting'));
    },
  ],
  [
    'a step defers a case no oftener than its policy lets it',
    (one, last) => {
      const stage = one.track.course.route.stages.find((each) => each.kind === 'review' && each.step === last.step);
      const rule = stage?.kind === 'review' ? stage.deferrals : undefined;
      if (last.act !== 'defer' || !rule) return true;
      return one.done.filter(({ act, step }) => act === last.act && step === last.step).length <= rule.atMost;
    },
  ],
  [
    'nobody is rejected or has a finding revoked unheard, where the policy has them heard',
    ({ track, done, learned, lastWords }, last) => {
      const before: readonly string[] = track.policy.intention?.before ?? [];
      if (last.act !== 'reject' && last.act !== 'revoke') return true;
      if (!before.includes(last.act)) return true;
      const told = last.act === 'reject' ? 'intend_rejection' : 'intend_revocation';
      const toldAt = done.findLastIndex(({ act }) => act === told);
      const since = done.slice(toldAt + 1, -1);
      const did = (what: CaseAct) => since.some(({ act }) => act === what);
      const spoken = did('answer_intention') && lastWords.some((number) => number > toldAt + 1);
      const other = since.some(({ event }) => event.type === 'conclude_objection' && event.upheld);
      const known = learned.every((number) => number <= toldAt + 1) && !other;
      return toldAt >= 0 && (spoken || did('close_answering')) && !did('reject') && known;
    },
  ],
  [
    'nobody is decided on by data that may be wrong: who asked for a correction is answered first',
    (_one, last) =>
      !last.correctionOpen ||
      !/^(approve|deem_consent|reject|publish_notice|close_notice|record_election|file|register|revoke)$/.test(
        last.act,
      ),
  ],
  [
    'silence counts only where the policy says so, and never against what somebody said',
    (one, last) => {
      const stage = one.track.course.route.stages.find((each) => each.kind === 'review' && each.step === last.step);
      const silence = stage?.kind === 'review' ? stage.silence : undefined;
      if (last.act === 'deem_accepted') return silence?.acceptance === 'accepted';
      const asked = last.signatures.filter(({ weight }) => weight !== 'advisory');
      const silent = asked.every(({ vote }) => vote === 'agree') && !standsIntention(one.done);
      return last.act !== 'deem_consent' || (silence?.decision === 'consent' && silent);
    },
  ],
  [
    'nobody decides while a department is waited for, however late it is, nor before it was asked where that is required',
    (_one, { waited }) => waited.length === 0,
  ],
  [
    'the letters that are open are counted, and none outlasts its step',
    ({ letters, row }) => letters.filter(({ status }) => status === 'open').length === row.context.openInquiries,
  ],
  [
    'a clock stands still for a department only while one is waited for',
    ({ letters, row }) => row.state.endsWith('.inquiring') === letters.some(holdsClock),
  ],
  [
    'nobody is reminded twice of the same, nor of what nobody waits for any more',
    (one) =>
      [...one.deadlines, ...one.letters].every(({ reminded }) =>
        reminded.every(
          ({ reminder, done }, place) =>
            !done && reminded.findIndex((each) => each.reminder.id === reminder.id) === place,
        ),
      ),
  ],
  [
    'a reminder is of a period that it names; one that comes before its end comes before it is late, any other after',
    (one) =>
      [...one.deadlines, ...one.letters].every((of) =>
        of.reminded.every(({ reminder, day, dueOn, late }) => {
          const period = 'inquiry' in of ? 'inquiry' : of.key;
          const inTime = reminder.when === 'before' ? day <= dueOn && !late : day > dueOn && late;
          return inTime && reminder.periods.includes(period);
        }),
      ),
  ],
  [
    'nobody does what is assigned to another, but who acts in their place',
    (_one, last) =>
      ANYBODYS.includes(last.act) ||
      !last.assigned.some(
        ({ official, body, duty }) => body === last.body && duty === last.duty && !personsOf(last).includes(official),
      ),
  ],
  ['no notice closes over an open objection', (_one, last) => last.act !== 'close_notice' || last.openObjections === 0],
  [
    'resting moves no deadline earlier',
    ({ deadlines }) =>
      deadlines.every(({ status, budget, dueBefore }) => status !== 'running' || budget.dueOn >= dueBefore),
  ],
  [
    'an end is left only by reconsideration and revocation',
    (_one, last) =>
      !last.wasEnded ||
      ['answeringRevocationAfterEnd', 'reconsideringRevocationAfterEnd'].includes(last.from) ||
      ['reconsider', 'become_final', 'intend_revocation', 'revoke'].includes(last.act),
  ],
  [
    'whoever is waited for has a deadline',
    ({ row, deadlines }) =>
      row.ended || row.state === 'draft' || deadlines.some(({ status }) => status === 'running' || status === 'passed'),
  ],
  [
    'no adverse end comes from a machine',
    (_one, last) =>
      last.to === last.from || !['notPassed', 'revoked'].includes(last.to) || last.actor.kind === 'official',
  ],
  ...OF_ASKING,
];

/** @returns the invariants that do not hold after the last act, each by its sentence */
export function broken(one: Seen): string[] {
  const last = one.done.at(-1);
  return last ? INVARIANTS.filter(([, holds]) => !holds(one, last)).map(([sentence]) => sentence) : [];
}
