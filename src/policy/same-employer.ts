/** 同一单位: what it means for an official that their office employs the candidate. */
export interface SameEmployer {
  /**
   * `bars`: they are kept from the case, like by an interest that they declared, until another approver lets them go on.
   * `declare`: they go on, and each of their acts says so on record.
   */
  readonly sameEmployer: 'bars' | 'declare';
  readonly source: string;
}

interface MayRecuse {
  readonly recusal?: SameEmployer;
}
export const barsEmployed = ({ recusal }: MayRecuse): boolean => recusal?.sameEmployer === 'bars';
export const declaresEmployed = ({ recusal }: MayRecuse): boolean => recusal?.sameEmployer === 'declare';

/** A name however it is written: width of characters and spaces aside. */
const plain = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

/**
 * The offices that employ somebody, by their exact names. A part of a name, or one like it, is another office: nothing is guessed.
 * @param employer as the candidate's profile has it
 */
export function employersAmong(
  employer: string | undefined,
  offices: readonly { readonly id: string; readonly name: string }[],
): string[] {
  if (employer === undefined || plain(employer) === '') return [];
  const sought = plain(employer);
  return offices.filter(({ name }) => plain(name) === sought).map(({ id }) => id);
}
