import { createHash, randomBytes } from 'node:crypto';
import type { AuditFact } from '../audit/entry.js';
import type { Recorder } from '../audit/record.js';
import { absenceTouching, mandatesFrom, officialsAt, type MandateColumns } from '../bodies/mandates-in-force.js';
import { forUpdate } from '../database/dialect.js';
import type { Reader } from '../database/reader.js';
import type { Tx } from '../database/transactions.js';
import type { Clock } from '../kernel/clock.js';
import { newId } from '../kernel/ids.js';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { THE_PUBLIC, type Official } from '../policy/actor.js';
import { dateInChina } from '../policy/working-days.js';
import { forgiveTry, spendTry } from './login-budget.js';
import { hashPassword, isPassword } from './passwords.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of one official's sessions and tokens. */
const MOST_SHOWN = 200;

/** 256 random bits; only their SHA-256 is stored. */
const newToken = (): string => randomBytes(32).toString('base64url');
const hashOfToken = (token: string): string => createHash('sha256').update(token, 'utf8').digest('hex');

interface Opening {
  /** What was looked at before, and has to hold still: the password that was right, or the login that asks. */
  readonly given: { readonly passwordHash: string | null } | { readonly session: string };
  readonly kind: 'session' | 'token';
  readonly label: string | null;
  readonly lifetimeMs: number;
}

export type SessionOpened = { token: string; expiresAt: string; official: string; passwordGiven: boolean };

/** A login or a program's token, as its owner is shown it. */
export interface OwnSession {
  readonly id: string;
  readonly kind: Opening['kind'];
  readonly label: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Whether it is the one that asks. */
  readonly current: boolean;
}

/** Who asks, and by which login or token. */
export interface Visitor {
  readonly official: Official;
  readonly session: { readonly id: string; readonly kind: Opening['kind'] };
  /** Somebody else chose the password: its owner has to change it before anything else. */
  readonly passwordGiven: boolean;
}

/** The login or token, with the duties of its official, and whether an absence has to do with them. Asked with every request. */
const BY_TOKEN = `SELECT s.id, s.kind, s.official_id, s.expires_at, o.active, o.password_given, m.body_id, m.duty,
         CASE WHEN ${absenceTouching('s.official_id')} THEN 1 ELSE 0 END AS touched
       FROM sessions s JOIN officials o ON o.id = s.official_id LEFT JOIN mandates m ON m.official_id = s.official_id
       WHERE s.token_hash = ?`;

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
    const right = await isPassword(account.hash, password);
    if (account.id === null || !right || !account.active) return refuse('wrong_credentials');
    const given = { passwordHash: account.hash };
    const opening = { kind: 'session', label: null, lifetimeMs: this.sessionHours * HOUR_MS, given } as const;
    const forgive = (tx: Tx) => forgiveTry(tx, login, address);
    return this.open(account.id, account.passwordGiven, opening, forgive);
  }

  /**
   * An official chooses a password of their own. Every other session and token of theirs ends: whoever knew the old
   * password is out.
   * @param address from which it is asked: a wrong present password counts as a failed login does
   */
  async changePassword(
    { official, session }: Visitor,
    { present, next }: { present: string; next: string },
    address: string,
  ): Promise<Refusal | null> {
    if (session.kind !== 'session') return refuse('login_needed');
    const [own] = await this.reader.query<{ login: string }>('SELECT login FROM officials WHERE id = ?', [official.id]);
    const account = await this.tried(own?.login ?? '', address);
    if (isRefusal(account)) return account;
    if (!(await isPassword(account.hash, present))) return refuse('password_wrong');
    if (present === next) return refuse('password_unchanged');
    const hashed = await hashPassword(next);
    const changed = await this.recorder.write(undefined, async (tx) => {
      await forgiveTry(tx, own?.login ?? '', address);
      const rows = await tx.execute(
        'UPDATE officials SET password_hash = ?, password_given = 0 WHERE id = ? AND password_hash = ?',
        [hashed, official.id, account.hash],
      );
      if (rows === 0) return refuse('password_wrong');
      await tx.execute('DELETE FROM sessions WHERE official_id = ? AND id <> ?', [official.id, session.id]);
      return { answer: { changed: true }, facts: [this.ownFact(official, 'change_password', {})] };
    });
    return isRefusal(changed) ? changed : null;
  }

  /** Counts and records the try. What was typed is not recorded: it may be a password in the wrong field. */
  private async tried(login: string, address: string) {
    return this.recorder.write(undefined, async (tx, at) => {
      const refused = await spendTry(tx, login, address, at);
      if (refused) return refused;
      const [account] = await tx.query<{ id: string; password_hash: string; password_given: number; active: number }>(
        'SELECT id, password_hash, password_given, active FROM officials WHERE login = ?',
        [login],
      );
      const answer = {
        id: account?.id ?? null,
        hash: account?.password_hash ?? null,
        passwordGiven: account?.password_given === 1,
        active: account?.active === 1,
      };
      const chain = account ? `official:${account.id}` : 'logins:unknown';
      return { answer, facts: [{ chain, act: 'try_log_in', by: THE_PUBLIC, facts: {} }] };
    });
  }

  /**
   * A token for a program of this official's, with a label to recognise it by. Only who has logged in opens one: a token
   * that could open others would never expire.
   * @param days until it expires
   */
  async openToken({ official, session }: Visitor, label: string, days: number): Promise<SessionOpened | Refusal> {
    if (session.kind !== 'session') return refuse('login_needed');
    const given = { session: session.id };
    return this.open(official.id, false, { kind: 'token', label, lifetimeMs: days * DAY_MS, given });
  }

  /** The logins and tokens of an official that can still be used, the newest first. */
  async own({ official, session }: Visitor): Promise<OwnSession[]> {
    const rows = await this.reader.query<{
      id: string;
      kind: Opening['kind'];
      label: string | null;
      created_at: string;
      expires_at: string;
    }>(
      `SELECT id, kind, label, created_at, expires_at FROM sessions WHERE official_id = ? AND expires_at > ?
       ORDER BY id DESC LIMIT ?`,
      [official.id, this.clock.now(), MOST_SHOWN],
    );
    return rows.map(({ id, kind, label, created_at, expires_at }) => ({
      id,
      kind,
      label,
      createdAt: created_at,
      expiresAt: expires_at,
      current: id === session.id,
    }));
  }

  private async open(
    officialId: string,
    passwordGiven: boolean,
    { kind, label, lifetimeMs, given }: Opening,
    also?: (tx: Tx) => Promise<void>,
  ) {
    const token = newToken();
    return this.recorder.write(undefined, async (tx, at) => {
      // A password changed, an account closed or a login ended in the meantime ends this, too.
      const refused = await noLonger(tx, officialId, given);
      if (refused) return refused;
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
        answer: { token, expiresAt, official: officialId, passwordGiven },
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

  /** Ends one of an official's own sessions or tokens, at once. */
  async end(official: Official, sessionId: string): Promise<Refusal | null> {
    const ended = await this.recorder.write(undefined, async (tx) => {
      const rows = await tx.execute('DELETE FROM sessions WHERE id = ? AND official_id = ?', [sessionId, official.id]);
      if (rows === 0) return refuse('not_found');
      return { answer: { ended: sessionId }, facts: [this.ownFact(official, 'log_out', { session: sessionId })] };
    });
    return isRefusal(ended) ? ended : null;
  }

  private ownFact({ id }: Official, act: string, facts: Record<string, string>): AuditFact {
    return { chain: `official:${id}`, act, by: { kind: 'self', id }, facts };
  }

  /** Whose token this is, with the duties in which they may act at this moment; undefined if it is nobody's, expired, or closed. */
  async whose(token: string): Promise<Visitor | undefined> {
    const now = this.clock.now();
    const today = dateInChina(now);
    const rows = await this.reader.query<
      Pick<MandateColumns, 'body_id' | 'duty'> & {
        touched: number;
        id: string;
        kind: Opening['kind'];
        official_id: string;
        expires_at: string;
        active: number;
        password_given: number;
      }
    >(BY_TOKEN, [today, today, hashOfToken(token)]);
    const [first] = rows;
    if (!first || first.active !== 1 || first.expires_at <= now) return undefined;
    const { official_id: id, touched } = first;
    // On most days nobody has to do with an absence, and then the mandates are what they are.
    const [official] =
      touched === 1
        ? await officialsAt(this.reader, [id], now)
        : [
            {
              kind: 'official' as const,
              id,
              mandates: mandatesFrom(rows.map((row) => ({ ...row, on_behalf_of: null, away: null }))),
            },
          ];
    if (!official) return undefined; // closed between the two questions
    return {
      official,
      session: { id: first.id, kind: first.kind },
      passwordGiven: first.password_given === 1,
    };
  }
}

/** Keeps the official's row, and looks whether what was seen before the door still holds. */
async function noLonger(tx: Tx, officialId: string, given: Opening['given']): Promise<Refusal | null> {
  const [official] = await tx.query<{ password_hash: string; active: number }>(
    `SELECT password_hash, active FROM officials WHERE id = ?${forUpdate(tx.engine)}`,
    [officialId],
  );
  if ('passwordHash' in given) {
    return official?.active === 1 && official.password_hash === given.passwordHash ? null : refuse('wrong_credentials');
  }
  const [session] = await tx.query<{ id: string }>('SELECT id FROM sessions WHERE id = ?', [given.session]);
  return official?.active === 1 && session ? null : refuse('unauthenticated');
}
