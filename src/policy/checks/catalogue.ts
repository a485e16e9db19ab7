import type { CheckName } from '../terms.js';

interface CatalogueEntry {
  readonly row: string;
  readonly kind: 'machine' | 'assisted' | 'human';
  /**
   * `found`: what was found against the same person in another review. Of what somebody is, or has done, the answer is the same
   * for every post; of what they stand for, or were approved for, it is not.
   */
  readonly needs?: readonly ('peers' | 'elsewhere' | 'history' | 'term' | 'found')[];
  /** Nothing against the candidate means that a document was given: without its number such an answer proves nothing. */
  readonly documented?: true;
}

/**
 * A line on each check: its row in the catalogue of checks, who answers it (a machine alone, a machine with another
 * department's answer, a person), and what of other cases it looks at.
 */
export const CATALOGUE: Readonly<Record<CheckName, CatalogueEntry>> = {
  civil_capacity: { row: 'E01', kind: 'assisted', needs: ['found'] },
  age_limit: { row: 'E02', kind: 'machine' },
  consecutive_terms: { row: 'E03', kind: 'machine', needs: ['history'] },
  term_length: { row: 'E04', kind: 'machine' },
  political_rights: { row: 'E05', kind: 'assisted', needs: ['found'] },
  criminal_record: { row: 'E06', kind: 'assisted', needs: ['found'] },
  effective_judgment: { row: 'E07', kind: 'assisted' },
  under_investigation: { row: 'E08', kind: 'assisted', needs: ['found'] },
  court_dishonesty: { row: 'E09', kind: 'assisted', needs: ['found'] },
  credit_information: { row: 'E10', kind: 'human', needs: ['found'] },
  revoked_organisation: { row: 'E11', kind: 'assisted', needs: ['found'] },
  legal_representative_elsewhere: { row: 'E12', kind: 'assisted', needs: ['elsewhere'] },
  leading_post_elsewhere: { row: 'E13', kind: 'assisted', needs: ['elsewhere'] },
  president_and_secretary_apart: { row: 'E14', kind: 'machine', needs: ['peers', 'term'] },
  full_time: { row: 'E15', kind: 'human' },
  serving_official: { row: 'E16', kind: 'assisted' },
  retired_cadre: { row: 'E17', kind: 'assisted', needs: ['elsewhere', 'history'] },
  cadre_approval: { row: 'E18', kind: 'assisted', documented: true },
  relatives: { row: 'E19', kind: 'machine', needs: ['peers'] },
  not_supervisor: { row: 'E20', kind: 'machine' },
  residence: { row: 'E21', kind: 'assisted' },
  legal_representative_post: { row: 'E22', kind: 'machine' },
  roster_size: { row: 'E23', kind: 'machine', needs: ['peers', 'term'] },
  mid_term_share: { row: 'E24', kind: 'machine', needs: ['peers', 'term'] },
  candidates_per_seat: { row: 'E25', kind: 'machine', needs: ['peers', 'term'] },
  party_membership: { row: 'E26', kind: 'assisted', needs: ['found'] },
  party_organisation: { row: 'E27', kind: 'human', needs: ['peers'] },
  professional_experience: { row: 'E28', kind: 'human' },
  identity_consistent: { row: 'E29', kind: 'machine' },
  organisation_standing: { row: 'E30', kind: 'assisted' },
  audit_done: { row: 'E31', kind: 'machine' },
  political_quality: { row: 'E32', kind: 'human' },
};
