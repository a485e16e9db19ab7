import type { Policy } from '../policy/policy.js';
import { CATALOGUE } from '../policy/checks/catalogue.js';
import type { Scope } from '../policy/checks/rule.js';
import { LEFT_OUT, routeSections } from './explain-route.js';
import { both, lengthOf, table } from './markdown.js';
import type { Track } from './policy-book.js';
import { ACT_WORDS } from './words.js';

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
    reasonsTable(policy),
    ...intentionSection(policy),
    ...correctionsSection(policy),
    ...[...recusalSection(policy), ...electionSection(policy)],
    ...processingNoticeSection(policy),
    ...[...checksSection(policy), ...foundElsewhereSection(policy)],
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

const reasonsTable = ({ reasons }: Policy): string =>
  table(
    ['code', 'acts', 'outcomes', 'of', 'words'],
    reasons.map((reason) => [
      reason.code,
      reason.acts.join(', '),
      reason.outcomes?.join(', ') ?? '',
      reason.of?.join(', ') ?? '',
      both(reason),
    ]),
  );

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
    ? [
        '## 更正 Corrections',
        table(
          ['of', 'decisions wait for', 'source'],
          [[corrections.of.join(', '), waitedFor(corrections.suspends), corrections.source]],
        ),
      ]
    : [];

const waitedFor = (suspends: number | undefined): string =>
  suspends === undefined ? 'all' : `the first ${suspends} of the unit, and all of the candidate`;

/** What is asked of officials who may be close to a candidate. */
const recusalSection = ({ recusal }: Policy): string[] => {
  if (!recusal) return [];
  const { sameEmployer, declaration, source } = recusal;
  const bars = sameEmployer === 'bars';
  const rows = [
    ...(sameEmployer === undefined
      ? []
      : [
          [
            'an office that employs the candidate',
            bars
              ? 'keeps its officials from the case until another approver lets them go on'
              : 'is declared on record with each act of its officials',
          ],
        ]),
    ...(declaration === undefined ? [] : [['who decides', 'says with the act that they have no interest in the case']]),
  ];
  return [
    '## 回避 Recusal',
    table(
      ['who', 'what', 'source'],
      rows.map((row) => [...row, source]),
    ),
  ];
};

/** How often a post is voted on again, and who may stand. */
const electionSection = ({ election }: Policy): string[] =>
  election
    ? [
        '## 另行选举 Further votes',
        table(
          ['atMost', 'candidates', 'source'],
          [[String(election.furtherVotes.atMost), election.furtherVotes.candidates.join(', '), election.source]],
        ),
      ]
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
      ['check', '', 'by', 'rule', 'of', 'setting', 'not older than', 'blocks', 'warns', 'source'],
      checks.map((rule) => [
        rule.id,
        CATALOGUE[rule.check].row,
        CATALOGUE[rule.check].kind,
        both(rule.rule),
        ofWhom(rule),
        rule.setting ? JSON.stringify(rule.setting) : '',
        rule.evidence ? `${rule.evidence.notOlderThan} days (${rule.evidence.source})` : '',
        [...(rule.blocks ?? []), ...(rule.step ? [`at ${rule.step}`] : [])].join(', '),
        (rule.warns ?? []).join(', '),
        rule.source,
      ]),
    ),
  ];
}

/** How long other reviews are told of what one that has ended found against somebody. */
const foundElsewhereSection = ({ foundElsewhere }: Policy): string[] =>
  foundElsewhere
    ? [
        '## 另案核查结果 Found in other reviews',
        table(['told for', 'source'], [[`${foundElsewhere.years} years`, foundElsewhere.source]]),
      ]
    : [];

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

const ofWhom = ({
  posts,
  kinds,
  regimes,
  occasions,
  charity,
  industryAssociation,
  privatelyFunded,
  school,
}: Scope): string =>
  [
    ...[posts, kinds, regimes, occasions].flatMap((words) => (words ? [words.join(', ')] : [])),
    ...(charity === undefined ? [] : [charity ? 'charities' : 'no charities']),
    ...(industryAssociation === undefined
      ? []
      : [industryAssociation ? 'industry associations' : 'no industry associations']),
    ...(privatelyFunded === undefined ? [] : [privatelyFunded ? 'privately funded' : 'not privately funded']),
    ...(school === undefined ? [] : [school ? 'schools' : 'no schools']),
  ].join('; ');
