import type { JsonValue } from '../kernel/canonical-json.js';
import type { Inquiry, InquiryQuestion } from '../policy/inquiries.js';
import type { IdentityType, InquiryField, Post } from '../policy/terms.js';

/** What is known of the candidate and the organisation; a letter says of it what its fields allow, and nothing else. */
export interface Known {
  readonly name: string;
  readonly sex: string;
  readonly birthDate: string;
  readonly identity: { readonly type: IdentityType; readonly number: string };
  readonly employer: string | null;
  readonly employerPost: string | null;
  readonly posts: readonly Post[];
  readonly organisation: string;
  /** Unified social credit code; null before a founding. */
  readonly organisationCode: string | null;
}

/** A field of the policy, and what it lets the letter say, by the names that stand in the letter. */
const SAYS: Readonly<Record<InquiryField, readonly (keyof Known)[]>> = {
  name: ['name'],
  sex: ['sex'],
  birth_date: ['birthDate'],
  identity_number: ['identity'],
  employer: ['employer', 'employerPost'],
  posts: ['posts'],
  organisation: ['organisation'],
  organisation_code: ['organisationCode'],
};

/** What a letter with these fields of the policy would say, by the names that stand in the letter. */
export const saidBy = (fields: readonly InquiryField[]): (keyof Known)[] => fields.flatMap((field) => SAYS[field]);

export interface Addresses {
  readonly id: string;
  readonly from: { readonly body: string; readonly name: string };
  readonly to: { readonly body: string; readonly name: string };
  /** YYYY-MM-DD */
  readonly sentOn: string;
  readonly dueOn: string;
}

/** 函: what a department is asked, of whom and on which basis. Frozen when it is sent. */
export type Letter = Addresses & {
  readonly name: { readonly 'zh-CN': string; readonly en: string };
  readonly legalBasis: string;
  readonly questions: readonly {
    readonly id: string;
    readonly words: { readonly 'zh-CN': string; readonly en: string };
  }[];
  readonly about: Readonly<Record<string, JsonValue>>;
};

/** @param questions those that are put */
export const letterOf = (
  { name, legalBasis, fields }: Inquiry,
  questions: readonly InquiryQuestion[],
  addresses: Addresses,
  known: Known,
): Letter => ({
  ...addresses,
  name,
  legalBasis,
  questions: questions.map(({ id, words }) => ({ id, words })),
  about: JSON.parse(
    JSON.stringify(Object.fromEntries(saidBy(fields).map((name) => [name, known[name]]))),
  ) as Letter['about'],
});

/** What is answered to one question. */
export interface QuestionAnswer {
  readonly question: string;
  readonly answer: 'clear' | 'adverse' | 'unclear';
  readonly text: string | null;
  readonly evidence: string | null;
  /** As of a finding: of something adverse, the day on which what it rests on took effect, and on which it was completed. */
  readonly effectiveOn: string | null;
  readonly endedOn: string | null;
  readonly intentional: boolean | null;
}

/** 复函: an answer to all that was asked. */
export interface InquiryAnswer {
  /** Number of the reply. */
  readonly document: string;
  /** Day of the reply, YYYY-MM-DD. */
  readonly datedOn: string;
  /** Day on which it came. */
  readonly receivedOn: string;
  readonly answers: readonly QuestionAnswer[];
}
