import type { Tx } from '../database/transactions.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { CATALOGUE } from '../policy/checks/catalogue.js';
import { gateOf, isGated } from '../policy/checks/gates.js';
import { appliesTo, judgeChecks, type Verdict } from '../policy/checks/judge.js';
import type { CheckRule } from '../policy/checks/rule.js';
import type { GatedAct } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import type { CaseAct } from '../workflow/events.js';
import type { ActRequest } from './act-request.js';
import { stepOf } from './apply-event.js';
import type { Case } from './case-row.js';
import { factsFor, keepPerson } from './check-facts.js';
import {
  insertFindings,
  insertResolution,
  insertVerdicts,
  resolutionsOf,
  verdictIndex,
  type NamedFinding,
} from './check-rows.js';
import type { PolicyBook, Track } from './policy-book.js';
import { checkFreeText } from './reasons.js';

/** What deciding on a case takes beside the database. */
export interface Means {
  readonly book: PolicyBook;
  readonly keys: Keys;
}

/** What goes with an act because of the checks: for its entry in the record, and rows to be stored under its number. */
export interface Beside {
  readonly facts: Readonly<Record<string, JsonValue>>;
  readonly sealed: Readonly<Record<string, JsonValue>>;
  readonly store: (number: number) => void;
}

const NOTHING: Beside = { facts: {}, sealed: {}, store: () => undefined };

type Asked = Pick<ActRequest, 'event' | 'findings' | 'rule' | 'election'>;

/** What the checks have to do with an act that is permitted otherwise: nothing, something to store with it, or a refusal. */
export async function besideAct(
  tx: Tx,
  means: Means,
  row: Case,
  track: Track,
  asked: Asked,
  at: string,
): Promise<Beside | Refusal> {
  const { type } = asked.event;
  if (type === 'record_findings') return findingsBeside(tx, means.keys, row, track, asked.findings ?? [], at);
  if (type === 'resolve_check') return resolutionBeside(tx, means.keys, row, track, asked.rule ?? '', at);
  if (!isGated(type) || (asked.event.type === 'record_election' && !asked.event.elected)) return NOTHING;
  const gate = gateFor(row, track, type);
  if (gate.rules.length === 0) return NOTHING;
  const heldOn = asked.election?.heldOn;
  const lock = gate.rules.some(looksElsewhere) ? keepPerson(tx, row) : undefined;
  const [judged] = await Promise.all([
    judge(tx, means.keys, row, track, gate.rules, { at, ...(heldOn === undefined ? {} : { heldOn }) }),
    lock,
  ]);
  return refusalOf(type, gate.blocking, judged) ?? verdictsBeside(tx, means.keys, row, judged);
}

/** A refusal if a check stands in the way of the act as things are; the answer for those who only ask. */
export async function checksInTheWay(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  row: Case,
  track: Track,
  act: CaseAct,
  at: string,
): Promise<Refusal | null> {
  const gate = isGated(act) ? gateFor(row, track, act) : { rules: [], blocking: [] };
  if (!isGated(act) || gate.blocking.length === 0) return null;
  return refusalOf(act, gate.blocking, await judge(db, keys, row, track, gate.blocking, { at }));
}

/** A verdict, and the number of the act that resolved it, if one did. */
export interface Standing {
  readonly verdict: Verdict;
  readonly resolvedBy: number | null;
}

/** What these rules come to as things are now. */
export async function judge(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  row: Case,
  { policy }: Track,
  rules: readonly CheckRule[],
  when: { readonly at: string; readonly heldOn?: string },
): Promise<Standing[]> {
  const [facts, resolutions] = await Promise.all([
    factsFor(db, keys, row, { rules, ...when }),
    resolutionsOf(db, row.id),
  ]);
  return judgeChecks(rules, policy.limits, facts).map((verdict) => ({
    verdict,
    resolvedBy: resolutions.get(verdictIndex(keys, verdict)) ?? null,
  }));
}

/** The rules of the policy for the posts of a case; whether one applies beyond that, its facts say. */
export const rulesFor = ({ posts }: Case, { policy }: Track): CheckRule[] =>
  (policy.checks ?? []).filter((rule) => !rule.posts || rule.posts.some((post) => posts.includes(post)));

function gateFor(row: Case, track: Track, act: GatedAct) {
  const gate = gateOf({ checks: rulesFor(row, track) }, track.course.route.stages, act, stepOf(row.state));
  return { blocking: gate.blocking, rules: [...gate.blocking, ...gate.warning] };
}

const looksElsewhere = ({ check }: CheckRule) => CATALOGUE[check].needs?.includes('elsewhere') === true;

function refusalOf(act: GatedAct, blocking: readonly CheckRule[], judged: readonly Standing[]): Refusal | null {
  const standing = judged
    .filter(({ verdict, resolvedBy }) => verdict.result !== 'pass' && resolvedBy === null)
    .flatMap(({ verdict }) => blocking.filter(({ id }) => id === verdict.rule));
  if (standing.length === 0) return null;
  // Which they are and what they ask for; what they came to is for those who review, and stands in `…/checks`.
  const checks = standing.map(({ id, check, rule }) => ({ rule: id, check, words: { ...rule } }));
  return refuse('checks_in_the_way', { act, checks });
}

function verdictsBeside(tx: Tx, keys: Keys, row: Case, judged: readonly Standing[]): Beside {
  const verdicts = judged.map(({ verdict }) => verdict);
  return {
    facts: {},
    sealed: { verdicts: verdicts.map((verdict) => ({ ...verdict })) },
    store: (number) => {
      insertVerdicts(tx, keys, row.id, number, verdicts);
    },
  };
}

/** Findings answer checks that the policy asks for of this case; of days that cannot be, nothing is stored. */
async function findingsBeside(
  tx: Tx,
  keys: Keys,
  row: Case,
  track: Track,
  findings: readonly NamedFinding[],
  at: string,
): Promise<Beside | Refusal> {
  const facts = await factsFor(tx, keys, row, { rules: [], at });
  const asked = rulesFor(row, track).flatMap((rule) => (appliesTo(rule, facts) ? [rule.check] : []));
  const unasked = findings.find(({ check }) => !asked.includes(check));
  if (unasked) return refuse('check_not_asked', { check: unasked.check, checks: [...new Set(asked)] });
  const impossible = findings.find((finding) => !possible(finding, dateInChina(at)));
  if (impossible) return refuse('finding_days_impossible', { check: impossible.check, today: dateInChina(at) });
  const texts = findings.flatMap(({ source, reference }) => [source, reference ?? '']);
  return (
    checkFreeText({ findings: texts }) ?? {
      facts: { checks: findings.map(({ check }) => check) },
      sealed: { findings: findings.map((finding) => ({ ...finding })) },
      store: (number) => {
        insertFindings(tx, keys, row.id, number, findings);
      },
    }
  );
}

/** Nobody asks tomorrow, no judgment takes effect after somebody was told of it, and only what is adverse rests on one. */
function possible({ answer, queriedOn, effectiveOn, endedOn }: NamedFinding, today: string): boolean {
  if (queriedOn > today) return false;
  if (answer !== 'adverse') return effectiveOn === null && endedOn === null;
  return (effectiveOn ?? queriedOn) <= queriedOn && (endedOn === null || endedOn >= (effectiveOn ?? endedOn));
}

/**
 * An official answers for a check that is no pass: it stands in the way no longer, as long as it comes to the same. By
 * the body in whose way it stands: an earlier one does not decide for it.
 */
async function resolutionBeside(
  tx: Tx,
  keys: Keys,
  row: Case,
  track: Track,
  id: string,
  at: string,
): Promise<Beside | Refusal> {
  const rules = rulesFor(row, track);
  const rule = rules.find((one) => one.id === id);
  const [standing] = rule ? await judge(tx, keys, row, track, [rule], { at }) : [];
  if (!rule || !standing) return refuse('check_unknown', { rule: id, rules: rules.map((one) => one.id) });
  if (standing.verdict.result === 'pass' || standing.resolvedBy !== null) return refuse('check_not_open', { rule: id });
  if (!blocksHere(rule, row, track))
    return refuse('check_blocks_elsewhere', { rule: id, blocks: [...(rule.blocks ?? [])] });
  return {
    facts: { rule: id },
    sealed: { verdict: { ...standing.verdict } },
    store: (number) => {
      insertResolution(tx, keys, row.id, number, standing.verdict);
    },
  };
}

/** At a review: its own approval or rejection. After the reviews: whatever is to come. */
function blocksHere(rule: CheckRule, row: Case, track: Track): boolean {
  const step = stepOf(row.state);
  const acts = rule.blocks ?? [];
  if (step === null) return acts.some((act) => act !== 'approve');
  const { stages } = track.course.route;
  return (['approve', 'reject'] as const).some(
    (act) => gateOf({ checks: [rule] }, stages, act, step).blocking.length > 0,
  );
}
