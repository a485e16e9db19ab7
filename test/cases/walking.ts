import { because, clear, CONSIDERED } from '../support/cases.js';
import type { House } from '../support/house.js';
import type { Random } from '../reliability/random.js';

/** A case as somebody is shown it. */
export interface Shown {
  readonly id: string;
  readonly slateId: string;
  readonly state: string;
  readonly version: number;
  readonly actions: readonly ShownAction[];
}
export interface ShownAction {
  readonly act: string;
  readonly allowed: boolean;
  readonly reason: string | null;
  readonly reasons: readonly { readonly code: string }[];
}
/** Somebody about to do something on a case. */
export interface Trying {
  readonly house: House;
  readonly random: Random;
  readonly who: string;
  readonly one: Shown;
  /** The ids of those who are of the same body. */
  readonly colleagues: readonly string[];
  /** In which of their duties they would review; one that they have not, where they do not. */
  readonly duty: string;
}
type Request = readonly [path: string, body: object, of?: 'slate' | 'public'];
type Input = (trying: Trying, because: object) => Request | null | Promise<Request | null>;
type Rows = readonly Readonly<Record<string, unknown>>[];

const oneOf = <Of>(random: Random, those: readonly Of[]): Of | undefined => those[random.between(0, those.length - 1)];

/** What is read of a case before somebody acts: a list of the answer. */
async function listOf({ house, who, one }: Trying, of: string, list = of): Promise<Rows> {
  return ((await house.ask(who, 'GET', `/cases/${one.id}/${of}`)).body[list] ?? []) as Rows;
}

const today = ({ house }: Trying): string => house.clock.now().slice(0, 10);
const colleague = ({ random, colleagues }: Trying): string => oneOf(random, colleagues) ?? '';
const truth = ({ random }: Trying, probability: number) => random.chance(probability);
const CORRECTION = { why: '录入时有误（虚构）', evidence: '虚构证〔2026〕3号' };
const correction = (trying: Trying) => ({
  person: { education: `学历${trying.random.between(1, 1000)}（虚构）` },
  ...CORRECTION,
});
const plain =
  (path: string): Input =>
  () => [path, {}];
const reasoned =
  (path: string, more: object = {}): Input =>
  (_, why) => [path, { ...more, ...why }];

async function finds(trying: Trying): Promise<Request> {
  const open = (await listOf(trying, 'checks')).filter(
    ({ result }) => result === 'unknown' || result === 'needs_human',
  );
  const asked = [...new Set(open.map(({ check }) => String(check)))];
  const names = asked.length > 0 ? asked : ['political_quality'];
  const answer = () => (truth(trying, 0.9) ? 'clear' : 'adverse');
  return ['findings', { findings: names.map((check) => ({ ...clear(check, today(trying)), answer: answer() })) }];
}

async function resolves(trying: Trying, why: object): Promise<Request | null> {
  const checks = (await listOf(trying, 'checks')).filter(
    ({ result, resolvedBy }) => result !== 'pass' && resolvedBy === null,
  );
  const check = oneOf(trying.random, checks);
  return check ? [`checks/${String(check['rule'])}/resolve`, { verdict: check['verdict'], ...why }] : null;
}

async function asksDepartment(trying: Trying): Promise<Request | null> {
  const offered = oneOf(trying.random, await listOf(trying, 'inquiries', 'offered'));
  return offered ? ['inquiries', { inquiries: [{ inquiry: offered['inquiry'] }] }] : null;
}

const endsLetter =
  (path: string, body: (trying: Trying, questions: Rows, why: object) => object): Input =>
  async (trying, why) => {
    const open = (await listOf(trying, 'inquiries', 'items')).filter(({ status }) => status === 'sent');
    const letter = oneOf(trying.random, open);
    if (!letter) return null;
    return [`inquiries/${String(letter['id'])}/${path}`, body(trying, letter['questions'] as Rows, why)];
  };

const reply = (trying: Trying, questions: Rows) => ({
  document: '虚构复〔2026〕1号',
  datedOn: today(trying),
  receivedOn: today(trying),
  answers: questions.map(({ question }) => ({ question, answer: 'clear' })),
});

async function concludesObjection(trying: Trying): Promise<Request | null> {
  const open = (await listOf(trying, 'objections', 'items')).find(({ outcome }) => outcome === null);
  const [outcome, code] = truth(trying, 0.9)
    ? ['not_proven', 'objection_not_proven']
    : ['proven_with_effect', 'objection_proven'];
  return open ? [`objections/${String(open['id'])}/conclude`, { outcome, ...because(code) }] : null;
}

const asksSigners: Input = async (trying) => {
  const possible = (await listOf(trying, 'signatures', 'mayBeAsked')).filter(({ reason }) => reason === null);
  const signer = oneOf(trying.random, possible);
  return signer ? ['signatures', { officials: [signer['official']], weight: 'binding' }] : null;
};

const takesBack: Input = async (trying) => {
  const waiting = (await listOf(trying, 'signatures')).find(({ vote, stands }) => vote === 'waiting' && stands);
  return waiting ? [`signatures/${String(waiting['official'])}/remove`, { remarks: '改请他人（虚构）' }] : null;
};

const waives: Input = async (trying, why) => {
  const kept = (await listOf(trying, 'signatures', 'recused')).filter(({ official }) =>
    trying.colleagues.includes(String(official)),
  );
  const one = oneOf(trying.random, kept);
  return one ? [`recusals/${String(one['official'])}/waive`, why] : null;
};

const outcomes =
  (path: string, yes: readonly [string, string], no: readonly [string, string]): Input =>
  (trying) => {
    const [outcome, code] = truth(trying, 0.5) ? yes : no;
    return [path, { outcome, ...because(code) }];
  };

const concludes = (yes: readonly [string, string], no: readonly [string, string]): Input =>
  outcomes('conclude-reconsideration', yes, no);

const vote: Input = (trying) => {
  const elected = truth(trying, 0.8);
  const [votesFor, votesAgainst] = elected ? [60, 10] : [10, 60];
  const { id, version } = trying.one;
  const result = { caseId: id, version, elected, votesFor, votesAgainst, abstentions: 0 };
  return ['election', { heldOn: today(trying), votersDue: 100, votersPresent: 70, results: [result] }, 'slate'];
};

/** How each act is sent that somebody does themselves, with what goes with it at random; null where there is nothing to do it on. */
export const INPUTS: Readonly<Record<string, Input>> = {
  accept: plain('accept'),
  approve: plain('approve'),
  reject: reasoned('reject', CONSIDERED),
  return_for_supplement: reasoned('return-for-supplement', { items: [{ missing: '缺任职证明（虚构）' }] }),
  answer_supplement: () => ['answer-supplement', { remarks: '已补', answers: [{ item: 1, supplied: '已附（虚构）' }] }],
  defer: reasoned('defer'),
  resume: plain('resume'),
  record_findings: finds,
  resolve_check: resolves,
  send_inquiry: asksDepartment,
  register_answer: endsLetter('answer', reply),
  take_back_inquiry: endsLetter('take-back', (_, __, why) => why),
  ask_signatures: asksSigners,
  remove_signature: takesBack,
  sign: (trying) => ['sign', truth(trying, 0.85) ? { agree: true } : { agree: false, ...because('condition_not_met') }],
  propose: () => ['propose', { agree: true }],
  recuse: () => ['recusals', { ground: 'interest' }],
  order_recusal: (trying, why) => [`recusals/${colleague(trying)}/order`, { ground: 'interest', ...why }],
  waive_recusal: waives,
  intend_rejection: reasoned('intend-rejection'),
  intend_revocation: reasoned('intend-revocation'),
  answer_intention: () => ['answer-intention', { unit: '单位说明（虚构）' }],
  record_statement: (trying) => [
    'statements',
    { text: '本人说明（虚构）', receivedOn: today(trying), channel: 'letter', last: truth(trying, 0.5) },
  ],
  drop_intention: reasoned('drop-intention'),
  ask_correction: (trying) => ['corrections', correction(trying)],
  register_correction: (trying) => ['corrections/register', correction(trying)],
  conclude_correction: outcomes('corrections/conclude', ['made', 'data_wrong'], ['refused', 'data_right']),
  claim: ({ duty }) => ['claim', { duty }],
  assign: (trying) => ['assign', { official: colleague(trying), duty: truth(trying, 0.5) ? 'handler' : 'approver' }],
  release: ({ duty }) => ['release', { duty }],
  withdraw: reasoned('withdraw'),
  publish_notice: ({ one }) => ['notices', { cases: [{ caseId: one.id, version: one.version }] }, 'slate'],
  conclude_objection: concludesObjection,
  close_notice: plain('close-notice'),
  record_election: vote,
  file: plain('file'),
  register: plain('register'),
  reconsider: reasoned('reconsider'),
  conclude_reconsideration: (trying, reason) =>
    trying.one.state.startsWith('reconsideringRevocation')
      ? concludes(['overturned', 'revocation_set_aside'], ['upheld', 'revocation_upheld'])(trying, reason)
      : concludes(['overturned', 'original_set_aside'], ['upheld', 'original_upheld'])(trying, reason),
  revoke: reasoned('revoke', CONSIDERED),
};
