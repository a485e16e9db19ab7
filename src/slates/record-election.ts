import type { AuditFact } from '../audit/entry.js';
import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { actOn, type CaseStanding } from '../cases/act-on-case.js';
import { casesOfSlateForChange } from '../cases/case-row.js';
import type { PolicyBook } from '../cases/policy-book.js';
import { membersOf, type Member } from '../cases/roster-rows.js';
import type { Tx } from '../database/transactions.js';
import { lockOrganisation } from '../organisations/organisation-row.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { mandateOf, type Official } from '../policy/actor.js';
import type { Policy } from '../policy/policy.js';
import type { Post } from '../policy/terms.js';
import { dateInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import type { Election } from './election.js';
import { moreElectedThanSeats } from './elected-for-seats.js';
import { furtherTermNotCarried } from './further-term-vote.js';
import { countSlateAct, findSlateForChange, type Slate } from './slate-row.js';
import { countsInTheWay, inOrderOfRecording, voteInTheWay } from './vote-in-the-way.js';

/** The submitter reports a vote, for as many candidates of the slate as it decided. */
export class RecordElection {
  constructor(
    private readonly recorder: Recorder,
    readonly book: PolicyBook,
    readonly keys: Keys,
  ) {}

  private policyOf({ id, policyId }: Slate): Policy {
    if (policyId === null) throw new Error(`The slate ${id} was submitted under no policy.`);
    return this.book.version(policyId);
  }

  async execute(
    actor: Official,
    election: Election,
    key?: IdempotencyKey,
  ): Promise<{ cases: CaseStanding[] } | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      const slate = await findSlateForChange(tx, election.slateId);
      const by = slate && mandateOf(actor, 'submitter', slate.submittingBodyId);
      if (!slate || !by) return refuse('not_found');
      if (slate.state !== 'submitted') return refuse('slate_not_submitted', { state: slate.state });
      const { heldOn, votersDue, votersPresent } = election;
      const impossible = countsInTheWay(election);
      if (impossible) return impossible;
      if (heldOn > dateInChina(at)) return refuse('election_date_in_future', { heldOn, today: dateInChina(at) });

      // All of them, in the order in which every act on several cases of a slate locks them, so that two cannot deadlock.
      const rows = await casesOfSlateForChange(tx, slate.id);
      // Of two slates that elect somebody to one post at once, the second sees the first.
      await lockOrganisation(tx, slate.organisationId);
      const members = await membersOf(tx, slate.id);
      const impossibleTogether = voteInTheWay(this.policyOf(slate), slate, members, election);
      if (impossibleTogether) return impossibleTogether;

      const cases: CaseStanding[] = [];
      const facts: AuditFact[] = [];
      for (const { caseId, version, elected, votesFor, votesAgainst, abstentions } of inOrderOfRecording(election)) {
        const passedOn = await dayOfPassing(tx, slate.id, caseId);
        if (passedOn !== null && heldOn < passedOn) {
          return refuse('election_before_passed', { case: caseId, heldOn, passedOn });
        }
        const votes = { heldOn, votersDue, votersPresent, votesFor, votesAgainst, abstentions };
        const request = {
          caseId,
          expectedVersion: version,
          event: { type: 'record_election', elected } as const,
          election: votes,
          facts: { slate: slate.id, elected, ...votes },
        };
        const acted = await actOn(tx, this, actor, request, at, slate.id);
        if (isRefusal(acted)) return { ...acted, facts: { ...acted.facts, case: caseId } };
        const row = rows.find(({ id }) => id === caseId);
        const short = row && elected ? await furtherTermNotCarried(tx, this, row, at) : null;
        if (short) return { ...short, facts: { ...short.facts, case: caseId } };
        cases.push(acted.answer);
        facts.push(...acted.facts);
      }
      const tooMany = await moreElectedThanSeats(tx, slate, postsFilled(members, election));
      if (tooMany) return tooMany;
      const held = {
        chain: `slate:${slate.id}`,
        act: 'record_election',
        by,
        facts: { heldOn, votersDue, votersPresent, version: await countSlateAct(tx, slate) },
      };
      return { answer: { cases }, facts: [held, ...facts] };
    });
  }
}

/** The posts to which a vote elects somebody. */
const postsFilled = (members: readonly Member[], { results }: Election): Post[] =>
  members.flatMap(({ id, posts }) => (results.some(({ caseId, elected }) => elected && caseId === id) ? posts : []));

/**
 * The day in China from which a case of the slate that waits for its vote could be voted on; null if it does not wait for
 * it. A revocation that was not made, or was set aside, takes no vote away that was held. Where the clock closed the notice,
 * that is the day after the notice's last, whenever the clock came to it.
 */
async function dayOfPassing(tx: Tx, slateId: string, caseId: string): Promise<string | null> {
  const [act] = await tx.query<{ at: string; act: string; actor_kind: string; notice_end: string | null }>(
    `SELECT a.at, a.act, a.actor_kind,
       (SELECT MAX(d.due_at) FROM deadlines d WHERE d.case_id = c.id AND d.period = 'notice') AS notice_end
     FROM case_acts a JOIN cases c ON c.id = a.case_id
     WHERE c.id = ? AND c.slate_id = ? AND c.state = 'passed' AND a.to_state = 'passed' AND a.from_state <> 'passed'
       AND a.from_state NOT LIKE 'answeringRevocation%' AND a.from_state NOT LIKE 'reconsideringRevocation%'
     ORDER BY a.number DESC LIMIT 1`,
    [caseId, slateId],
  );
  if (!act) return null;
  const byTheClock = act.act === 'close_notice' && act.actor_kind === 'clock';
  return dateInChina(byTheClock ? (act.notice_end ?? act.at) : act.at);
}
