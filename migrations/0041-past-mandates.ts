import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The duties that officials had and have no more, and when each ended last: whose office employs a candidate is kept from the
 * case though they moved since. Of those that were taken away before, from the entries that tell of it.
 */
export class PastMandates0000000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    await runner.query(postgres ? PAST_MANDATES.replaceAll('TEXT', 'TEXT COLLATE "C"') : PAST_MANDATES);
    const rows = (await runner.query(
      "SELECT entry FROM audit_entries WHERE chain LIKE 'official:%' ORDER BY chain, seq",
    )) as readonly { readonly entry: string }[];
    for (const { entry } of rows) {
      const { chain, act, at, facts } = JSON.parse(entry) as Told;
      if (act !== 'change_duties') continue;
      const { before = [], after = [] } = facts;
      for (const { body, duty } of before) {
        if (after.some((each) => each.body === body && each.duty === duty)) continue;
        const official = chain.slice('official:'.length);
        await runner.query(postgres ? ENDED_ON_POSTGRES : ENDED, [body, official, duty, at]);
      }
    }
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

type Mandates = readonly { readonly body: string; readonly duty: string }[];

interface Told {
  readonly chain: string;
  readonly act: string;
  readonly at: string;
  readonly facts: { readonly before?: Mandates; readonly after?: Mandates };
}

/** Looked up by the office, hence the order of the key. */
const PAST_MANDATES = `CREATE TABLE past_mandates (
  body_id TEXT NOT NULL REFERENCES bodies (id),
  official_id TEXT NOT NULL REFERENCES officials (id),
  duty TEXT NOT NULL,
  ended_at TEXT NOT NULL,
  PRIMARY KEY (body_id, official_id, duty)
)`;

const ENDED = `INSERT INTO past_mandates (body_id, official_id, duty, ended_at) VALUES (?, ?, ?, ?)
  ON CONFLICT (body_id, official_id, duty) DO UPDATE SET ended_at = excluded.ended_at`;
const ENDED_ON_POSTGRES = ENDED.replace('?, ?, ?, ?', '$1, $2, $3, $4');
