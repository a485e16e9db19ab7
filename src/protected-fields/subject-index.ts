import { blindIndex } from './blind-index.js';
import type { Keys } from './keys.js';

/** An organisation or employer by `name` or `code`, or a person by the number of an identity document. */
export interface Subject {
  readonly kind: string;
  readonly value: string;
}

/** Equal for one subject however it is written; tells nothing of it. The same for what is declared and for what a case is about. */
export function subjectIndex(keys: Keys, { kind, value }: Subject): string {
  const plain = kind === 'name' ? value.normalize('NFKC').replace(/\s/g, '') : value.trim().toUpperCase();
  return blindIndex(keys, 'interests.subject', `${kind}:${plain}`);
}

/** An organisation is one subject by its name, and one by its code once it has one. */
export const organisationSubjects = ({
  name,
  uscc,
}: {
  readonly name: string;
  readonly uscc: string | null;
}): Subject[] => [{ kind: 'name', value: name }, ...(uscc === null ? [] : [{ kind: 'code', value: uscc }])];
