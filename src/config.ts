import { resolve } from 'node:path';

/** Every setting of the product, read and typed once. Nothing else reads the environment. README.md lists them. */
export interface Config {
  /** `HOST`: address to listen on. */
  readonly host: string;
  /** `PORT`: 0 takes a free one. */
  readonly port: number;
  /** `DATABASE_URL`: `file:<path>` or `postgres://…`. */
  readonly databaseUrl: string;
  /** `DATABASE_CONNECTIONS`: PostgreSQL connections for writing, and as many for reading. */
  readonly databaseConnections: number;
  /** `KEY_FILE`: keys of the protected fields; made on first start with mode 0600. Back it up apart from the database. */
  readonly keyFile: string;
  /** `POLICIES`: the folder of policy files and calendars. */
  readonly policies: string;
  /** `SEED`: `demo` fills an empty database with the demonstration directory and accounts; `none` leaves it empty. */
  readonly seed: 'demo' | 'none';
  /** `LOG_LEVEL`: fatal, error, warn, info, debug, trace or silent. */
  readonly logLevel: string;
  /** `SESSION_HOURS`: how long a login holds, in hours. */
  readonly sessionHours: number;
  /** `SECURE_COOKIES`: `yes` behind https: the session cookie is then `__Host-` and Secure. */
  readonly secureCookies: boolean;
  /** `DUE_CASES_EVERY_MS`: how often passed deadlines are looked for; 0 leaves it to another instance. */
  readonly dueCasesEveryMs: number;
  /** `OUTBOX_URL`: where messages are posted after the commit; empty: they are only logged. */
  readonly outboxUrl: string | null;
  /** `OUTBOX_EVERY_MS`: how often undelivered messages are looked for. */
  readonly outboxEveryMs: number;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

/** @throws with every wrong setting at once */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const wrong: string[] = [];
  const text = (name: string, fallback: string) => environment[name] ?? fallback;
  const wholeNumber = (name: string, fallback: number, min: number, max: number) => {
    const value = Number(text(name, String(fallback)));
    if (Number.isInteger(value) && value >= min && value <= max) return value;
    wrong.push(`${name} must be a whole number from ${min} to ${max}.`);
    return fallback;
  };
  const oneOf = <T extends string>(name: string, values: readonly T[], fallback: T): T => {
    const value = values.find((v) => v === text(name, fallback));
    if (value === undefined) wrong.push(`${name} must be one of ${values.join(', ')}.`);
    return value ?? fallback;
  };
  const config: Config = {
    host: text('HOST', '127.0.0.1'),
    port: wholeNumber('PORT', 3000, 0, 65_535),
    databaseUrl: text('DATABASE_URL', 'file:./var/renxuan.db'),
    databaseConnections: wholeNumber('DATABASE_CONNECTIONS', 10, 2, 200),
    keyFile: resolve(text('KEY_FILE', './var/keys.json')),
    policies: resolve(text('POLICIES', './policies')),
    seed: oneOf('SEED', ['demo', 'none'], 'demo'),
    logLevel: oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    sessionHours: wholeNumber('SESSION_HOURS', 12, 1, 720),
    secureCookies: oneOf('SECURE_COOKIES', ['yes', 'no'], 'no') === 'yes',
    dueCasesEveryMs: wholeNumber('DUE_CASES_EVERY_MS', 10_000, 0, 3_600_000),
    outboxUrl: environment['OUTBOX_URL'] ? environment['OUTBOX_URL'] : null,
    outboxEveryMs: wholeNumber('OUTBOX_EVERY_MS', 500, 10, 3_600_000),
  };
  if (wrong.length > 0) throw new Error(`Settings that cannot be used:\n  ${wrong.join('\n  ')}`);
  return config;
}
