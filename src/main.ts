import { readConfig } from './config.js';
import { createApplication } from './application.js';
import { seedDemo } from './cli/seed-demo.js';
import { SystemClock } from './kernel/clock.js';

/** Starts the application; ends it cleanly on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const config = readConfig();
  const application = await createApplication(config, new SystemClock());
  const accounts = config.seed === 'demo' ? await seedDemo(application.nest) : [];
  const address = await application.listen();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      application.close().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
  if (accounts.length > 0) {
    console.log('\nThe database was empty: the demonstration directory is in it, with these accounts.');
    console.log('The passwords are shown this once; note them down.\n');
    for (const { login, password, duties } of accounts) console.log(`  ${login.padEnd(14)} ${password}   ${duties}`);
  }
  console.log(`\nRenxuan 人选 is ready.  API documentation: ${address}/api/docs\n`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
