import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One schema for both engines, with the types both understand alike: TEXT for ids, JSON, dates (YYYY-MM-DD) and
 * instants (ISO 8601, UTC, milliseconds, so that order of text is order of time); INTEGER for numbers and 0/1.
 */
export class FirstSchema0000000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const postgres = runner.dataSource.options.type === 'postgres';
    // Byte order, as SQLite compares; a locale's order would make keyset pages differ between the engines.
    const text = postgres ? 'TEXT COLLATE "C"' : 'TEXT';
    for (const statement of [...TABLES, ...INDEXES]) await runner.query(statement.replaceAll('TEXT', text));
    for (const statement of postgres ? postgresTriggers() : sqliteTriggers()) await runner.query(statement);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only; restore the backup made before the upgrade.');
  }
}

const TABLES = [
  `CREATE TABLE bodies (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    jurisdiction TEXT NOT NULL,
    kinds TEXT NOT NULL,
    note TEXT,
    created_at TEXT NOT NULL
  )`,
  `CREATE TABLE officials (
    id TEXT PRIMARY KEY,
    login TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    active INTEGER NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL
  )`,
  `CREATE TABLE mandates (
    official_id TEXT NOT NULL REFERENCES officials (id),
    body_id TEXT NOT NULL REFERENCES bodies (id),
    duty TEXT NOT NULL,
    PRIMARY KEY (official_id, body_id, duty)
  )`,
  // Only the SHA-256 of a token is kept: who reads the table cannot use it.
  `CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    official_id TEXT NOT NULL REFERENCES officials (id),
    kind TEXT NOT NULL,
    label TEXT,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL
  )`,
  `CREATE TABLE organisations (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    uscc TEXT UNIQUE,
    name_approval TEXT UNIQUE,
    jurisdiction TEXT NOT NULL,
    regime TEXT NOT NULL,
    charity INTEGER NOT NULL,
    industry_association INTEGER NOT NULL,
    bodies TEXT NOT NULL,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL
  )`,
  // A person is found again by the blind index of the identity number, never by name.
  `CREATE TABLE persons (
    id TEXT PRIMARY KEY,
    identity_type TEXT NOT NULL,
    identity_index TEXT NOT NULL,
    identity_sealed TEXT NOT NULL,
    created_at TEXT NOT NULL,
    UNIQUE (identity_type, identity_index)
  )`,
  `CREATE TABLE slates (
    id TEXT PRIMARY KEY,
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    occasion TEXT NOT NULL,
    term_number INTEGER NOT NULL,
    election_date TEXT NOT NULL,
    submitting_body_id TEXT NOT NULL REFERENCES bodies (id),
    drafted_by TEXT NOT NULL REFERENCES officials (id),
    submitted_by TEXT REFERENCES officials (id),
    state TEXT NOT NULL,
    policy_id TEXT,
    version INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    submitted_at TEXT
  )`,
  // What was submitted, as it was submitted; the identity itself is the person's.
  `CREATE TABLE candidates (
    id TEXT PRIMARY KEY,
    slate_id TEXT NOT NULL REFERENCES slates (id),
    ordinal INTEGER NOT NULL,
    person_id TEXT NOT NULL REFERENCES persons (id),
    profile TEXT NOT NULL,
    contact_sealed TEXT,
    posts TEXT NOT NULL,
    full_time INTEGER NOT NULL,
    terms TEXT NOT NULL,
    UNIQUE (slate_id, person_id)
  )`,
  `CREATE TABLE cases (
    id TEXT PRIMARY KEY,
    slate_id TEXT NOT NULL REFERENCES slates (id),
    candidate_id TEXT NOT NULL REFERENCES candidates (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    posts TEXT NOT NULL,
    policy_id TEXT NOT NULL,
    course_id TEXT NOT NULL,
    bodies TEXT NOT NULL,
    state TEXT NOT NULL,
    context TEXT NOT NULL,
    version INTEGER NOT NULL,
    turn_body_id TEXT,
    due_at TEXT,
    overdue INTEGER NOT NULL,
    ended INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    UNIQUE (candidate_id, course_id)
  )`,
  // The row scope: a body sees a case from the moment it reaches that body.
  `CREATE TABLE case_bodies (
    case_id TEXT NOT NULL REFERENCES cases (id),
    body_id TEXT NOT NULL REFERENCES bodies (id),
    since TEXT NOT NULL,
    PRIMARY KEY (case_id, body_id)
  )`,
  // One row an act; a correction is a new act. Not append-only in the database: a lawful erasure must reach its texts.
  `CREATE TABLE case_acts (
    case_id TEXT NOT NULL REFERENCES cases (id),
    number INTEGER NOT NULL,
    act TEXT NOT NULL,
    actor_kind TEXT NOT NULL,
    official_id TEXT,
    body_id TEXT,
    duty TEXT,
    step TEXT,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    reason_code TEXT,
    reason_text TEXT,
    legal_basis TEXT,
    details TEXT,
    at TEXT NOT NULL,
    PRIMARY KEY (case_id, number)
  )`,
  `CREATE TABLE deadlines (
    id TEXT PRIMARY KEY,
    case_id TEXT NOT NULL REFERENCES cases (id),
    period TEXT NOT NULL,
    length INTEGER NOT NULL,
    unit TEXT NOT NULL,
    when_passed TEXT NOT NULL,
    source TEXT NOT NULL,
    started_on TEXT NOT NULL,
    used INTEGER NOT NULL,
    due_on TEXT NOT NULL,
    due_at TEXT NOT NULL,
    provisional INTEGER NOT NULL,
    status TEXT NOT NULL
  )`,
  `CREATE TABLE notices (
    id TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    slate_id TEXT NOT NULL REFERENCES slates (id),
    organisation_id TEXT NOT NULL REFERENCES organisations (id),
    issuer_body_id TEXT NOT NULL REFERENCES bodies (id),
    content TEXT NOT NULL,
    digest TEXT NOT NULL,
    published_at TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    ends_at TEXT NOT NULL
  )`,
  `CREATE TABLE notice_cases (
    notice_id TEXT NOT NULL REFERENCES notices (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    line INTEGER NOT NULL,
    PRIMARY KEY (notice_id, line)
  )`,
  `CREATE TABLE objections (
    id TEXT PRIMARY KEY,
    notice_id TEXT NOT NULL REFERENCES notices (id),
    case_id TEXT NOT NULL REFERENCES cases (id),
    receipt_hash TEXT NOT NULL UNIQUE,
    identity_class TEXT NOT NULL,
    objector_sealed TEXT,
    facts_sealed TEXT NOT NULL,
    received_at TEXT NOT NULL,
    outcome TEXT,
    concluded_at TEXT
  )`,
  // Canonical bytes as written; `seq` runs from 1 in each chain without a gap (docs/audit-format.md).
  `CREATE TABLE audit_entries (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    entry TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (chain, seq)
  )`,
  // Salts and contents of an entry's commitments, sealed. Deleting a row is the lawful erasure; the chain still verifies.
  `CREATE TABLE audit_openings (
    chain TEXT NOT NULL,
    seq INTEGER NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (chain, seq)
  )`,
  `CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    topic TEXT NOT NULL,
    subject TEXT NOT NULL,
    payload TEXT NOT NULL,
    created_at TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at TEXT NOT NULL,
    delivered_at TEXT
  )`,
  `CREATE TABLE idempotency_keys (
    actor TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answer TEXT NOT NULL,
    created_at TEXT NOT NULL,
    PRIMARY KEY (actor, idempotency_key)
  )`,
];

const INDEXES = [
  'CREATE INDEX cases_by_slate ON cases (slate_id)',
  'CREATE INDEX cases_by_turn ON cases (turn_body_id, due_at, id)',
  'CREATE INDEX case_bodies_by_body ON case_bodies (body_id, case_id)',
  'CREATE INDEX case_acts_by_official ON case_acts (official_id, case_id)',
  'CREATE INDEX deadlines_by_case ON deadlines (case_id, status)',
  `CREATE INDEX deadlines_running ON deadlines (due_at) WHERE status = 'running'`,
  'CREATE INDEX slates_by_body ON slates (submitting_body_id, id)',
  'CREATE INDEX notice_cases_by_case ON notice_cases (case_id)',
  'CREATE INDEX objections_by_notice ON objections (notice_id)',
  'CREATE INDEX outbox_waiting ON outbox (next_attempt_at) WHERE delivered_at IS NULL',
  'CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at)',
];

/** Rows that no statement of the application may change or remove; against accident, while the hash chain shows malice. */
const APPEND_ONLY = ['audit_entries'];

const sqliteTriggers = () =>
  APPEND_ONLY.flatMap((table) =>
    ['UPDATE', 'DELETE'].map(
      (verb) =>
        `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
         BEGIN SELECT RAISE(ABORT, '${table} is append-only: ${verb} refused'); END`,
    ),
  );

const postgresTriggers = () => [
  `CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS
   $$ BEGIN RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP; END $$`,
  ...APPEND_ONLY.map(
    (table) =>
      `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
       FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`,
  ),
];
