import { createHash } from 'node:crypto';
import type { Tx } from '../database/transactions.js';
import { canonicalJson, type JsonValue } from '../kernel/canonical-json.js';
import { misfitAt, written, type Entry, type Fields, type Misfit } from './chain.js';
import { compare, jsonIn, lastTold, type Pair } from './compare.js';

export interface NoticeRow {
  readonly id: string;
  readonly number: string;
  readonly organisation_id: string;
  readonly issuer_body_id: string;
  readonly content: string;
  readonly digest: string;
  readonly published_at: string;
  readonly ends_on: string;
  readonly ends_at: string;
  /** The cases on its lines, in order. */
  readonly cases: readonly string[];
}

export async function noticesOf(db: Pick<Tx, 'query'>, slate: string): Promise<NoticeRow[]> {
  const rows = await db.query<Omit<NoticeRow, 'cases'>>('SELECT * FROM notices WHERE slate_id = ? ORDER BY id', [
    slate,
  ]);
  const lines = await db.query<{ notice_id: string; case_id: string }>(
    `SELECT l.notice_id, l.case_id FROM notice_cases l JOIN notices n ON n.id = l.notice_id
     WHERE n.slate_id = ? ORDER BY l.line`,
    [slate],
  );
  const casesOn = (id: string) => lines.filter(({ notice_id }) => notice_id === id).map(({ case_id }) => case_id);
  return rows.map((row) => ({ ...row, cases: casesOn(row.id) }));
}

/** Compares the notices of a slate with the entries that published them: each has its row, and each row its entry. */
export function misfitOfNotices(entries: readonly Entry[], notices: readonly NoticeRow[]): Misfit | null {
  const byId = new Map(notices.map((notice) => [notice.id, notice]));
  const organisation = lastTold(entries, 'organisation', 'draft_slate', 'edit_slate');
  for (const entry of entries.filter(({ act }) => act === 'publish_notice')) {
    const notice = byId.get(written(entry.facts['notice']));
    if (!notice) return misfitAt(entry, 'it tells of a notice whose row is gone');
    const misfit = compare(entry, `the notice ${notice.id}`, [
      ...pairsOf(entry, notice),
      ['organisation', organisation, notice.organisation_id],
    ]);
    if (misfit) return misfit;
    byId.delete(notice.id);
  }
  const [untold] = byId.keys();
  const last = entries.at(-1);
  return untold === undefined || !last ? null : misfitAt(last, `nothing tells of the notice ${untold} of its slate`);
}

function pairsOf({ facts, actor, at }: Entry, notice: NoticeRow): Pair[] {
  const content = jsonIn(notice.content);
  return [
    ['text (by its digest)', facts['digest'], digestOf(content)],
    ['digest', facts['digest'], notice.digest],
    ['number', facts['number'], notice.number],
    ['issuer', actor['body'], notice.issuer_body_id],
    ['time', at, notice.published_at],
    ['end', facts['endsAt'], notice.ends_at],
    ['last day', (content as Fields | null)?.['lastDay'], notice.ends_on],
    ['list of cases', facts['cases'], notice.cases],
  ];
}

/** As a notice is digested when it is published; undefined for what cannot have been a notice. */
function digestOf(content: JsonValue): string | undefined {
  try {
    return createHash('sha256').update(canonicalJson(content), 'utf8').digest('hex');
  } catch {
    return undefined;
  }
}
