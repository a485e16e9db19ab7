import type { Opened } from '../database/opened.js';

/** What the owner of a database does first: triggers and foreign keys are against accident, not against the owner. */
const UNBOUND = {
  sqlite: ['DROP TRIGGER audit_entries_no_update', 'DROP TRIGGER audit_entries_no_delete', 'PRAGMA foreign_keys = OFF'],
  postgres: [
    'DROP TRIGGER audit_entries_append_only ON audit_entries',
    `DO $$ DECLARE one record; BEGIN
       FOR one IN SELECT conrelid::regclass AS place, conname FROM pg_constraint WHERE contype = 'f' LOOP
         EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.place, one.conname);
       END LOOP;
     END $$`,
  ],
};

const TABLES = [
  'bodies',
  'officials',
  'mandates',
  'organisations',
  'persons',
  'slates',
  'candidates',
  'cases',
  'case_acts',
  'notices',
  'notice_cases',
  'objections',
  'inquiries',
  'findings',
  'papers',
  'verdicts',
  'check_resolutions',
  'signatures',
  'recusals',
  'waivers',
  'interests',
  'waived_interests',
  'case_subjects',
  'organisation_subjects',
  'audit_openings',
  'audit_entries',
];

/** Lets statements do to the database what its owner can. @returns what puts every table back as it is now */
export async function ownDatabase(opened: Opened): Promise<() => Promise<void>> {
  for (const statement of UNBOUND[opened.engine]) await opened.writer.query(statement);
  const rowsOf = (table: string) => opened.reader.query<Record<string, unknown>>(`SELECT * FROM ${table}`);
  const before = new Map<string, Record<string, unknown>[]>();
  for (const table of TABLES) before.set(table, await rowsOf(table));
  return async () => {
    for (const [table, rows] of before) {
      if (JSON.stringify(await rowsOf(table)) === JSON.stringify(rows)) continue;
      await opened.door.write(async (tx) => {
        await tx.execute(`DELETE FROM ${table}`);
        for (const row of rows) {
          const columns = Object.keys(row);
          const marks = columns.map(() => '?').join(', ');
          await tx.execute(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks})`, Object.values(row));
        }
        return rows.length;
      });
    }
  };
}
