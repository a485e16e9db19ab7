import { createHash } from 'node:crypto';
import type { Tx } from '../database/transactions.js';
import { refuse, type Refusal } from '../kernel/refusal.js';

/** For so long a try counts. */
const WINDOW_MS = 15 * 60_000;
/**
 * Tries within the window that may fail. For one login fewer than the hundred that NIST SP 800-63B allows in a row; for
 * one address more, because an office can have one for all its people.
 */
const FAILURES = { login: 50, address: 300 };

/**
 * Counts a try before its password is looked at, so that a thousand at once get no further than a thousand in a row.
 * A login that nobody has is counted like any other: the answer does not tell which there are.
 * @returns the refusal, with the seconds to wait, when the budget of the login or the address is used up
 */
export async function spendTry(tx: Tx, login: string, address: string, at: string): Promise<Refusal | null> {
  await tx.execute('DELETE FROM login_tries WHERE since <= ?', [moved(at, -WINDOW_MS)]);
  for (const [subject, most] of [
    [hashOf('login', login), FAILURES.login],
    [hashOf('address', networkOf(address)), FAILURES.address],
  ] as const) {
    const [count] = await tx.query<{ since: string; tries: number }>(
      `INSERT INTO login_tries (subject, since, tries) VALUES (?, ?, 1)
       ON CONFLICT (subject) DO UPDATE SET tries = login_tries.tries + 1 RETURNING since, tries`,
      [subject, at],
    );
    if (count && count.tries > most) {
      const wait = Date.parse(count.since) + WINDOW_MS - Date.parse(at);
      return refuse('too_many_requests', { retryAfter: Math.ceil(wait / 1_000) });
    }
  }
  return null;
}

/** A login that succeeded: its own tries are forgiven, and this one to the address. */
export async function forgiveTry(tx: Tx, login: string, address: string): Promise<void> {
  await tx.execute('DELETE FROM login_tries WHERE subject = ?', [hashOf('login', login)]);
  await tx.execute('UPDATE login_tries SET tries = tries - 1 WHERE subject = ? AND tries > 0', [
    hashOf('address', networkOf(address)),
  ]);
}

const moved = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

const hashOf = (kind: keyof typeof FAILURES, text: string): string =>
  createHash('sha256').update(`${kind}\0${text}`, 'utf8').digest('hex');

/** An IPv4 address, or the first 64 bits of an IPv6 address: all of them are one subscriber's. */
export function networkOf(address: string): string {
  const [, mapped] = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const gap = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  return [...groups(head), ...Array<string>(Math.max(gap, 0)).fill('0'), ...groups(tail ?? '')].slice(0, 4).join(':');
}
