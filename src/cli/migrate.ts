import { readConfig } from '../config.js';
import { openWriter } from '../database/data-sources.js';
import { migrate } from '../database/migrate.js';

/** `npm run migrate`: brings the database to this version's schema, and nothing else. `npm start` does it by itself. */
async function main(): Promise<void> {
  const { databaseUrl } = readConfig();
  const source = await openWriter(databaseUrl, 2);
  await migrate(source, databaseUrl);
  await source.destroy();
  console.log('The schema is up to date.');
}

main().catch((error: unknown) => {
  console.error(`The database could not be migrated: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
