import { DueCases } from '../../src/cases/due-cases.js';
import type { House } from './house.js';
import { candidate, type decoupledSlate, dualSlate, type foundingSlate, ofAnother } from './slates.js';

type Slate = ReturnType<typeof dualSlate | typeof decoupledSlate | typeof foundingSlate>;

/** A case as a test follows it. */
export interface TestCase {
  readonly id: string;
  readonly slate: string;
  state: string;
  version: number;
}

/** Who submits for the body that a slate names. */
export const submitterOf = (slate: unknown) =>
  (slate as { submittedBy: string }).submittedBy === 'zj-zhdw' ? 'zhdw-submitter' : 'kx-submitter';

/** Drafts a legal slate over HTTP. @returns its id; its version is 1 */
export async function draft(house: House, slate: unknown, who = submitterOf(slate)): Promise<string> {
  const drafted = await house.ask(who, 'POST', '/slates', slate);
  if (drafted.status !== 201) throw new Error(`Not drafted: ${JSON.stringify(drafted.body)}`);
  return String(drafted.body['id']);
}

/** Hands a draft in. @returns a case for each candidate and course, awaiting the first body */
export async function submit(house: House, slate: string, who: string): Promise<TestCase[]> {
  const submitted = await house.ask(who, 'POST', `/slates/${slate}/submit`, undefined, { version: 1 });
  if (submitted.status !== 200) throw new Error(`Not submitted: ${JSON.stringify(submitted.body)}`);
  const cases = submitted.body['cases'] as { id: string; state: string; version: number }[];
  return cases.map(({ id, state, version }) => ({ id, slate, state, version }));
}

/** One occasion of an organisation is one slate, so each slate that a house gets is of another organisation. */
const slatesUsed = new WeakMap<House['nest'], number>();
export function ofItsOwn<Slate extends { organisation: object }>(house: House, slate: Slate): Slate {
  const number = (slatesUsed.get(house.nest) ?? 0) + 1;
  slatesUsed.set(house.nest, number);
  return ofAnother(number, slate);
}

/** Drafts and submits a legal slate of an organisation of its own. @returns a case for each candidate, awaiting the first body */
export async function submittedCases(house: House, howMany = 1, slate?: Slate): Promise<TestCase[]> {
  const body = ofItsOwn(house, slate ?? dualSlate(Array.from({ length: howMany }, (_, n) => candidate(n))));
  return submit(house, await draft(house, body), submitterOf(body));
}

/** The case of a slate with one candidate, of `dualSlate` if none is given. */
export async function submittedCase(house: House, slate?: Slate): Promise<TestCase> {
  const [one] = await submittedCases(house, 1, slate);
  if (!one) throw new Error('No case was opened.');
  return one;
}

const OF_A_VOTE = ['heldOn', 'votersDue', 'votersPresent', 'votesFor'];

/** Whoever resolves a check answers for the verdict that they are shown, unless the test says for which. */
async function withVerdict(house: House, one: TestCase, who: string, path: string, body: object): Promise<object> {
  const rule = /^checks\/(.+)\/resolve$/.exec(path)?.[1];
  if (!rule || 'verdict' in body) return body;
  const vote = Object.entries(body).filter(([name]) => OF_A_VOTE.includes(name));
  const asked = vote.map(([name, value]) => `${name}=${String(value)}`).join('&');
  const shown = (await house.ask(who, 'GET', `/cases/${one.id}/checks?${asked}`)).body['checks'];
  const checks = (shown ?? []) as { rule: string; verdict: string }[];
  return { verdict: checks.find((check) => check.rule === rule)?.verdict ?? 'none', ...body };
}

const DECIDING =
  /^(approve|reject|sign|file|register|revoke|conclude-reconsideration|(intend|drop)-\w+|checks\/.+\/resolve|objections\/.+\/conclude)$/;

/** Whoever decides states that they have no interest in the case where their client is told to ask for it, unless the test says otherwise. */
async function withStatement(house: House, one: TestCase, who: string, path: string, body: object): Promise<object> {
  if (!DECIDING.test(path) || 'noInterest' in body) return body;
  const { actions = [] } = (await house.ask(who, 'GET', `/cases/${one.id}`)).body as {
    actions?: { wantsNoInterest: boolean }[];
  };
  return actions.some(({ wantsNoInterest }) => wantsNoInterest) ? { noInterest: true, ...body } : body;
}

/** What goes with an act beside what the test says of it. */
const completed = async (house: House, one: TestCase, who: string, path: string, body: object): Promise<object> =>
  withStatement(house, one, who, path, await withVerdict(house, one, who, path, body));

/** An act that has to succeed; the case is brought up to date. */
export async function act(
  house: House,
  one: TestCase,
  who: string,
  path: string,
  body: object = {},
): Promise<TestCase> {
  const said = await completed(house, one, who, path, body);
  const answer = await house.ask(who, 'POST', `/cases/${one.id}/${path}`, said, { version: one.version });
  if (answer.status !== 200) throw new Error(`${path} by ${who}: ${answer.status} ${JSON.stringify(answer.body)}`);
  one.state = String(answer.body['state']);
  one.version = Number(answer.body['version']);
  return one;
}

/** Who speaks for the unit and for the candidate where a decision is told and heard before. */
interface Hearing {
  readonly submitter?: string;
  /** Who handles the case at the body that decides. */
  readonly handler?: string;
}

/** Whoever handles at the body of one of the demonstration accounts. */
const handlerBeside = (who: string): string => who.replace(/-approver.*$/, '-handler');

/**
 * Tells what is intended and hears those concerned: the unit has nothing to say, and the candidate writes that this is all.
 * Then it can be decided.
 */
export async function tellAndHear(
  house: House,
  one: TestCase,
  who: string,
  intends: 'intend-rejection' | 'intend-revocation',
  reason: object,
  { submitter = 'kx-submitter', handler = handlerBeside(who) }: Hearing = {},
): Promise<TestCase> {
  await act(house, one, who, intends, reason);
  await act(house, one, submitter, 'answer-intention', { waives: true });
  const last = { text: '本人陈述完毕（虚构）', receivedOn: dayOf(house), channel: 'letter', last: true };
  return act(house, one, handler, 'statements', last);
}

/** The day in China, of a clock that the tests move to hours on which it is the same day in Greenwich. */
const dayOf = (house: House): string => house.clock.now().slice(0, 10);

/** What came of what those concerned said, for a decision on the legal road. */
export const CONSIDERED = { considered: '陈述意见已研究，不影响结论（虚构）' };

/** Rejects on the legal road: told, heard, decided by the same approver; at once where the policy has nobody heard. */
export async function reject(
  house: House,
  one: TestCase,
  who: string,
  reason: object,
  hearing: Hearing = {},
): Promise<TestCase> {
  if ((await outlookOn(house, one, who, 'intend_rejection')) === 'allowed')
    await tellAndHear(house, one, who, 'intend-rejection', reason, hearing);
  return act(house, one, who, 'reject', { ...CONSIDERED, ...reason });
}

/** Revokes on the legal road. */
export async function revoke(
  house: House,
  one: TestCase,
  who: string,
  reason: object,
  hearing: Hearing = {},
): Promise<TestCase> {
  await tellAndHear(house, one, who, 'intend-revocation', reason, hearing);
  return act(house, one, who, 'revoke', { ...CONSIDERED, ...reason });
}

/** Takes a case of `dualSlate` through all three bodies. */
export async function clearForNotice(house: House, one: TestCase): Promise<TestCase> {
  for (const body of ['kx', 'kx-dw', 'mzt']) {
    await act(house, one, `${body}-handler`, 'accept');
    await answerChecks(house, one, `${body}-handler`);
    await answerForChecks(house, one, `${body}-approver`);
    await act(house, one, `${body}-approver`, 'approve');
  }
  return one;
}

/** What somebody was asked and answered to every check that waits for it where the case stands: nothing against the candidate. */
export async function answerChecks(house: House, one: TestCase, who: string): Promise<TestCase> {
  // What a machine answers from the submission nobody is asked about.
  const asked = (await openChecks(house, one, who)).filter(({ kind }) => kind !== 'machine').map(({ check }) => check);
  const findings = [...new Set(asked)].map((check) => clear(check, house.clock.now().slice(0, 10)));
  return findings.length > 0 ? act(house, one, who, 'findings', { findings }) : one;
}

/** An approver answers for whatever a machine cannot pass, of what stands in the way where the case stands. */
async function answerForChecks(house: House, one: TestCase, who: string): Promise<void> {
  for (const { rule, kind } of await openChecks(house, one, who)) {
    if (kind === 'machine') await act(house, one, who, `checks/${rule}/resolve`, because('exception_approved'));
  }
}

interface OpenCheck {
  readonly rule: string;
  readonly check: string;
  readonly kind: string;
  readonly result: string;
  readonly blocks: readonly string[];
  readonly step: string | null;
}

/** The checks that stand in the way of the approval of the step, or of the filing, and are not against the candidate. */
async function openChecks(house: House, one: TestCase, who: string): Promise<OpenCheck[]> {
  const { status, body } = await house.ask(who, 'GET', `/cases/${one.id}/checks`);
  if (status !== 200) throw new Error(`${who} does not see the checks: ${status} ${JSON.stringify(body)}`);
  const completes = one.state === 'elected';
  const here = (body['checks'] as OpenCheck[]).filter(({ step, blocks }) =>
    completes
      ? blocks.includes('file') || blocks.includes('register')
      : blocks.includes('approve') && one.state.includes(`.${step ?? ''}.`),
  );
  return here.filter(({ result }) => result === 'unknown' || result === 'needs_human');
}

/** @param queriedOn YYYY-MM-DD */
export const clear = (check: string, queriedOn = '2026-11-02') => ({
  check,
  answer: 'clear' as const,
  source: '虚构的查询机关',
  reference: '虚构函〔2026〕1号',
  queriedOn,
});

/** A reason that the policy knows for an act, with words and a legal basis. */
export const because = (code: string) => ({ reason: { code, text: '测试理由', legalBasis: ['测试依据第一条'] } });

/** Puts cleared cases of one slate on notice. @returns the id of the notice; a line for each case, in the given order */
export async function publish(house: House, who: string, cases: TestCase[]): Promise<string> {
  const named = cases.map(({ id, version }) => ({ caseId: id, version }));
  const answer = await house.ask(who, 'POST', `/slates/${cases[0]?.slate ?? ''}/notices`, { cases: named });
  if (answer.status !== 201) throw new Error(`Not published: ${JSON.stringify(answer.body)}`);
  for (const one of cases) {
    one.state = 'onNotice';
    one.version += 1;
  }
  return String(answer.body['id']);
}

/** Moves the clock to 10:00 in China on a day and lets what is due happen. @returns how many deadlines passed */
export async function onDay(house: House, day: string): Promise<number> {
  house.clock.moveTo(`${day}T02:00:00.000Z`);
  return house.nest.get(DueCases).execute();
}

/** The case as somebody is shown it, who has to be allowed to see it; the case is brought up to date. */
export async function look(house: House, one: TestCase, who: string): Promise<Record<string, unknown>> {
  const { status, body } = await house.ask(who, 'GET', `/cases/${one.id}`);
  if (status !== 200) throw new Error(`${who} does not see the case: ${status} ${JSON.stringify(body)}`);
  one.state = String(body['state']);
  one.version = Number(body['version']);
  return body;
}

/** Somebody objects, without a name, to the candidate on a line of a notice. @returns the receipt */
export async function objectTo(house: House, notice: string, line = 1): Promise<string> {
  const objection = { line, identityClass: 'anonymous', facts: '所列业绩与事实不符（虚构）' };
  const { status, body } = await house.ask(null, 'POST', `/notices/${notice}/objections`, objection);
  if (status !== 201) throw new Error(`Not received: ${status} ${JSON.stringify(body)}`);
  return String(body['receipt']);
}

/** Reports a vote, held today, that elects (or does not elect) these candidates of one slate. */
export async function elect(
  house: House,
  cases: readonly TestCase[],
  who = 'kx-submitter',
  elected = true,
): Promise<void> {
  const heldOn = house.clock.now().slice(0, 10);
  const results = cases.map(({ id, version }) => ({
    caseId: id,
    version,
    elected,
    votesFor: elected ? 60 : 10,
    votesAgainst: elected ? 10 : 60,
    abstentions: 0,
  }));
  const election = { heldOn, votersDue: 100, votersPresent: 70, results };
  const { status, body } = await house.ask(who, 'POST', `/slates/${cases[0]?.slate ?? ''}/election`, election);
  if (status !== 200) throw new Error(`Not recorded: ${status} ${JSON.stringify(body)}`);
  for (const one of cases) await look(house, one, who);
}

/** Takes a case of `dualSlate` through all three bodies, its notice, and the notice's end on 10 November 2026. */
export async function passNotice(house: House, one: TestCase): Promise<TestCase> {
  await clearForNotice(house, one);
  await publish(house, 'kx-handler', [one]);
  await onDay(house, '2026-11-10');
  await look(house, one, 'kx-handler');
  return one;
}

/** An act that may be refused; the case stays as it was. @returns status and reason code: `403 not_your_body` */
export async function tryTo(
  house: House,
  one: TestCase,
  who: string,
  path: string,
  body: object = {},
): Promise<string> {
  const said = await completed(house, one, who, path, body);
  const answer = await house.ask(who, 'POST', `/cases/${one.id}/${path}`, said, { version: one.version });
  return `${answer.status} ${String(answer.body['code'] ?? answer.body['state'])}`;
}

/** What the case file says of one act for somebody: `allowed`, or why not. */
export async function outlookOn(house: House, one: TestCase, who: string, act: string): Promise<string> {
  const actions = (await look(house, one, who))['actions'] as {
    act: string;
    allowed: boolean;
    reason: string | null;
  }[];
  const action = actions.find((each) => each.act === act);
  return action?.allowed ? 'allowed' : String(action?.reason);
}

/** Concludes the one open objection to a case. */
export async function concludeObjection(house: House, one: TestCase, who: string, outcome: string): Promise<TestCase> {
  const { body } = await house.ask(who, 'GET', `/cases/${one.id}/objections`);
  const open = (body['items'] as { id: string; outcome: string | null }[]).find((each) => each.outcome === null);
  const reason = because(outcome === 'proven_with_effect' ? 'objection_proven' : 'objection_not_proven');
  return act(house, one, who, `objections/${open?.id ?? ''}/conclude`, { outcome, ...reason });
}
