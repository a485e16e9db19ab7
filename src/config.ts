import { isIP } from 'node:net';
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
  /** `INTERESTS_A_DAY`: how many interests an official may declare within 24 hours. */
  readonly interestsADay: number;
  /** `INTERESTS_AT_MOST`: how many interests of one official may be living, or have ended within 365 days. */
  readonly interestsAtMost: number;
  /** `SECURE_COOKIES`: `yes` behind https: the session cookie is then `__Host-` and Secure. */
  readonly secureCookies: boolean;
  /** `TRUSTED_PROXIES`: addresses (or CIDR ranges) whose `X-Forwarded-For` is believed, separated by commas. */
  readonly trustedProxies: readonly string[];
  /** `SHUTDOWN_DRAIN_MS`: how long, after SIGTERM, requests are still taken while `/health/ready` says no. */
  readonly shutdownDrainMs: number;
  /** `SHUTDOWN_WITHIN_MS`: how long accepted requests then have to finish before their connections are cut. */
  readonly shutdownWithinMs: number;
  /** `DUE_CASES_EVERY_MS`: how often passed deadlines are looked for; 0 leaves it to another instance. */
  readonly dueCasesEveryMs: number;
  /** `OUTBOX_URL`: where messages are posted after the commit; empty: they are only logged. */
  readonly outboxUrl: string | null;
  /** `OUTBOX_EVERY_MS`: how often undelivered messages are looked for. */
  readonly outboxEveryMs: number;
}

const DATABASE = /^(file:.+|postgres(ql)?:\/\/.+)$/;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

function isAddressOrRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const most = isIP(address) === 6 ? 128 : 32;
  return (
    isIP(address) > 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
  );
}

/** @throws with every wrong setting at once */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const wrong: string[] = [];
  // Set to nothing is not set: `HOST=` must not come to mean every address of the machine.
  const text = (name: string, fallback: string) => environment[name]?.trim() || fallback;
  const matching = (name: string, fallback: string, shape: RegExp, what: string) => {
    if (!shape.test(text(name, fallback))) wrong.push(`${name} must be ${what}.`);
    return text(name, fallback);
  };
  const wholeNumber = (name: string, fallback: number, min: number, max: number) => {
    const written = text(name, String(fallback));
    const value = Number(written);
    if (/^\d+$/.test(written) && value >= min && value <= max) return value;
    wrong.push(`${name} must be a whole number from ${min} to ${max}.`);
    return fallback;
  };
  const oneOf = <T extends string>(name: string, values: readonly T[], fallback: T): T => {
    const value = values.find((v) => v === text(name, fallback));
    if (value === undefined) wrong.push(`${name} must be one of ${values.join(', ')}.`);
    return value ?? fallback;
  };
  const addresses = (name: string): string[] => {
    const listed = text(name, '')
      .split(',')
      .map((address) => address.trim())
      .filter((address) => address !== '');
    if (!listed.every(isAddressOrRange))
      wrong.push(`${name} must be IP addresses or CIDR ranges, separated by commas.`);
    return listed;
  };
  const config: Config = {
    host: text('HOST', '127.0.0.1'),
    port: wholeNumber('PORT', 3000, 0, 65_535),
    databaseUrl: matching(
      'DATABASE_URL',
      'file:./var/renxuan.db',
      DATABASE,
      'file:<path> or postgres://user:password@host:5432/name',
    ),
    databaseConnections: wholeNumber('DATABASE_CONNECTIONS', 10, 2, 200),
    keyFile: resolve(text('KEY_FILE', './var/keys.json')),
    policies: resolve(text('POLICIES', './policies')),
    seed: oneOf('SEED', ['demo', 'none'], 'demo'),
    logLevel: oneOf('LOG_LEVEL', LOG_LEVELS, 'info'),
    sessionHours: wholeNumber('SESSION_HOURS', 12, 1, 720),
    interestsADay: wholeNumber('INTERESTS_A_DAY', 10, 1, 1_000),
    interestsAtMost: wholeNumber('INTERESTS_AT_MOST', 30, 1, 10_000),
    secureCookies: oneOf('SECURE_COOKIES', ['yes', 'no'], 'no') === 'yes',
    trustedProxies: addresses('TRUSTED_PROXIES'),
    shutdownDrainMs: wholeNumber('SHUTDOWN_DRAIN_MS', 0, 0, 600_000),
    shutdownWithinMs: wholeNumber('SHUTDOWN_WITHIN_MS', 10_000, 1, 600_000),
    dueCasesEveryMs: wholeNumber('DUE_CASES_EVERY_MS', 10_000, 0, 3_600_000),
    outboxUrl: matching('OUTBOX_URL', '', /^(https?:\/\/.+)?$/, 'an http:// or https:// address') || null,
    outboxEveryMs: wholeNumber('OUTBOX_EVERY_MS', 500, 10, 3_600_000),
  };
  if (wrong.length > 0) throw new Error(`Settings that cannot be used:\n  ${wrong.join('\n  ')}`);
  return config;
}
