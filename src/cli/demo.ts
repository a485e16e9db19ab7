import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApplication, type Application } from '../application.js';
import { readConfig } from '../config.js';
import { MovableClock } from '../kernel/clock.js';
import { seedDemo } from './seed-demo.js';
import { runDemo } from './demo-steps.js';

/** A Monday morning in Hangzhou, 9:00; every decision falls in a year whose calendar is published. */
const MONDAY = '2026-11-02T01:00:00.000Z';

/**
 * `npm run demo`: the main job on real input, over HTTP, on a fresh database and a clock that is moved. Exit code 0
 * only if every step ended as expected and the record verifies.
 */
async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'renxuan-demo-'));
  const clock = new MovableClock(MONDAY);
  let application: Application | undefined;
  try {
    const config = readConfig({
      DATABASE_URL: `file:${join(folder, 'demo.db')}`,
      KEY_FILE: join(folder, 'keys.json'),
      PORT: '0',
      LOG_LEVEL: 'error',
      DUE_CASES_EVERY_MS: '0',
    });
    console.log('Opening a database of its own, and entering the demonstration directory …');
    application = await createApplication(config, clock);
    const accounts = await seedDemo(application.nest);
    const address = await application.listen();
    return (await runDemo(application.nest, address, accounts, clock)) ? 0 : 1;
  } finally {
    await application?.close();
    rmSync(folder, { recursive: true });
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
