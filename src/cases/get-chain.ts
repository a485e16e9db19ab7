import { readChain } from '../audit/read-audit.js';
import type { StoredEntry } from '../audit/chain.js';
import { marks } from '../database/dialect.js';
import type { Reader } from '../database/reader.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import type { Official } from '../policy/actor.js';

/** For each kind of chain: the jurisdictions it belongs to. An official without a duty belongs to all, as `null`. */
const JURISDICTIONS: Readonly<Record<string, string>> = {
  case: 'SELECT o.jurisdiction FROM cases c JOIN organisations o ON o.id = c.organisation_id WHERE c.id = ?',
  inquiry: `SELECT o.jurisdiction FROM inquiries i JOIN cases c ON c.id = i.case_id
    JOIN organisations o ON o.id = c.organisation_id WHERE i.id = ?`,
  slate: 'SELECT o.jurisdiction FROM slates s JOIN organisations o ON o.id = s.organisation_id WHERE s.id = ?',
  organisation: 'SELECT jurisdiction FROM organisations WHERE id = ?',
  body: 'SELECT jurisdiction FROM bodies WHERE id = ?',
  official: `SELECT b.jurisdiction FROM officials o LEFT JOIN mandates m ON m.official_id = o.id
    LEFT JOIN bodies b ON b.id = m.body_id WHERE o.id = ?`,
};

/** Tries to log in with a login that nobody has belong to nobody's jurisdiction, so every auditor reads them. */
const EVERYBODYS = 'logins:unknown';

/** Reads a chain of the record, for an auditor of the jurisdiction it belongs to; for others it does not exist. */
export class GetChain {
  constructor(private readonly reader: Reader) {}

  /** @param after the sequence number to go on from, 0 for the beginning */
  async execute(actor: Official, chain: string, after: number, limit: number): Promise<StoredEntry[] | Refusal> {
    return (await this.audits(actor, chain)) ? readChain(this.reader, chain, after, limit) : refuse('not_found');
  }

  private async audits(actor: Official, chain: string): Promise<boolean> {
    const auditing = actor.mandates.filter(({ duty }) => duty === 'auditor').map(({ body }) => body);
    if (auditing.length === 0) return false;
    if (chain === EVERYBODYS) return true;
    const [kind = '', id = ''] = chain.split(/:(.*)/s);
    const sql = Object.hasOwn(JURISDICTIONS, kind) ? JURISDICTIONS[kind] : undefined;
    if (sql === undefined) return false;
    const belongsTo = await this.reader.query<{ jurisdiction: string | null }>(sql, [id]);
    const audited = await this.reader.query<{ jurisdiction: string }>(
      `SELECT jurisdiction FROM bodies WHERE id IN (${marks(auditing)})`,
      auditing,
    );
    const own = audited.map(({ jurisdiction }) => jurisdiction);
    return belongsTo.some(({ jurisdiction }) => jurisdiction === null || own.includes(jurisdiction));
  }
}
