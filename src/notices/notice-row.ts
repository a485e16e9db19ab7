import type { Tx } from '../database/transactions.js';
import type { NoticeContent } from './notice.js';

export interface Notice {
  readonly id: string;
  readonly slateId: string;
  readonly organisationId: string;
  readonly issuerBodyId: string;
  readonly content: NoticeContent;
  readonly digest: string;
  readonly endsAt: string;
}

interface NoticeColumns {
  id: string;
  slate_id: string;
  organisation_id: string;
  issuer_body_id: string;
  content: string;
  digest: string;
  ends_at: string;
}

const noticeFrom = (row: NoticeColumns): Notice => ({
  id: row.id,
  slateId: row.slate_id,
  organisationId: row.organisation_id,
  issuerBodyId: row.issuer_body_id,
  content: JSON.parse(row.content) as NoticeContent,
  digest: row.digest,
  endsAt: row.ends_at,
});

export async function findNotice(db: Pick<Tx, 'query'>, id: string): Promise<Notice | undefined> {
  const [row] = await db.query<NoticeColumns>('SELECT * FROM notices WHERE id = ?', [id]);
  return row && noticeFrom(row);
}

/** Notices, newest first. @param before the last id of the page before, or `~` for the first page */
export async function listNotices(db: Pick<Tx, 'query'>, before: string, limit: number): Promise<Notice[]> {
  const rows = await db.query<NoticeColumns>('SELECT * FROM notices WHERE id < ? ORDER BY id DESC LIMIT ?', [
    before,
    limit,
  ]);
  return rows.map(noticeFrom);
}

/** The next running number of an issuer in a year, from 1. @param since the instant at which the year began */
export async function nextNoticeNumber(db: Pick<Tx, 'query'>, issuerId: string, since: string): Promise<number> {
  const [row] = await db.query<{ taken: number }>(
    'SELECT CAST(count(*) AS INTEGER) AS taken FROM notices WHERE issuer_body_id = ? AND published_at >= ?',
    [issuerId, since],
  );
  return (row?.taken ?? 0) + 1;
}

/** @param cases by line of the notice, from 1 */
export async function insertNotice(tx: Tx, notice: Notice, cases: readonly string[]): Promise<void> {
  const { content } = notice;
  await tx.execute(
    `INSERT INTO notices (id, number, slate_id, organisation_id, issuer_body_id, content, digest, published_at, ends_on,
      ends_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      notice.id,
      content.number,
      notice.slateId,
      notice.organisationId,
      notice.issuerBodyId,
      JSON.stringify(content),
      notice.digest,
      content.publishedAt,
      content.lastDay,
      content.endsAt,
    ],
  );
  for (const [index, caseId] of cases.entries()) {
    await tx.execute('INSERT INTO notice_cases (notice_id, case_id, line) VALUES (?, ?, ?)', [
      notice.id,
      caseId,
      index + 1,
    ]);
  }
}

/** The case behind a line of a notice. */
export async function caseOnLine(db: Pick<Tx, 'query'>, noticeId: string, line: number): Promise<string | undefined> {
  const [row] = await db.query<{ case_id: string }>(
    'SELECT case_id FROM notice_cases WHERE notice_id = ? AND line = ?',
    [noticeId, line],
  );
  return row?.case_id;
}
