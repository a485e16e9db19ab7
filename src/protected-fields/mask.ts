/**
 * An identity document's number for a reader who needs to recognise it, not to know it. A resident identity number
 * (18 characters, GB 11643-1999) keeps its first 6 (area) and last 4: the birth date is hidden. Any other document
 * (passport, permit) keeps its first and last 2; one of fewer than 6 characters keeps nothing, there being nothing left
 * to hide behind. The number of characters stays.
 */
export function maskIdentityNumber(number: string): string {
  if (/^[0-9]{17}[0-9Xx]$/.test(number)) return keepEnds(number, 6, 4);
  return [...number].length < 6 ? keepEnds(number, 0, 0) : keepEnds(number, 1, 2);
}

/**
 * A telephone number masked: a mainland mobile number (11 digits) keeps its first 3 and last 4, any other number its
 * last 2, one of fewer than 6 characters nothing. The number of characters stays.
 */
export function maskPhone(number: string): string {
  if (/^1[0-9]{10}$/.test(number)) return keepEnds(number, 3, 4);
  return [...number].length < 6 ? keepEnds(number, 0, 0) : keepEnds(number, 0, 2);
}

function keepEnds(text: string, first: number, last: number): string {
  const characters = [...text];
  const hiddenUpTo = characters.length - last;
  return characters.map((character, at) => (at < first || at >= hiddenUpTo ? character : '*')).join('');
}
