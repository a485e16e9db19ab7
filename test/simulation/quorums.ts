import type { Track } from '../../src/cases/policy-book.js';
import type { Quorum } from '../../src/policy/quorum.js';
import type { Random } from './random.js';

const RULES: readonly Quorum[] = [
  { agree: 'all', signers: 2 },
  { agree: 'all', signers: 3 },
  { agree: 'any', signers: 1 },
  { agree: 'any', signers: 2, veto: true },
  { agree: 'at_least', atLeast: 2, signers: 3 },
  { agree: 'at_least', atLeast: 2, signers: 2, veto: true },
];

/** Now and then the system asks all approvers. */
const asking = (random: Random): Pick<Quorum, 'asks'> => (random.chance(25) ? { asks: 'all_approvers' } : {});

/** The same course, where at some steps others decide together than its policy says: no rule is shipped but one. */
export function withQuorums(random: Random, track: Track): Track {
  const stages = track.course.route.stages.map((stage) => {
    // Where silence is consent nobody has to sign: the start refuses such a policy.
    if (stage.kind !== 'review' || stage.silence?.decision || random.chance(60)) return stage;
    const { quorum: _quorum, proposal: _proposal, ...alone } = stage;
    return {
      ...alone,
      ...(random.chance(75) ? { quorum: { ...random.oneOf(RULES), ...asking(random), source: 'assumed' } } : {}),
      ...(random.chance(25) ? { proposal: 'required' as const } : {}),
    };
  });
  return { ...track, course: { ...track.course, route: { ...track.course.route, stages } } };
}
