import { randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB, 2 passes, 1 lane: the floor of the OWASP password storage cheat sheet. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const hashPassword = (password: string): Promise<string> => hash(password, ARGON2);

/** Verified when a login does not exist, so that an unknown login takes as long as a wrong password. */
const NOBODYS_HASH = hashPassword(randomBytes(16).toString('hex'));

/** @param stored the hash of the account's password; null if there is no such account */
export const isPassword = async (stored: string | null, password: string): Promise<boolean> =>
  (await verify(stored ?? (await NOBODYS_HASH), password)) && stored !== null;
