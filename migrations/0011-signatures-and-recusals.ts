import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Several who sign before one decides, and who is kept from a case: recusals, interests that officials declare, and what
 * a case is about, to compare them with. Cases from before have no subjects: no declared interest keeps anybody from
 * them, recusals do.
 */
export class SignaturesAndRecusals0000000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const text = runner.dataSource.options.type === 'postgres' ? 'TEXT COLLATE "C"' : 'TEXT';
    for (const statement of STATEMENTS) await runner.query(statement.replaceAll('TEXT', text));
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const STATEMENTS = [
  // A row a request: the acts that asked, gave the signature, and ended it (taken back, recused, returned or decided).
  `CREATE TABLE signatures (
    case_id TEXT NOT NULL REFERENCES cases (id),
    asked_in INTEGER NOT NULL,
    official_id TEXT NOT NULL REFERENCES officials (id),
    step TEXT NOT NULL,
    weight TEXT NOT NULL CHECK (weight IN ('binding', 'advisory', 'proposal')),
    vote TEXT NOT NULL CHECK (vote IN ('waiting', 'agree', 'disagree')),
    signed_in INTEGER,
    ended_in INTEGER,
    PRIMARY KEY (case_id, asked_in, official_id)
  )`,
  `CREATE TABLE recusals (
    case_id TEXT NOT NULL REFERENCES cases (id),
    number INTEGER NOT NULL,
    official_id TEXT NOT NULL REFERENCES officials (id),
    ground TEXT NOT NULL CHECK (ground IN ('self', 'relative', 'same_employer', 'interest', 'other')),
    PRIMARY KEY (case_id, number)
  )`,
  `CREATE TABLE waivers (
    case_id TEXT NOT NULL REFERENCES cases (id),
    number INTEGER NOT NULL,
    official_id TEXT NOT NULL REFERENCES officials (id),
    at TEXT NOT NULL,
    PRIMARY KEY (case_id, number)
  )`,
  // Whom or what an interest is about is sealed; the keyed index finds the cases that have to do with it.
  `CREATE TABLE interests (
    id TEXT PRIMARY KEY,
    official_id TEXT NOT NULL REFERENCES officials (id),
    ground TEXT NOT NULL CHECK (ground IN ('self', 'relative', 'same_employer', 'interest', 'other')),
    subject TEXT NOT NULL,
    about_sealed TEXT NOT NULL,
    declared_at TEXT NOT NULL,
    ended_at TEXT
  )`,
  'CREATE INDEX interests_by_subject ON interests (subject)',
  'CREATE INDEX interests_by_official ON interests (official_id)',
  `CREATE TABLE case_subjects (
    case_id TEXT NOT NULL REFERENCES cases (id),
    subject TEXT NOT NULL,
    PRIMARY KEY (case_id, subject)
  )`,
];
