import type { Place } from './seal.js';

/** Where each protected field lies. A place binds what is sealed there: moved to another row, it does not open. */
export const PLACES = {
  identity: (personId: string): Place => ({ table: 'persons', column: 'identity_sealed', row: personId }),
  contact: (candidateId: string): Place => ({ table: 'candidates', column: 'contact_sealed', row: candidateId }),
  declaration: (candidateId: string): Place => ({
    table: 'candidates',
    column: 'declaration_sealed',
    row: candidateId,
  }),
  interest: (id: string): Place => ({ table: 'interests', column: 'about_sealed', row: id }),
  absence: (id: string): Place => ({ table: 'absences', column: 'reason_sealed', row: id }),
  finding: (caseId: string, act: number, check: string): Place => ({
    table: 'findings',
    column: 'sealed',
    row: `${caseId}#${act}#${check}`,
  }),
  paper: (caseId: string, act: number, check: string): Place => ({
    table: 'papers',
    column: 'sealed',
    row: `${caseId}#${act}#${check}`,
  }),
  verdicts: (caseId: string, act: number): Place => ({
    table: 'verdicts',
    column: 'sealed',
    row: `${caseId}#${act}`,
  }),
  statement: (caseId: string, act: number, side: string): Place => ({
    table: 'statements',
    column: 'text_sealed',
    row: `${caseId}#${act}#${side}`,
  }),
  correction: (caseId: string, act: number): Place => ({
    table: 'corrections',
    column: 'asked_sealed',
    row: `${caseId}#${act}`,
  }),
  corrected: (caseId: string, act: number): Place => ({
    table: 'corrections',
    column: 'before_sealed',
    row: `${caseId}#${act}`,
  }),
  inquiryLetter: (id: string): Place => ({ table: 'inquiries', column: 'letter_sealed', row: id }),
  inquiryAnswer: (id: string): Place => ({ table: 'inquiries', column: 'answer_sealed', row: id }),
  objectionFacts: (objectionId: string): Place => ({
    table: 'objections',
    column: 'facts_sealed',
    row: objectionId,
  }),
  objector: (objectionId: string): Place => ({
    table: 'objections',
    column: 'objector_sealed',
    row: objectionId,
  }),
  /** An answer can name a candidate or hold an objector's receipt code. */
  answer: (actor: string, key: string): Place => ({
    table: 'idempotency_keys',
    column: 'answer',
    row: `${actor}#${key}`,
  }),
  opening: (chain: string, entry: number): Place => ({
    table: 'audit_openings',
    column: 'sealed',
    row: `${chain}#${entry}`,
  }),
} as const;
