/**
 * An identity document's number for a reader who needs to recognise it, not to know it. A resident identity number
 * (18 characters, GB 11643-1999) keeps its first 2 (province) and its last: the birth date, which the reader sees beside
 * it, together with the usual first 6 and last 4 would be the whole number. Any other document (passport, permit) keeps
 * its first and last 2; one of fewer than 6 characters keeps nothing, there being nothing left to hide behind. The
 * number of characters stays.
 */
export function maskIdentityNumber(number: string): string {
  if (/^[0-9]{17}[0-9Xx]$/.test(number)) return keepEnds(number, 2, 1);
  return [...number].length < 6 ? keepEnds(number, 0, 0) : keepEnds(number, 1, 2);
}

/** A telephone number: a quarter of it in front, and of one with at least eight characters the last two. */
export const maskTelephone = (number: string): string =>
  keepEnds(number, Math.floor([...number].length / 4), [...number].length < 8 ? 0 : 2);

/** An address: its first third, the province and the city, six characters at most. */
export const maskAddress = (address: string): string =>
  keepEnds(address, Math.min(6, Math.floor([...address].length / 3)), 0);

function keepEnds(text: string, first: number, last: number): string {
  const characters = [...text];
  const hiddenUpTo = characters.length - last;
  return characters.map((character, at) => (at < first || at >= hiddenUpTo ? character : '*')).join('');
}
