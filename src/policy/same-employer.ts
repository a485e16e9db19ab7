import type { Recusal } from './recusal.js';
import type { EmployerFoundBy } from './terms.js';

interface MayRecuse {
  readonly recusal?: Pick<Recusal, 'sameEmployer'>;
}
export const barsEmployed = ({ recusal }: MayRecuse): boolean => recusal?.sameEmployer === 'bars';
export const declaresEmployed = ({ recusal }: MayRecuse): boolean => recusal?.sameEmployer === 'declare';

/** A name however it is written: width of characters and spaces aside. */
const plain = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

/** An employer as a candidate's profile has it. */
export interface StatedEmployer {
  readonly employer?: string;
  readonly employerCreditCode?: string | null;
}

/** An office that employs a candidate, and by what it was found. */
export type FoundEmployer = { readonly body: string; readonly foundBy: EmployerFoundBy };

/**
 * The offices that employ somebody: by their unified social credit codes where both are known, since a unit has one code for
 * life (GB 32100) while names are changed and shared; else by their exact names. So with the same code an office is found under
 * whatever name, and with another it is not, though it be called the same. That a stated code is that of the named employer is for
 * those who review the profile to see; it is on record with it. A part of a name, or one like it, is another office: nothing is guessed.
 */
export function employersAmong(
  { employer = '', employerCreditCode = null }: StatedEmployer,
  offices: readonly { readonly id: string; readonly name: string; readonly creditCode: string | null }[],
): FoundEmployer[] {
  const sought = plain(employer);
  return offices.flatMap(({ id, name, creditCode }): FoundEmployer[] => {
    if (employerCreditCode !== null && creditCode !== null)
      return employerCreditCode === creditCode ? [{ body: id, foundBy: 'credit_code' }] : [];
    return sought !== '' && sought === plain(name) ? [{ body: id, foundBy: 'name' }] : [];
  });
}
