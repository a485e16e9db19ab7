import { periodOf, type Policy, type ReviewStage, type Route, type Stage } from '../policy/policy.js';
import { skippedSteps } from '../policy/route.js';
import type { PeriodKey } from '../policy/terms.js';
import type { Standing } from '../workflow/advance.js';
import { CASE_ACTS, type CaseAct } from '../workflow/events.js';
import { walk } from '../workflow/walk.js';
import { both, lengthOf, table } from './markdown.js';
import type { Track } from './policy-book.js';
import { ACT_WORDS, stateWords } from './words.js';

/** A route as a table of its stages, and each of its courses as a diagram of what can happen to a case. */
export function routeSections(policy: Policy, route: Route, tracks: readonly Track[]): string[] {
  const { regimes, occasions, posts, source, revokedBy } = route;
  return [
    `## ${route.id}: ${both(route.name)}`,
    table(
      ['regimes', 'occasions', 'posts', 'source', 'revoked by'],
      [[regimes.join(', '), occasions.join(', '), posts.join(', '), source, revokedBy]],
    ),
    table(
      ['', 'stage', 'by', 'who decides', 'periods', 'supplements', 'deferrals', 'silence', 'without such a body'],
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
    quorum?.asks === 'all_approvers' ? 'the system asks all of the body' : '',
    quorum?.veto === true ? 'one can veto' : '',
  ]
    .filter((words) => words !== '')
    .join('; ');
}

const supplementsOf = ({ supplements }: ReviewStage): string =>
  supplements
    ? `at most ${supplements.atMost}, within the period for ${supplements.within} (${supplements.source})`
    : 'at will';

const deferralsOf = ({ deferrals }: ReviewStage): string =>
  deferrals ? `at most ${deferrals.atMost} (${deferrals.source})` : 'at will';

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
        deferralsOf(stage),
        silenceOf(stage),
        stage.whenBodyMissing === 'skip' ? 'passed over, on record' : 'refused',
      ];
    case 'notice':
      return [
        'notice: 公示 Public notice',
        stage.by,
        '',
        `${periods('publication', 'notice')} (${stage.source})`,
        '',
        '',
        '',
        'refused',
      ];
    case 'election':
      return ['election: 选举 Election', 'submitting_body', '', periods('validity'), '', '', '', ''];
    case 'completion':
      return [
        'completion: 备案、登记 Filing, registration',
        stage.by,
        '',
        periods('filing', 'registration'),
        '',
        '',
        '',
        'refused',
      ];
  }
}

/** Acts that are possible nearly everywhere, or only say that time went by: in a diagram they would hide the way. */
export const LEFT_OUT: readonly CaseAct[] = ['withdraw', 'supersede', 'lapse', 'mark_overdue', 'become_final'];

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
