import type { IdempotencyKey, Recorder } from '../audit/record.js';
import { findBodies } from '../bodies/body-row.js';
import { applyEvent } from '../cases/apply-event.js';
import { casesOfSlateForChange, participationsIn, type Case } from '../cases/case-row.js';
import type { PolicyBook } from '../cases/policy-book.js';
import { caseFacts } from '../cases/scope.js';
import type { Tx } from '../database/transactions.js';
import type { AuditFact } from '../audit/entry.js';
import { newId } from '../kernel/ids.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { digestOf, HOW_TO_OBJECT, type NoticeContent, type NoticeLine } from '../notices/notice.js';
import { insertNotice, nextNoticeNumber } from '../notices/notice-row.js';
import { findOrganisation } from '../organisations/organisation-row.js';
import type { Attribution, Official } from '../policy/actor.js';
import { mayAct } from '../policy/permissions.js';
import { addPeriod, dateInChina, endOfDayInChina } from '../policy/working-days.js';
import { candidatesOf, findSlate, type Candidate, type Slate } from './slate-row.js';

export type PublishedNotice = { id: string; number: string; endsAt: string; lastDay: string; cases: string[] };

/** One notice for the cleared candidates of a slate; candidates cleared later get a notice of their own. */
export class PublishNoticeForSlate {
  constructor(
    private readonly recorder: Recorder,
    private readonly book: PolicyBook,
  ) {}

  async execute(actor: Official, slateId: string, key?: IdempotencyKey): Promise<PublishedNotice | Refusal> {
    return this.recorder.write(key, async (tx, at) => {
      const slate = await findSlate(tx, slateId);
      const cases = await casesOfSlateForChange(tx, slateId);
      const visible = cases.some((row) => concerns(actor, row));
      if (!slate || !visible) return refuse('not_found');
      const cleared = cases.filter(({ state }) => state === 'clearedForNotice');
      const [first] = cleared;
      if (!first) return refuse('nothing_to_publish', { states: [...new Set(cases.map(({ state }) => state))] });

      const by = await this.permit(tx, actor, cleared);
      if (isRefusal(by)) return by;
      const content = await this.compose(tx, slate, cleared, first, at);
      const id = newId();
      const digest = digestOf(content);
      const applied = await this.publishEach(tx, cleared, by, { notice: id, number: content.number, digest }, at);
      if (isRefusal(applied)) return applied;
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
            facts: { notice: id, number: content.number, digest, endsAt: content.endsAt, cases: ids },
          },
          ...applied,
        ],
      };
    });
  }

  /** The same official publishes for all of them, so the table is asked for each. */
  private async permit(tx: Tx, actor: Official, cleared: readonly Case[]): Promise<Attribution | Refusal> {
    let by: Attribution | Refusal = refuse('nothing_to_publish');
    for (const row of cleared) {
      const { course } = this.book.track(row.policyId, row.courseId);
      by = mayAct('publish_notice', actor, caseFacts(row, course.route.revokedBy, await participationsIn(tx, row)));
      if (isRefusal(by)) return by;
    }
    return by;
  }

  private async compose(tx: Tx, slate: Slate, cleared: readonly Case[], first: Case, at: string) {
    const { policy } = this.book.track(first.policyId, first.courseId);
    const organisation = await findOrganisation(tx, slate.organisationId);
    const [issuer] = await findBodies(tx, [first.turnBodyId ?? '']);
    if (!organisation || !issuer) throw new Error(`The slate ${slate.id} lacks its organisation or its issuing body.`);
    const candidates = await candidatesOf(tx, slate.id);
    const today = dateInChina(at);
    const end = addPeriod(this.book.calendar, today, policy.periods.notice);
    const year = today.slice(0, 4);
    const content: NoticeContent = {
      number: `${issuer.name}公示〔${year}〕${await nextNoticeNumber(tx, issuer.id, year)}号`,
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

  private async publishEach(
    tx: Tx,
    cleared: readonly Case[],
    by: Attribution,
    facts: { notice: string; number: string; digest: string },
    at: string,
  ): Promise<AuditFact[] | Refusal> {
    const all: AuditFact[] = [];
    for (const row of cleared) {
      const applied = await applyEvent(tx, this.book, row, { type: 'publish_notice' }, { at, by, facts });
      if (isRefusal(applied)) return applied;
      all.push(...applied.facts);
    }
    return all;
  }
}

const concerns = (actor: Official, row: Case) =>
  actor.mandates.some(({ body }) => Object.values(row.bodies).includes(body));

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
