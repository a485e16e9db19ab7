// Jest's global teardown, which also follows a run with failures; runs in the process of start-databases.mjs.
import { rm } from 'node:fs/promises';

export default async function stopDatabases() {
  if (process.env.TEST_TEMPLATES) await rm(process.env.TEST_TEMPLATES, { recursive: true, force: true });
  await globalThis.testPostgresServer?.stop();
}
