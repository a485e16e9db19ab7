import { dateInChina } from '../../src/policy/working-days.js';
import { because, clear, CONSIDERED } from '../support/cases.js';
import { ASKED_OF_A_VICE_PRESIDENT, candidate, dualSlate, ofAnother } from '../support/slates.js';
import type { Answer, Asked, Step, Work } from './client.js';
import type { Random } from './random.js';

type Part = Generator<Step, Answer, Answer>;
type Ask = (who: string | null, path: string, body?: unknown, version?: number) => Asked;

type Slate = ReturnType<typeof dualSlate>;

/** Of the server, whose clock is the machine's. */
const today = (): string => dateInChina(new Date().toISOString());

/** Ever other organisations, and no other client's: one occasion of an organisation is one slate. */
function* newSlates(client: string, random: Random, electionDate: string): Generator<Slate, never> {
  const [, number = ''] = /(\d+)$/.exec(client) ?? [];
  for (let n = 0; ; n += 1) {
    const candidates = Array.from({ length: random.between(1, 3) }, (_, one) => candidate(one));
    yield ofAnother(Number(number) * 10_000 + n, dualSlate(candidates, electionDate));
  }
}

/**
 * The work of one client, without end: slate after slate is drafted, submitted, and its cases taken through the three
 * bodies to the notice and to objections; now and then returned, rejected, asked for twice, or decided by two at once.
 * @param name tells the keys of this client from those of all others
 * @param electionDate YYYY-MM-DD, not in the past
 */
export function* vetSlates(name: string, random: Random, electionDate: string): Work {
  let asked = 0;
  const ask: Ask = (who, path, body, version) => ({
    who,
    path,
    key: `${name}-${++asked}`,
    ...(body === undefined ? {} : { body }),
    ...(version === undefined ? {} : { version }),
  });
  for (const slate of newSlates(name, random, electionDate)) yield* vetOneSlate(ask, random, slate);
  throw new Error('The slates came to an end.');
}

function* vetOneSlate(ask: Ask, random: Random, body: Slate): Part {
  const draft = yield* one(ask('kx-submitter', '/slates', body), random);
  const slate = `/slates/${String(draft['id'])}`;
  const submitted = yield* one(ask('kx-submitter', `${slate}/submit`, undefined, 1), random);
  const cases: { caseId: unknown; version: unknown }[] = [];
  for (const each of submitted['cases'] as Answer[]) {
    const { id, version, state } = yield* review(each, ask, random);
    if (state === 'clearedForNotice') cases.push({ caseId: id, version });
  }
  if (cases.length === 0) return submitted;
  const notice = yield* one(ask('kx-handler', `${slate}/notices`, { cases }), random);
  for (let line = 1; line <= cases.length; line += 1) {
    const objection = { line, identityClass: 'anonymous', facts: '测试异议' };
    yield* one(ask(null, `/notices/${String(notice['id'])}/objections`, objection), random);
  }
  return notice;
}

function* review(opened: Answer, ask: Ask, random: Random): Part {
  let last = opened;
  const on = (path: string) => `/cases/${String(opened['id'])}/${path}`;
  const version = () => Number(last['version']);
  for (const body of ['kx', 'kx-dw', 'mzt']) {
    last = yield* one(ask(`${body}-handler`, on('accept'), {}, version()), random);
    if (random.chance(0.1)) {
      const why = because('materials_incomplete');
      last = yield* one(ask(`${body}-handler`, on('return-for-supplement'), why, version()), random);
      last = yield* one(ask('kx-submitter', on('answer-supplement'), { remarks: '已补正' }, version()), random);
    }
    if (body === 'mzt') {
      const findings = ASKED_OF_A_VICE_PRESIDENT.map((check) => clear(check, today()));
      last = yield* one(ask('mzt-handler', on('findings'), { findings }, version()), random);
    }
    if (random.chance(0.1)) {
      const unfit = because('condition_not_met');
      last = yield* one(ask(`${body}-approver`, on('intend-rejection'), unfit, version()), random);
      last = yield* one(ask('kx-submitter', on('answer-intention'), { waives: true }, version()), random);
      const words = {
        text: '本人陈述完毕（虚构）',
        receivedOn: today(),
        channel: 'letter',
        last: true,
      };
      last = yield* one(ask(`${body}-handler`, on('statements'), words, version()), random);
      return yield* one(ask(`${body}-approver`, on('reject'), { ...unfit, ...CONSIDERED }, version()), random);
    }
    const approvers = random.chance(0.2) ? [`${body}-approver`, `${body}-approver-2`] : [`${body}-approver`];
    // The one who comes second looked at a version that is no longer the last.
    last = yield { requests: approvers.map((who) => ask(who, on('approve'), {}, version())), tooLate: [412] };
  }
  return last;
}

/** One request; from an impatient client, the same one twice at once. */
function* one(asked: Asked, random: Random): Part {
  return yield { requests: random.chance(0.1) ? [asked, asked] : [asked], tooLate: [] };
}
