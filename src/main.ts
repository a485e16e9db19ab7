import { readConfig } from './config.js';
import { createApplication, type Application } from './application.js';
import { seedDemo, type SeededAccount } from './cli/seed-demo.js';
import { SystemClock } from './kernel/clock.js';

/** Starts the application; ends it cleanly on SIGTERM and SIGINT. */
async function main(): Promise<void> {
  const config = readConfig();
  const application = await createApplication(config, new SystemClock());
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void application.close().then(() => ended(application), fail));
  }
  // Before it listens: whatever fails from here on, these passwords are stored, and nobody else knows them.
  showAccounts(config.seed === 'demo' ? await seedDemo(application.nest, filling) : []);
  const address = await application.listen();
  console.log(`\nRenxuan 人选 is ready.  Open ${address}/api/docs to read and try the API; Ctrl-C ends it.\n`);
}

const filling = () => {
  console.log('The database is empty: entering the demonstration directory and its accounts …');
};

function showAccounts(accounts: readonly SeededAccount[]): void {
  if (accounts.length === 0) return;
  const [login, password] = [width(accounts, 'login'), width(accounts, 'password')];
  console.log('\nThe database was empty. It now holds the demonstration directory, and these accounts.');
  console.log('Their passwords are shown this once; note them down. 以下初始密码仅显示一次，请记下。\n');
  for (const account of accounts) {
    console.log(`  ${account.login.padEnd(login)}  ${account.password.padEnd(password)}  ${account.duties}`);
  }
}

function ended({ logger }: Application): void {
  logger.info('ended');
  process.exit(0);
}

const width = (accounts: readonly SeededAccount[], column: 'login' | 'password'): number =>
  Math.max(...accounts.map((account) => account[column].length));

function fail(error: unknown): void {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

main().catch(fail);
