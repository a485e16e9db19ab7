import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createApplication } from '../application.js';
import { AddBody } from '../bodies/add-body.js';
import { AddOfficial } from '../bodies/add-official.js';
import { listOfficials } from '../bodies/official-row.js';
import { readConfig } from '../config.js';
import { Reader } from '../database/reader.js';
import { BodyBody, OfficialBody } from '../http/api/directory-inputs.js';
import { inputPipe } from '../http/input-pipe.js';
import { Refused } from '../http/refused.js';
import { hashPassword } from '../http/passwords.js';
import { SystemClock } from '../kernel/clock.js';
import { isRefusal, type Refusal } from '../kernel/refusal.js';
import { THE_SETUP } from '../policy/actor.js';

const USAGE = `In a database without accounts (SEED=none), enters the first office and its administrator, who enters all others:
  npm run first-administrator -- --body zj-mzt --body-name 浙江省民政厅 --jurisdiction 330000 --login admin --name 管理员
The password is printed once.`;

const OPTIONS = ['body', 'body-name', 'jurisdiction', 'login', 'name'] as const;
type Options = Record<(typeof OPTIONS)[number], string>;

function readOptions(): Options {
  const { values } = parseArgs({
    options: Object.fromEntries(OPTIONS.map((name) => [name, { type: 'string' as const }])),
  });
  const missing = OPTIONS.filter((name) => typeof values[name] !== 'string');
  if (missing.length > 0) throw new Error(`Missing: ${missing.map((name) => `--${name}`).join(', ')}.\n${USAGE}`);
  return values as Options;
}

/** By the same rules as a request of an administrator. */
async function checked<T extends object>(input: object, type: new () => T): Promise<T> {
  try {
    return (await inputPipe().transform(input, { type: 'body', metatype: type })) as T;
  } catch (error) {
    if (error instanceof Refused) throw new Error(wordsFor(error.refusal), { cause: error });
    throw error;
  }
}

function wordsFor({ refused, facts }: Refusal): string {
  const { errors } = facts as { errors?: { field: string; problems: string[] }[] };
  return errors?.map(({ field, problems }) => `${field}: ${problems.join(', ')}`).join('\n') ?? refused;
}

/** `npm run first-administrator`: see USAGE. */
async function main(): Promise<void> {
  const { body: id, 'body-name': bodyName, jurisdiction, login, name } = readOptions();
  const password = randomBytes(12).toString('base64url');
  const kinds = ['registration_authority'];
  const body = await checked({ id, name: bodyName, jurisdiction, kinds }, BodyBody);
  const mandates = [{ body: id, duty: 'administrator' }];
  const account = await checked({ login, name, password, mandates }, OfficialBody);
  const application = await createApplication(readConfig(), new SystemClock());
  const { nest } = application;
  try {
    if ((await listOfficials(nest.get(Reader), '', 1)).length > 0) {
      throw new Error('There are accounts in this database already; an administrator of it enters further ones.');
    }
    const passwordHash = await hashPassword(password);
    // A body that is there already was entered by a try that was interrupted.
    await nest.get(AddBody).execute(THE_SETUP, { ...body, note: null, department: null });
    const { mandates: duties } = account;
    const official = { login, name, passwordHash, passwordGiven: false, mandates: duties };
    const added = await nest.get(AddOfficial).execute(THE_SETUP, official);
    if (isRefusal(added)) throw new Error(wordsFor(added));
  } finally {
    await application.close();
  }
  console.log(`${login} is administrator at ${id}. Password, shown this once: ${password}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
});
