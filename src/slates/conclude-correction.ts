import type { AuditFact } from '../audit/entry.js';
import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { actOn, type CaseStanding } from '../cases/act-on-case.js';
import { applyEvent, type Reason } from '../cases/apply-event.js';
import { employersOf, insertEmployers } from '../cases/employer-rows.js';
import { casesOfSlateForChange, insertSubjects, type Case } from '../cases/case-row.js';
import { candidateDataOf, correctionsOf, keepOldValues, type StoredCorrection } from '../cases/correction-rows.js';
import { isOpenIn, overtake } from '../cases/corrections.js';
import type { PolicyBook } from '../cases/policy-book.js';
import { standingSignatures } from '../cases/signature-rows.js';
import { askedAnew } from '../cases/asked-anew.js';
import type { Tx } from '../database/transactions.js';
import type { JsonValue } from '../kernel/canonical-json.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { findOrganisation } from '../organisations/organisation-row.js';
import { identityOf } from '../people/person-row.js';
import { THE_CLOCK, type Attribution, type Official } from '../policy/actor.js';
import {
  corrected,
  ofContact,
  overtakenBy,
  replacedBy,
  toldOvertaken,
  type CandidateData,
  type CandidateFields,
} from '../policy/corrections.js';
import type { FoundEmployer } from '../policy/same-employer.js';
import type { CorrectionOutcome } from '../policy/terms.js';
import type { Keys } from '../protected-fields/keys.js';
import { subjectsOf, toldOf } from './open-cases.js';
import type { Profile } from './slate-input.js';
import { candidatesOf, informedOf, updateCandidate, type Candidate } from './candidate-rows.js';
import { countSlateAct, findSlateForChange, type Slate } from './slate-row.js';

export interface CorrectionConclusion {
  readonly caseId: string;
  readonly expectedVersion: number;
  readonly outcome: CorrectionOutcome;
  readonly reason?: Reason;
  readonly remarks?: string;
}

/** A correction that is about to be made: of whom, and what stands before and after it. */
interface Making {
  readonly slate: Slate;
  readonly candidate: Candidate;
  readonly correction: StoredCorrection;
  readonly after: CandidateData;
  readonly before: CandidateFields;
  /** For the chain of each case: the candidate as they are now, and what the case is about. */
  readonly told: { readonly candidate: JsonValue; readonly subjects: string[]; readonly employers?: FoundEmployer[] };
}

/**
 * A handler who has checked it concludes a correction (更正, PIPL art. 46). Made, the candidate's data is another from then
 * on, the old values stay on file, and every case of the candidate on the slate is told: whoever has one before them looks again.
 */
export class ConcludeCorrection {
  constructor(
    private readonly recorder: Recorder,
    readonly book: PolicyBook,
    readonly keys: Keys,
  ) {}

  async execute(
    actor: Official,
    conclusion: CorrectionConclusion,
    key?: IdempotencyKey,
  ): Promise<CaseStanding | Refusal> {
    const { outcome, caseId, ...rest } = conclusion;
    return this.recorder.write(key, async (tx, at) => {
      // In the order in which every act on several cases of a slate keeps them.
      const slate = await slateOf(tx, caseId);
      const cases = slate ? await casesOfSlateForChange(tx, slate.id) : [];
      const row = cases.find(({ id }) => id === caseId);
      if (!slate || !row) return refuse('not_found');
      const making = outcome === 'made' ? await this.making(tx, slate, row) : undefined;
      const sealed = making ? { ...making.told, before: { ...making.before } } : {};
      const request = {
        ...rest,
        caseId,
        event: { type: 'conclude_correction', overtakes: false } as const,
        outcome,
        sealed,
      };
      const acted = await actOn(tx, this, actor, request, at);
      const by = isRefusal(acted) ? undefined : acted.facts[0].by;
      if (isRefusal(acted) || !by || !making) return acted;
      updateCandidate(tx, this.keys, making.candidate.id, making.after);
      keepOldValues(tx, this.keys, caseId, making.correction.askedIn, making.before);
      const others = cases.filter(({ id, candidateId }) => candidateId === row.candidateId && id !== caseId);
      const told = await this.tell(tx, others, making, at);
      if (isRefusal(told)) return told;
      // Beside what they were: nobody who was kept away comes back by a correction.
      const { subjects, employers = [] } = making.told;
      for (const { id, version, policyId } of [row, ...others]) {
        insertSubjects(tx, id, subjects);
        insertEmployers(tx, { caseId: id, number: version + 1 }, this.book.version(policyId), employers);
      }
      return { answer: acted.answer, facts: [...acted.facts, ...told, await this.ofSlate(tx, making, caseId, by)] };
    });
  }

  private async making(tx: Tx, slate: Slate, { id, candidateId, policyId }: Case): Promise<Making | undefined> {
    const all = await correctionsOf(tx, this.keys, candidateId);
    const correction = all.find(isOpenIn(id));
    const candidate = (await candidatesOf(tx, slate.id)).find((each) => each.id === candidateId);
    if (!correction || !candidate) return undefined;
    const now = await candidateDataOf(tx, this.keys, candidateId);
    const { changes } = correction;
    const after = corrected(now, changes);
    const organisation = await findOrganisation(tx, slate.organisationId);
    if (!organisation) throw new Error(`The slate ${slate.id} lacks its organisation.`);
    const person = { personId: candidate.personId, profile: after.profile as unknown as Profile };
    const subjects = await subjectsOf(tx, { organisation, keys: this.keys }, person);
    const employers = await employersOf(tx, this.book.version(policyId), person.profile);
    const told = { candidate: { ...statedIn(after), ...informedOf(candidate) }, subjects, ...toldOf(employers) };
    return { slate, candidate, correction, after, before: replacedBy(now, changes), told };
  }

  /** The other cases of the candidate: those that go on have something new before them, the others are told on record. */
  private async tell(tx: Tx, others: readonly Case[], making: Making, at: string): Promise<AuditFact[] | Refusal> {
    const facts: AuditFact[] = [];
    const { askedIn, caseId } = making.correction;
    const overtaken = overtakenBy(making.correction.changes);
    const told = { correction: { case: caseId, asked: askedIn }, ...toldOvertaken(overtaken) };
    for (const other of others) {
      const anew = askedAnew(tx, { row: other, standing: await standingSignatures(tx, other.id) });
      const doing = { at, by: THE_CLOCK, facts: { ...told, ...anew.facts }, sealed: making.told };
      const event = { type: 'note_correction', overtakes: overtaken.letters } as const;
      const applied = await applyEvent(tx, this.book, other, event, doing);
      if (!isRefusal(applied)) {
        anew.store(applied.after.version);
        overtake(tx, other.id, applied.after.version, overtaken);
        facts.push(...applied.facts);
      } else if (applied.refused === 'out_of_turn') {
        facts.push({
          chain: `case:${other.id}`,
          act: 'note_correction',
          by: THE_CLOCK,
          facts: { ...told, version: other.version },
          contents: making.told,
        });
      } else return applied;
    }
    return facts;
  }

  private async ofSlate(tx: Tx, making: Making, caseId: string, by: Attribution): Promise<AuditFact> {
    const { slate, candidate, after, correction } = making;
    const { profile, ...rest } = statedIn(after);
    const identity = await identityOf(tx, this.keys, candidate.personId);
    return {
      chain: `slate:${slate.id}`,
      act: 'correct_candidate',
      by,
      facts: { candidate: candidate.ordinal, case: caseId, version: await countSlateAct(tx, slate) },
      contents: {
        candidate: {
          person: { ...profile, identity: { ...identity } },
          posts: [...candidate.posts],
          ...rest,
          ...informedOf(candidate),
        },
        ...(ofContact(correction.changes) ? { contact: { ...after.contact } } : {}),
      },
    };
  }
}

async function slateOf(tx: Tx, caseId: string): Promise<Slate | undefined> {
  const [row] = await tx.query<{ slate_id: string }>('SELECT slate_id FROM cases WHERE id = ?', [caseId]);
  return row && findSlateForChange(tx, row.slate_id);
}

/** As the chain of a case has a candidate: no decision rests on how to reach them. */
const statedIn = ({ profile, fullTime, terms, declaration }: CandidateData) => ({
  profile: { ...profile },
  fullTime,
  terms: { ...terms },
  ...(Object.keys(declaration).length > 0 ? { declaration: { ...declaration } } : {}),
});
