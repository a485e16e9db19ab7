import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { CATALOGUE } from '../policy/checks/catalogue.js';
import { isGated } from '../policy/checks/gates.js';
import type { CheckFacts } from '../policy/checks/facts.js';
import { appliesTo, judgeChecks, judgeSubmission, type Verdict } from '../policy/checks/judge.js';
import type { CheckRule } from '../policy/checks/rule.js';
import type { Policy, Route } from '../policy/policy.js';
import type { CheckName, GatedAct } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import { dutiesFor } from '../policy/permissions.js';
import type { Keys } from '../protected-fields/keys.js';
import { verdictIndex } from '../protected-fields/verdict-index.js';
import type { CaseAct } from '../workflow/events.js';
import type { ActRequest, Resolving } from './act-request.js';
import { answeredOtherwise } from './answered-otherwise.js';
import { stepOf } from './apply-event.js';
import { NOTHING, type Beside } from './beside.js';
import type { Case } from './case-row.js';
import { factsFor, keepPerson, type FactsAsked } from './check-facts.js';
import { easingFindings } from './eases-finding.js';
import { insertResolution, insertVerdicts, resolutionsOf, type StatedFinding } from './check-rows.js';
import { blocksHere, gateFor, rulesFor } from './gate.js';
import type { PolicyBook, Track } from './policy-book.js';
import { checkFreeText, textsIn } from './reasons.js';
import { apart, foundBeside, impossibleFinding, undocumentedFinding } from './stated-findings.js';
import { asHeld, voteHeldInTheWay } from './vote-held.js';

/** What deciding on a case takes beside the database. */
export interface Means {
  readonly book: PolicyBook;
  readonly keys: Keys;
}

type Asked = Pick<ActRequest, 'event' | 'findings' | 'resolves' | 'election'>;

/** What the checks have to do with an act that is permitted otherwise: nothing, something to store with it, or a refusal. */
export async function checksBeside(
  tx: Tx,
  means: Means,
  row: Case,
  track: Track,
  asked: Asked,
  at: string,
): Promise<Beside | Refusal> {
  const { type } = asked.event;
  if (type === 'record_findings') return findingsBeside(tx, means.keys, row, track, asked.findings ?? [], at);
  if (type === 'resolve_check') {
    return asked.resolves ? resolutionBeside(tx, means.keys, row, track, asked.resolves, at) : refuse('check_unknown');
  }
  if (!isGated(type) || (asked.event.type === 'record_election' && !asked.event.elected)) return NOTHING;
  const gate = await gateFor(tx, row, track, type);
  if (gate.rules.length === 0) return NOTHING;
  const lock = gate.rules.some(looksElsewhere) ? keepPerson(tx, row) : undefined;
  const [judged] = await Promise.all([
    judge(tx, means.keys, row, track, gate.rules, { at, ...(asked.election ? { heldOn: asked.election.heldOn } : {}) }),
    lock,
  ]);
  return refusalOf(type, gate.blocking, judged) ?? verdictsBeside(tx, means.keys, row, judged.standings);
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
  const gate = isGated(act) ? await gateFor(db, row, track, act) : { rules: [], blocking: [] };
  if (!isGated(act) || gate.blocking.length === 0) return null;
  return refusalOf(act, gate.blocking, await judge(db, keys, row, track, gate.blocking, { at }));
}

/** A verdict, what names it, and the number of the act that resolved it, if one did. Named when asked: most are a pass, of which nobody asks. */
export class Standing {
  constructor(
    private readonly keys: Keys,
    private readonly caseId: string,
    readonly verdict: Verdict,
    private readonly resolutions: ReadonlyMap<string, number>,
  ) {}

  get index(): string {
    return verdictIndex(this.keys, this.caseId, this.verdict);
  }

  get resolvedBy(): number | null {
    return this.resolutions.get(this.index) ?? null;
  }
}

interface Judged {
  readonly standings: readonly Standing[];
  /** What the submission alone comes to, without what others said. */
  readonly submitted: () => readonly Standing[];
}

/** What these rules come to as things are now. @param supposing findings that are not recorded yet */
export async function judge(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  row: Case,
  { policy, course }: Track,
  rules: readonly CheckRule[],
  { supposing, ...when }: Pick<FactsAsked, 'at' | 'heldOn' | 'vote'> & { readonly supposing?: CheckFacts['findings'] },
): Promise<Judged> {
  const [known, resolutions] = await Promise.all([
    factsFor(db, keys, row, { rules, voteAhead: voteAhead(row, course.route), ...elsewhereBy(policy), ...when }),
    resolutionsOf(db, row.id),
  ]);
  const facts = { ...known, findings: { ...known.findings, ...supposing } };
  const standing = (verdict: Verdict) => new Standing(keys, row.id, verdict, resolutions);
  return {
    standings: judgeChecks(rules, policy.limits, facts).map(standing),
    submitted: () => judgeSubmission(rules, policy.limits, facts).map(standing),
  };
}

const elsewhereBy = ({ foundElsewhere }: Policy) => (foundElsewhere ? { foundElsewhere } : {});

/** Whether a case is surely before its vote. */
function voteAhead({ state }: Case, { stages }: Route): boolean {
  const step = stepOf(state);
  const here = stages.findIndex((stage) => stage.kind === 'review' && stage.step === step);
  return here >= 0 && here < stages.findIndex(({ kind }) => kind === 'election');
}

const looksElsewhere = ({ check }: CheckRule) => CATALOGUE[check].needs?.includes('elsewhere') === true;

const isOpen = (standing: Standing) => standing.verdict.result !== 'pass' && standing.resolvedBy === null;

function refusalOf(act: GatedAct, blocking: readonly CheckRule[], { standings, submitted }: Judged): Refusal | null {
  const rulesOf = (open: readonly Standing[]) =>
    open.flatMap(({ verdict }) => blocking.filter(({ id }) => id === verdict.rule));
  const inTheWay = rulesOf(standings.filter(isOpen));
  if (inTheWay.length === 0) return null;
  // Which they are and what they ask for; what they came to is for those who review, and stands in `…/checks`. A submitter
  // is told of what follows from the submission alone: that another one stands in the way tells what others answered.
  const told = dutiesFor(act).includes('submitter') ? rulesOf(submitted().filter(isOpen)) : inTheWay;
  const checks = told.map(({ id, check, rule }) => ({ rule: id, check, words: { ...rule } }));
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
  stated: readonly StatedFinding[],
  at: string,
): Promise<Beside | Refusal> {
  const asked = await asksOf(tx, keys, row, track, at);
  const unasked = stated.find(({ check }) => !asked.includes(check));
  if (unasked) return refuse('check_not_asked', { check: unasked.check, checks: [...new Set(asked)] });
  const impossible = impossibleFinding(stated, dateInChina(at)) ?? undocumentedFinding(stated);
  if (impossible) return impossible;
  const { findings, papers } = apart(stated);
  const [better] = await answeredOtherwise(tx, keys, row.id, 'record_findings', findings);
  if (better) return refuse('department_answered', { check: better.check });
  const [eased] = await easingFindings(tx, keys, row, track, findings, at);
  if (eased) return refuse('adverse_found', { check: eased.check });
  const texts = stated.map(({ source, reference }) => ({ source, reference }));
  return checkFreeText(textsIn('findings', texts)) ?? foundBeside(tx, keys, row.id, findings, papers);
}

/** The checks that the policy asks for of a case, from what is known of it. */
export const askedOf = (row: Case, track: Track, facts: CheckFacts): CheckName[] =>
  rulesFor(row, track).flatMap((rule) => (appliesTo(rule, facts) ? [rule.check] : []));

/** The same, looked up. */
export async function asksOf(
  db: Pick<Tx, 'query'>,
  keys: Keys,
  row: Case,
  track: Track,
  at: string,
): Promise<CheckName[]> {
  return askedOf(row, track, await factsFor(db, keys, row, { rules: [], voteAhead: true, at }));
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
  resolves: Resolving,
  at: string,
): Promise<Beside | Refusal> {
  const { rule: id } = resolves;
  const rules = rulesFor(row, track);
  const rule = rules.find((one) => one.id === id);
  const impossible = voteHeldInTheWay(row, resolves, at);
  if (impossible) return impossible;
  const judged = rule && (await judge(tx, keys, row, track, [rule], { at, ...asHeld(resolves) }));
  const standing = judged?.standings[0];
  if (!rule || !standing) return refuse('check_unknown', { rule: id, rules: rules.map((one) => one.id) });
  if (!isOpen(standing)) return refuse('check_not_open', { rule: id });
  if (standing.index !== resolves.verdict) return refuse('check_changed', { rule: id });
  if (!(await blocksHere(tx, rule, row, track)))
    return refuse('check_blocks_elsewhere', { rule: id, blocks: [...(rule.blocks ?? [])] });
  return {
    facts: {},
    sealed: { verdict: { ...standing.verdict } },
    store: (number) => {
      insertResolution(tx, keys, row.id, number, standing.verdict);
    },
  };
}
