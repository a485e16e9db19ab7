import { periodOf, type Period, type Policy, type Route, type ReviewStage, type Stage } from '../policy/policy.js';
import type { Words } from '../policy/words.js';
import { CATALOGUE } from '../policy/checks/catalogue.js';
import type { Scope } from '../policy/checks/rule.js';
import { skippedSteps } from '../policy/route.js';
import type { PeriodKey } from '../policy/terms.js';
import type { Standing } from '../workflow/advance.js';
import { CASE_ACTS, type CaseAct } from '../workflow/events.js';
import { walk } from '../workflow/walk.js';
import type { Track } from './policy-book.js';
import { ACT_WORDS, stateWords } from './words.js';

/**
 * A policy version for the people who write it: its periods and limits with their sources, and each route as a table of its
 * stages and as a diagram of what can happen to a case.
 * @param tracks the courses of the version
 * @returns Markdown; diagrams in Mermaid
 */
export function explainPolicy(policy: Policy, tracks: readonly Track[]): string {
  const until = policy.validTo === null ? '' : ` to ${policy.validTo}`;
  const refines = policy.refines === undefined ? '' : `, refines ${policy.refines}`;
  return [
    `# ${both(policy.name)}`,
    `${policy.policy}: in force from ${policy.validFrom}${until}${refines}`,
    '## 期限 Periods',
    table(
      ['period', 'length', 'when passed', 'source'],
      Object.entries(policy.periods).map(([key, period]) => [
        key,
        lengthOf(period),
        period.whenPassed,
        [period.source, ...(period.note ? [period.note] : [])].join(', '),
      ]),
    ),
    '## 限制 Limits',
    table(
      ['limit', 'value', 'posts', 'source'],
      [
        ...Object.entries(policy.limits).map(([key, { value, unit, posts, source }]) => [
          key,
          `${value} ${unit}`,
          posts.join(', '),
          source,
        ]),
        ...policy.incompatiblePosts.map(({ posts, source }) => [
          'incompatible',
          'not together',
          posts.join(', '),
          source,
        ]),
      ],
    ),
    '## 理由 Reasons',
    table(
      ['code', 'acts', 'outcomes', 'words'],
      policy.reasons.map((reason) => [
        reason.code,
        reason.acts.join(', '),
        reason.outcomes?.join(', ') ?? '',
        both(reason),
      ]),
    ),
    ...intentionSection(policy),
    ...correctionsSection(policy),
    ...processingNoticeSection(policy),
    ...checksSection(policy),
    ...inquiriesSection(policy),
    ...remindersSection(policy),
    `图中未画 Not drawn: ${LEFT_OUT.map((act) => ACT_WORDS[act]['zh-CN']).join('、')}`,
    ...policy.routes.flatMap((route) => routeSections(policy, route, tracks)),
    '## 依据 Sources',
    table(
      ['key', 'document'],
      Object.entries(policy.sources).map(([key, document]) => [key, document]),
    ),
  ].join('\n\n');
}

/** What those concerned are told before it is final, and how long they have to answer. */
function intentionSection({ intention, periods: { answer } }: Policy): string[] {
  if (!intention) return [];
  const { before, source } = intention;
  return [
    '## 拟处理告知 Told before it is final',
    table(
      ['before', 'to answer', 'source'],
      [[before.map((act) => both(ACT_WORDS[act])).join(', '), answer ? lengthOf(answer) : '', source]],
    ),
  ];
}

/** What of a candidate's data can be corrected after the submission. */
const correctionsSection = ({ corrections }: Policy): string[] =>
  corrections
    ? ['## 更正 Corrections', table(['of', 'source'], [[corrections.of.join(', '), corrections.source]])]
    : [];

/** What each candidate is told of the processing of their data. */
const processingNoticeSection = ({ processingNotice }: Policy): string[] =>
  processingNotice
    ? [
        '## 个人信息处理告知 Told of the processing',
        table(
          ['version', 'text', 'source'],
          [[processingNotice.version, both(processingNotice.text), processingNotice.source]],
        ),
      ]
    : [];

/** What is checked, of whom, and which acts it stands in the way of. */
function checksSection({ checks = [] }: Policy): string[] {
  if (checks.length === 0) return [];
  return [
    '## 核查 Checks',
    table(
      ['check', '', 'by', 'rule', 'of', 'setting', 'blocks', 'warns', 'source'],
      checks.map((rule) => [
        rule.id,
        CATALOGUE[rule.check].row,
        CATALOGUE[rule.check].kind,
        both(rule.rule),
        ofWhom(rule),
        rule.setting ? JSON.stringify(rule.setting) : '',
        [...(rule.blocks ?? []), ...(rule.step ? [`at ${rule.step}`] : [])].join(', '),
        (rule.warns ?? []).join(', '),
        rule.source,
      ]),
    ),
  ];
}

/** Which department is asked what, with which data, and what waits for its answer. */
function inquiriesSection({ inquiries = [] }: Policy): string[] {
  if (inquiries.length === 0) return [];
  return [
    '## 征求意见 Inquiries',
    table(
      ['inquiry', '', 'to', 'at', 'questions', 'fields', 'legal basis', 'blocks', 'clock', 'required of', 'source'],
      inquiries.map((inquiry) => [
        inquiry.id,
        both(inquiry.name),
        inquiry.to,
        inquiry.steps.join(', '),
        inquiry.questions.map(({ words, check }) => `${both(words)}${check ? ` (${check})` : ''}`).join('; '),
        inquiry.fields.join(', '),
        inquiry.legalBasis,
        (inquiry.blocks ?? ['advisory']).join(', '),
        inquiry.suspends ? `stands still ${inquiry.suspends.replace('_', ' ')}` : 'goes on',
        inquiry.required ? ofWhom(inquiry.required) || 'all' : '',
        inquiry.source,
      ]),
    ),
  ];
}

/** Who is reminded of which periods, and when. */
function remindersSection({ reminders = [] }: Policy): string[] {
  if (reminders.length === 0) return [];
  return [
    '## 催办 Reminders',
    table(
      ['reminder', 'periods', 'when', 'to', 'source'],
      reminders.map(({ id, periods, when, days, to, nextInLine, source }) => [
        id,
        periods.join(', '),
        `${days} days ${when} the last day`,
        to === 'next_in_line' ? `the next in line of ${(nextInLine ?? []).join(', ')}` : to,
        source,
      ]),
    ),
  ];
}

const ofWhom = ({ posts, kinds, regimes, occasions, charity, industryAssociation }: Scope): string =>
  [
    ...[posts, kinds, regimes, occasions].flatMap((words) => (words ? [words.join(', ')] : [])),
    ...(charity === undefined ? [] : [charity ? 'charities' : 'no charities']),
    ...(industryAssociation === undefined
      ? []
      : [industryAssociation ? 'industry associations' : 'no industry associations']),
  ].join('; ');

function routeSections(policy: Policy, route: Route, tracks: readonly Track[]): string[] {
  const { regimes, occasions, posts, source, revokedBy } = route;
  return [
    `## ${route.id}: ${both(route.name)}`,
    table(
      ['regimes', 'occasions', 'posts', 'source', 'revoked by'],
      [[regimes.join(', '), occasions.join(', '), posts.join(', '), source, revokedBy]],
    ),
    table(
      ['', 'stage', 'by', 'who decides', 'periods', 'supplements', 'silence', 'without such a body'],
      route.stages.map((stage, place) => [String(place + 1), ...stageCells(policy, stage)]),
    ),
    ...tracks
      .filter((track) => track.course.route === route)
      .flatMap((track) => [`### ${track.course.id}`, `\`\`\`mermaid\n${diagram(track)}\n\`\`\``]),
  ];
}

function whoDecides({ quorum, proposal }: ReviewStage): string {
  const agreeing = { all: 'all', any: 'one', at_least: quorum?.agree === 'at_least' ? String(quorum.atLeast) : '' };
  return [
    proposal === 'required' ? 'a handler proposes' : '',
    quorum
      ? `${agreeing[quorum.agree]} of at least ${quorum.signers} approvers asked agree (${quorum.source})`
      : 'an approver',
    quorum?.veto === true ? 'one can veto' : '',
  ]
    .filter((words) => words !== '')
    .join('; ');
}

const supplementsOf = ({ supplements }: ReviewStage): string =>
  supplements
    ? `at most ${supplements.atMost}, within the period for ${supplements.within} (${supplements.source})`
    : 'at will';

const silenceOf = ({ silence }: ReviewStage): string =>
  silence
    ? [
        ...(silence.acceptance ? ['counts as acceptance'] : []),
        ...(silence.decision ? ['counts as consent'] : []),
        `(${silence.source})`,
      ].join(', ')
    : 'overdue';

function stageCells(policy: Policy, stage: Stage): string[] {
  const periods = (...keys: PeriodKey[]) => keys.map((key) => `${key} ${lengthOf(periodOf(policy, key))}`).join(', ');
  switch (stage.kind) {
    case 'review':
      return [
        `${stage.step}: ${both(stage.name)}`,
        stage.by,
        whoDecides(stage),
        periods('acceptance', 'decision'),
        supplementsOf(stage),
        silenceOf(stage),
        stage.whenBodyMissing === 'skip' ? 'passed over, on record' : 'refused',
      ];
    case 'notice':
      return ['notice: 公示 Public notice', stage.by, '', periods('publication', 'notice'), '', '', 'refused'];
    case 'election':
      return ['election: 选举 Election', 'submitting_body', '', periods('validity'), '', '', ''];
    case 'completion':
      return [
        'completion: 备案、登记 Filing, registration',
        stage.by,
        '',
        periods('filing', 'registration'),
        '',
        '',
        'refused',
      ];
  }
}

/** Acts that are possible nearly everywhere, or only say that time went by: in a diagram they would hide the way. */
const LEFT_OUT: readonly CaseAct[] = ['withdraw', 'supersede', 'lapse', 'revoke', 'mark_overdue', 'become_final'];

function diagram({ policy, course, chart }: Track): string {
  // Where a policy asks nobody, no case waits for a department.
  const drawn = ({ state }: Standing) => policy.inquiries !== undefined || !state.endsWith('.inquiring');
  const moves = [...walk(chart, skippedSteps(course.route, {})).values()].flatMap(({ standing, moves: possible }) =>
    possible
      .filter(({ act, to }) => !LEFT_OUT.includes(act) && to.state !== standing.state)
      .filter(({ to }) => drawn(standing) && drawn(to))
      .map(({ act, to }) => ({ from: standing.state, act, to: to.state })),
  );
  const states = [...new Set(moves.flatMap(({ from, to }) => [from, to]))];
  const nameOf = (state: string) => state.replaceAll('.', '_');
  const ways = [...new Set(moves.map(({ from, to }) => `${from} ${to}`))].map((way) => {
    const [from = '', to = ''] = way.split(' ');
    const acts = CASE_ACTS.filter((act) =>
      moves.some((move) => move.from === from && move.to === to && move.act === act),
    );
    return `  ${nameOf(from)} --> ${nameOf(to)}: ${acts.map((act) => ACT_WORDS[act]['zh-CN']).join('、')}`;
  });
  return [
    'stateDiagram-v2',
    ...states.map((state) => `  state "${stateWords(course, state)?.['zh-CN'] ?? state}" as ${nameOf(state)}`),
    ...ways,
  ].join('\n');
}

const both = (words: Words): string => `${words['zh-CN']} ${words.en}`;

const lengthOf = ({ length, unit }: Period): string => `${length} ${unit.replace('_', ' ')}`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
