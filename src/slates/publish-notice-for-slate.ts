import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { findBodies } from '../bodies/body-row.js';
import { actOn } from '../cases/act-on-case.js';
import { casesOfSlateForChange, type Case } from '../cases/case-row.js';
import type { PolicyBook } from '../cases/policy-book.js';
import { sees } from '../cases/scope.js';
import type { Tx } from '../database/transactions.js';
import type { AuditFact } from '../audit/entry.js';
import { newId } from '../kernel/ids.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { digestOf, HOW_TO_OBJECT, type NoticeContent, type NoticeLine } from '../notices/notice.js';
import { insertNotice, nextNoticeNumber } from '../notices/notice-row.js';
import { findOrganisation } from '../organisations/organisation-row.js';
import type { Official } from '../policy/actor.js';
import { addPeriod, dateInChina, endOfDayInChina } from '../policy/working-days.js';
import type { Keys } from '../protected-fields/keys.js';
import { candidatesOf, type Candidate } from './candidate-rows.js';
import { countSlateAct, findSlateForChange, type Slate } from './slate-row.js';

export type PublishedNotice = { id: string; number: string; endsAt: string; lastDay: string; cases: string[] };

/** A case, and the version of it that an official had before them: `If-Match` for an act on several cases. */
export interface LookedAt {
  readonly caseId: string;
  readonly version: number;
}

/** One notice for the cleared candidates of a slate; candidates cleared later get a notice of their own. */
export class PublishNoticeForSlate {
  constructor(
    private readonly recorder: Recorder,
    readonly book: PolicyBook,
    readonly keys: Keys,
  ) {}

  /** @param looked the cases to go on the notice, each with the version the official looked at */
  async execute(
    actor: Official,
    slateId: string,
    looked: readonly LookedAt[],
    key?: IdempotencyKey,
  ): Promise<PublishedNotice | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      const slate = await findSlateForChange(tx, slateId);
      const cases = await casesOfSlateForChange(tx, slateId);
      const seen = await seenBy(tx, actor, cases);
      if (!slate || seen.length === 0) return refuse('not_found');
      const cleared = chosen(seen, looked);
      if (isRefusal(cleared)) return cleared;
      const [first] = cleared;
      if (!first) return refuse('case_not_in_slate');
      const content = await this.compose(tx, slate, cleared, first, at);
      const id = newId();
      const digest = digestOf(content);
      const applied = await this.publishEach(tx, actor, cleared, { notice: id, number: content.number, digest }, at);
      if (isRefusal(applied)) return applied;
      const [{ by }] = applied;
      const { organisationId } = slate;
      const notice = {
        id,
        slateId,
        organisationId,
        issuerBodyId: content.issuer.id,
        content,
        digest,
        endsAt: content.endsAt,
      };
      const ids = cleared.map((row) => row.id);
      await insertNotice(tx, notice, ids);
      return {
        answer: { id, number: content.number, endsAt: content.endsAt, lastDay: content.lastDay, cases: ids },
        facts: [
          {
            chain: `slate:${slateId}`,
            act: 'publish_notice',
            by,
            facts: {
              notice: id,
              number: content.number,
              digest,
              endsAt: content.endsAt,
              cases: ids,
              version: await countSlateAct(tx, slate),
            },
          },
          ...applied,
        ],
      };
    });
  }

  private async compose(tx: Tx, slate: Slate, cleared: readonly Case[], first: Case, at: string) {
    const { policy, course } = this.book.track(first.policyId, first.courseId);
    const organisation = await findOrganisation(tx, slate.organisationId);
    // Where there is no notice, the act is refused, and this one with it.
    const stage = course.route.stages.find(({ kind }) => kind === 'notice');
    const by = stage?.kind === 'notice' ? first.bodies[stage.by] : undefined;
    const [issuer] = await findBodies(tx, [by ?? first.bodies.submitting_body]);
    if (!organisation || !issuer) throw new Error(`The slate ${slate.id} lacks its organisation or its issuing body.`);
    const candidates = await candidatesOf(tx, slate.id);
    const today = dateInChina(at);
    const end = addPeriod(this.book.calendar, today, policy.periods.notice);
    const year = today.slice(0, 4);
    const yearBegan = endOfDayInChina(`${Number(year) - 1}-12-31`);
    const content: NoticeContent = {
      number: `${issuer.name}公示〔${year}〕${await nextNoticeNumber(tx, issuer.id, yearBegan)}号`,
      issuer: { id: issuer.id, name: issuer.name },
      organisation: { name: organisation.name, kind: organisation.kind, uscc: organisation.uscc },
      occasion: slate.occasion,
      lines: cleared.map((row, index) => lineOf(index + 1, row, candidates)),
      publishedAt: at,
      endsAt: endOfDayInChina(end.date),
      lastDay: end.date,
      howToObject: HOW_TO_OBJECT,
    };
    return content;
  }

  /** Each by itself, as any act on a case: permitted, nothing in the way, moved. */
  private async publishEach(
    tx: Tx,
    actor: Official,
    cleared: readonly Case[],
    facts: { notice: string; number: string; digest: string },
    at: string,
  ): Promise<[AuditFact, ...AuditFact[]] | Refusal> {
    const all: AuditFact[] = [];
    for (const { id, slateId, version } of cleared) {
      const request = { caseId: id, expectedVersion: version, event: { type: 'publish_notice' } as const, facts };
      const acted = await actOn(tx, this, actor, request, at, slateId);
      if (isRefusal(acted)) return refuse(acted.refused, { ...acted.facts, case: id });
      all.push(...acted.facts);
    }
    const [one, ...others] = all;
    return one ? [one, ...others] : refuse('case_not_in_slate');
  }
}

/** The cases named, in the order of the slate's list; a version that moved on, or a case of another slate, is refused. */
function chosen(cases: readonly Case[], looked: readonly LookedAt[]): Case[] | Refusal {
  for (const { caseId, version } of looked) {
    const row = cases.find(({ id }) => id === caseId);
    if (!row) return refuse('case_not_in_slate', { case: caseId });
    if (row.version !== version)
      return refuse('stale_version', { case: caseId, version: row.version, expected: version });
  }
  return cases.filter(({ id }) => looked.some(({ caseId }) => caseId === id));
}

/** The cases in the actor's scope; the others do not exist for them, nor a slate without any. */
async function seenBy(tx: Tx, actor: Official, cases: readonly Case[]): Promise<Case[]> {
  const seen: Case[] = [];
  for (const row of cases) if ((await sees(tx, actor, row)) === 'dossier') seen.push(row);
  return seen;
}

function lineOf(line: number, row: Case, candidates: readonly Candidate[]): NoticeLine {
  const candidate = candidates.find(({ id }) => id === row.candidateId);
  if (!candidate) throw new Error(`The case ${row.id} refers to a candidate who is not there.`);
  const { profile } = candidate;
  return {
    line,
    name: profile.name,
    sex: profile.sex,
    birthMonth: profile.birthDate.slice(0, 7),
    education: profile.education ?? null,
    employer: profile.employer ?? null,
    employerPost: profile.employerPost ?? null,
    posts: row.posts,
  };
}
