import { OWN_RECORD, ofSlate, type Defect } from './defects.js';
import type { SlateInput } from './slate-input.js';

/**
 * The occasion and the term number, against the terms that the system itself knows of: whose terms are counted wrongly
 * could serve beyond the limit. Where it knows of none, what is stated is all there is.
 * @param latestTerm the latest term of the organisation in which a review ended well; null: there is none
 */
export function checkTerm({ occasion, termNumber }: SlateInput, latestTerm: number | null): Defect[] {
  if (latestTerm === null) return [];
  if (occasion === 'founding') {
    return [ofSlate({ field: 'occasion', rule: 'already_founded', source: OWN_RECORD, facts: { latestTerm } })];
  }
  const expected = occasion === 'mid_term' ? [latestTerm] : [latestTerm, latestTerm + 1];
  if (expected.includes(termNumber)) return [];
  const facts = { latestTerm, expected };
  return [ofSlate({ field: 'termNumber', rule: 'term_does_not_follow', source: OWN_RECORD, facts })];
}
