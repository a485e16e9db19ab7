import type { SeededAccount } from './seed-demo.js';

/** What the API answers to an act on a case. */
export interface Standing {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly dueAt: string | null;
}

export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Thrown when a step did not end as the demo expects; it ends the demo. */
export class Unexpected extends Error {}

/** Speaks to the application as its users' programs would: over HTTP, logged in, with versions and keys. */
export class DemoClient {
  private readonly tokens = new Map<string, string>();
  private requests = 0;

  constructor(
    private readonly address: string,
    private readonly accounts: readonly SeededAccount[],
  ) {}

  /** @param who login of the account, or null for the public @param version of the case or slate, for `If-Match` */
  async send(who: string | null, method: string, path: string, body?: unknown, version?: number): Promise<Answer> {
    const response = await fetch(`${this.address}/api/v1${path}`, {
      method,
      headers: {
        'accept-language': 'en',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(who === null ? {} : { authorization: `Bearer ${await this.token(who)}` }),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
        ...(method === 'GET' ? {} : { 'idempotency-key': `demo-${++this.requests}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  /** The same, for a step that has to succeed. */
  async expect<T>(who: string | null, method: string, path: string, body?: unknown, version?: number): Promise<T> {
    const answer = await this.send(who, method, path, body, version);
    if (answer.status >= 300) {
      throw new Unexpected(
        `${method} ${path} by ${who ?? 'the public'}: ${answer.status} ${JSON.stringify(answer.body)}`,
      );
    }
    return answer.body as T;
  }

  /** Logins do not last for days; after the clock was moved everybody logs in again. */
  logInAgain(): void {
    this.tokens.clear();
  }

  dutiesOf(who: string): string {
    return this.accounts.find(({ login }) => login === who)?.duties ?? '';
  }

  private async token(who: string): Promise<string> {
    const known = this.tokens.get(who);
    if (known !== undefined) return known;
    const account = this.accounts.find(({ login }) => login === who);
    if (!account) throw new Unexpected(`There is no account ${who}.`);
    const response = await fetch(`${this.address}/api/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: account.login, password: account.password }),
    });
    const { token } = (await response.json()) as { token: string };
    this.tokens.set(who, token);
    return token;
  }
}
