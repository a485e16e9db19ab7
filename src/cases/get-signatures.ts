import { officialsAt } from '../bodies/mandates-in-force.js';
import type { Reader } from '../database/reader.js';
import type { Clock } from '../kernel/clock.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';
import { toldReason, type Involved } from '../policy/may-act.js';
import { countOf, type Count, type Quorum } from '../policy/quorum.js';
import type { ReviewStage } from '../policy/policy.js';
import { counted, tallyOf, type Signature } from '../policy/signatures.js';
import { withAsksNow } from './asks.js';
import { involvedIn, type Case } from './case-row.js';
import type { PolicyBook, Track } from './policy-book.js';
import { approversMissing, possibleSigners, reviewBefore, type PossibleSigner } from './possible-signers.js';
import { barsOf, type Bar } from './recusal-rows.js';
import { decidedAt } from './review-at.js';
import { caseFacts, findCaseFor, reviews } from './scope.js';
import { signaturesOf, type StoredSignature } from './signature-rows.js';
import { mayKnowBars, toldBars } from './told-bars.js';

/** A request to sign as it is told: of one that no act has stored yet, no act asked. */
export interface ToldSignature extends Omit<StoredSignature, 'askedIn'> {
  readonly askedIn: number | null;
  /** Counts now, or is waited for; not of somebody who is away or kept from the case since, though no act has ended it. */
  readonly stands: boolean;
}

/** Who decides together where the case stands, and who is kept from it. */
export interface CaseSignatures {
  readonly version: number;
  readonly step: string | null;
  /** The rule of the policy; null where one approver decides, with whomever was asked beside. */
  readonly quorum: Quorum | null;
  readonly proposalRequired: boolean;
  readonly tally: ReturnType<typeof tallyOf> | null;
  /** What the signatures come to so far. */
  readonly count: Count | null;
  readonly signatures: readonly ToldSignature[];
  readonly mayBeAsked: readonly PossibleSigner[];
  /** So many approvers the body lacks for its quorum; told from the day on which the case reaches it. */
  readonly missing: number;
  /** To who may not know what it is, one neutral line a person. */
  readonly recused: readonly Bar[];
}

/** The signatures of a case: opinions inside the bodies that review it, and nobody else's to read. */
export class GetSignatures {
  constructor(
    private readonly reader: Reader,
    private readonly book: PolicyBook,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Official, id: string): Promise<CaseSignatures | Refusal> {
    const found = await findCaseFor(this.reader, actor, id);
    if (!found) return refuse('not_found');
    const { row } = found;
    const track = this.book.track(row.policyId, row.courseId);
    if (!(await reviews(this.reader, actor, row, track.course.route))) return refuse('not_found');
    const stage = decidedAt(row, track);
    const signatures = await signaturesOf(this.reader, row.id);
    const involved = await involvedIn(this.reader, row);
    const at = this.clock.now();
    const stored: readonly Signature[] = signatures.filter(({ endedIn }) => endedIn === null);
    const standing = await withAsksNow(this.reader, row, track, involved, stored, at);
    const current = counted(standing, involved);
    const votes = current.filter(({ weight }) => weight === 'binding').map(({ vote }) => vote);
    const review = reviewBefore(row, track);
    const possible = review ? await possibleSigners(this.reader, row, track, involved, standing, at) : [];
    const bars = await barsOf(this.reader, row.id);
    const exact = await this.mayKnow(actor, row, track, involved, [...possible, ...bars]);
    return {
      version: row.version,
      step: stage?.step ?? null,
      quorum: stage?.quorum ?? null,
      proposalRequired: stage?.proposal === 'required',
      tally: stage?.quorum ? tallyOf(stage.quorum, votes) : null,
      count: stage?.quorum ? countOf(stage.quorum, votes) : null,
      signatures: [
        ...signatures.map((each) => ({ ...each, stands: current.includes(each) })),
        ...current.filter((each) => !stored.includes(each)).map(asksUnstored(stage, possible)),
      ],
      mayBeAsked: stage ? possible.map((each) => ({ ...each, reason: told(each, exact(each.official)) })) : [],
      missing: approversMissing(review, standing, possible, involved),
      recused: toldBars(bars, exact),
    };
  }

  /** Of whom the reader is told exactly what keeps them from the case. */
  private async mayKnow(
    actor: Official,
    row: Case,
    { course }: Track,
    involved: Involved,
    of: readonly { readonly official: string }[],
  ): Promise<(official: string) => boolean> {
    const facts = caseFacts(row, course.route, involved);
    const people = await officialsAt(this.reader, [...new Set(of.map(({ official }) => official))], this.clock.now());
    return (official) => {
      const person = people.find(({ id }) => id === official);
      return mayKnowBars(actor, person ?? { id: official, mandates: [] }, facts);
    };
  }
}

const told = ({ reason }: PossibleSigner, exact: boolean) => (reason === null ? null : toldReason(reason, exact));

/** What the system asks from now on: told before an act stores it. */
const asksUnstored =
  (stage: ReviewStage | undefined, possible: readonly PossibleSigner[]) =>
  ({ official, onBehalfOf = null, weight, vote }: Signature): ToldSignature => ({
    official,
    onBehalfOf,
    name: possible.find((each) => each.official === official)?.name ?? '',
    step: stage?.step ?? '',
    weight,
    vote,
    askedIn: null,
    signedIn: null,
    endedIn: null,
    stands: true,
  });
