import { officialsAt } from '../bodies/mandates-in-force.js';
import type { Reader } from '../database/reader.js';
import type { Clock } from '../kernel/clock.js';
import { isRefusal, refuse, type ReasonCode, type Refusal } from '../kernel/refusal.js';
import { holds, type Official } from '../policy/actor.js';
import type { Involved } from '../policy/permissions.js';
import { countOf, type Count, type Quorum } from '../policy/quorum.js';
import { tallyOf } from '../policy/signatures.js';
import { involvedIn, type Case } from './case-row.js';
import type { PolicyBook, Track } from './policy-book.js';
import { barsOf, type Bar } from './recusal-rows.js';
import { findCaseFor, reviews } from './scope.js';
import { signaturesOf, type StoredSignature } from './signature-rows.js';
import { counted, decidedAt, maySign } from './signatures.js';

/** Somebody of the body on turn, and why they cannot be asked to sign; null if they can. */
export interface PossibleSigner {
  readonly official: string;
  readonly name: string;
  readonly reason: ReasonCode | null;
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
  readonly signatures: readonly StoredSignature[];
  readonly mayBeAsked: readonly PossibleSigner[];
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
    const votes = counted(signatures, involved)
      .filter(({ weight, endedIn }) => weight === 'binding' && endedIn === null)
      .map(({ vote }) => vote);
    return {
      version: row.version,
      step: stage?.step ?? null,
      quorum: stage?.quorum ?? null,
      proposalRequired: stage?.proposal === 'required',
      tally: stage?.quorum ? tallyOf(stage.quorum, votes) : null,
      count: stage?.quorum ? countOf(stage.quorum, votes) : null,
      signatures,
      mayBeAsked: stage ? await this.mayBeAsked(row, track, involved, signatures) : [],
      recused: await barsOf(this.reader, row.id),
    };
  }

  private async mayBeAsked(row: Case, track: Track, involved: Involved, signatures: readonly StoredSignature[]) {
    const standing = signatures.filter(({ endedIn }) => endedIn === null);
    const names = await this.reader.query<{ official: string; name: string }>(
      `SELECT DISTINCT o.id AS official, o.name FROM officials o JOIN mandates m ON m.official_id = o.id
       WHERE m.body_id = ? AND m.duty IN ('handler', 'approver') AND o.active = 1 ORDER BY o.name, o.id`,
      [row.turnBodyId],
    );
    const colleagues = await officialsAt(
      this.reader,
      names.map(({ official }) => official),
      this.clock.now(),
    );
    return names.flatMap(({ official, name }): PossibleSigner[] => {
      const person = colleagues.find(({ id }) => id === official);
      if (!person || !holds(person, 'approver', row.turnBodyId ?? '')) return [];
      const may = maySign(row, track, involved, standing, person);
      return [{ official, name, reason: isRefusal(may) ? may.refused : null }];
    });
  }
}
