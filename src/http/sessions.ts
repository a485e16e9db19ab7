import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import type { Recorder } from '../audit/record.js';
import type { Reader } from '../database/reader.js';
import type { Tx } from '../database/transactions.js';
import type { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { THE_PUBLIC, type Mandate, type Official } from '../policy/actor.js';
import type { Duty } from '../policy/terms.js';
import { forgiveTry, spendTry } from './login-budget.js';

/** argon2id with 19 MiB, 2 passes, 1 lane: the floor of the OWASP password storage cheat sheet. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2);

/** Verified when a login does not exist, so that an unknown login takes as long as a wrong password. */
const NOBODYS_HASH = hashPassword(randomBytes(16).toString('hex'));

/** 256 random bits; only their SHA-256 is stored. */
const newToken = (): string => randomBytes(32).toString('base64url');
const hashOfToken = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex');

interface Opening {
  readonly kind: 'session' | 'token';
  readonly label: string | null;
  readonly lifetimeMs: number;
}

export type SessionOpened = { token: string; expiresAt: string; official: string };

/** Logins and program tokens: opaque, stored as hashes, ended at once when they are deleted or the account is closed. */
export class Sessions {
  constructor(
    private readonly recorder: Recorder,
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly sessionHours: number,
  ) {}

  /** @param address from which the login is tried */
  async logIn(login: string, password: string, address: string): Promise<SessionOpened | Refusal> {
    const account = await this.tried(login, address);
    if (isRefusal(account)) return account;
    const right = await verify(account.hash ?? (await NOBODYS_HASH), password);
    if (account.id === null || !right || !account.active) return refuse('wrong_credentials');
    const forgive = (tx: Tx) => forgiveTry(tx, login, address);
    return this.open(account.id, { kind: 'session', label: null, lifetimeMs: this.sessionHours * HOUR_MS }, forgive);
  }

  /** Counts and records the try. What was typed is not recorded: it may be a password in the wrong field. */
  private async tried(login: string, address: string) {
    return this.recorder.write(undefined, async (tx, at) => {
      const refused = await spendTry(tx, login, address, at);
      if (refused) return refused;
      const [account] = await tx.query<{ id: string; password_hash: string; active: number }>(
        'SELECT id, password_hash, active FROM officials WHERE login = ?',
        [login],
      );
      const answer = account
        ? { id: account.id, hash: account.password_hash, active: account.active === 1 }
        : { id: null, hash: null, active: false };
      const chain = account ? `official:${account.id}` : 'logins:unknown';
      return { answer, facts: [{ chain, act: 'try_log_in', by: THE_PUBLIC, facts: {} }] };
    });
  }

  /** A token for a program of this official's, with a label to recognise it by. @param days until it expires */
  async openToken(official: Official, label: string, days: number): Promise<SessionOpened | Refusal> {
    return this.open(official.id, { kind: 'token', label, lifetimeMs: days * DAY_MS });
  }

  private async open(officialId: string, { kind, label, lifetimeMs }: Opening, also?: (tx: Tx) => Promise<void>) {
    const token = newToken();
    return this.recorder.write(undefined, async (tx, at) => {
      await also?.(tx);
      await tx.execute('DELETE FROM sessions WHERE expires_at <= ?', [at]);
      const id = newId();
      const expiresAt = new Date(Date.parse(at) + lifetimeMs).toISOString();
      await tx.execute(
        `INSERT INTO sessions (id, token_hash, official_id, kind, label, created_at, expires_at)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        [id, hashOfToken(token), officialId, kind, label, at, expiresAt],
      );
      return {
        answer: { token, expiresAt, official: officialId },
        facts: [
          {
            chain: `official:${officialId}`,
            act: kind === 'session' ? 'log_in' : 'open_token',
            by: { kind: 'self', id: officialId } as const,
            facts: { session: id, expiresAt },
          },
        ],
      };
    });
  }

  /** Ends the session or token that this request came with. */
  async end(official: Official, token: string): Promise<Refusal | null> {
    const ended = await this.recorder.write(undefined, async (tx) => {
      const rows = await tx.query<{ id: string }>(
        'DELETE FROM sessions WHERE token_hash = ? AND official_id = ? RETURNING id',
        [hashOfToken(token), official.id],
      );
      const [session] = rows;
      if (!session) return refuse('unauthenticated');
      return {
        answer: { ended: session.id },
        facts: [
          {
            chain: `official:${official.id}`,
            act: 'log_out',
            by: { kind: 'self', id: official.id } as const,
            facts: { session: session.id },
          },
        ],
      };
    });
    return isRefusal(ended) ? ended : null;
  }

  /** Whose token this is, with the duties they hold at this moment; undefined if it is nobody's, expired, or closed. */
  async whose(token: string): Promise<Official | undefined> {
    const rows = await this.reader.query<{
      official_id: string;
      expires_at: string;
      active: number;
      body_id: string | null;
      duty: Duty | null;
    }>(
      `SELECT s.official_id, s.expires_at, o.active, m.body_id, m.duty FROM sessions s
       JOIN officials o ON o.id = s.official_id LEFT JOIN mandates m ON m.official_id = s.official_id
       WHERE s.token_hash = ?`,
      [hashOfToken(token)],
    );
    const [first] = rows;
    if (!first || first.active !== 1 || first.expires_at <= this.clock.now()) return undefined;
    const mandates = rows.flatMap(({ body_id, duty }): Mandate[] => (body_id && duty ? [{ body: body_id, duty }] : []));
    return { kind: 'official', id: first.official_id, mandates };
  }
}
