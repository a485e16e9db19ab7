import { CORRECTION_OUTCOMES, type CorrectionOutcome } from '../../policy/terms.js';
import { ReasonedActBody } from './act-inputs.js';
import { DeclarationBody } from './check-inputs.js';
import { Day, LongText, OneOf, Part, Text, Truth } from './fields.js';
import { CreditCode, MemberUnitCode } from './id-fields.js';
import { TermsBody } from './slate-inputs.js';

/** What of a person can be corrected; the identity number cannot: another number is another person. */
export class CorrectedPersonBody {
  @Text({ description: 'Name, up to 50 characters.', max: 50, optional: true, shown: true })
  name?: string;

  @OneOf(['male', 'female'], { description: 'Sex.', optional: true })
  sex?: 'male' | 'female';

  @Day({ description: 'Date of birth.', example: '1975-06-15', optional: true })
  birthDate?: string;

  @Text({ description: 'Ethnicity.', max: 20, optional: true, shown: true })
  ethnicity?: string;

  @Text({ description: 'Native place.', max: 50, optional: true, shown: true })
  nativePlace?: string;

  @Text({ description: 'Political status.', max: 30, optional: true, shown: true })
  politicalStatus?: string;

  @Text({ description: 'Education.', max: 30, optional: true, shown: true })
  education?: string;

  @Text({ description: 'Employer.', max: 100, min: 0, optional: true, shown: true })
  employer?: string;

  @Text({ description: 'Post at the employer.', max: 100, min: 0, optional: true, shown: true })
  employerPost?: string;

  @CreditCode({
    description: 'Code of the employer; null if none is stated. Left out with another employer, it becomes null.',
    example: '12330000MB990003XA',
    optional: true,
    nullable: true,
  })
  employerCreditCode?: string | null;

  @MemberUnitCode({ description: 'Code of the member unit; null if from none.', optional: true, nullable: true })
  memberUnit?: string | null;
}

/** How to reach them: stored encrypted, and shown masked alone. */
export class CorrectedContactBody {
  @Text({ description: 'Telephone.', max: 30, optional: true })
  phone?: string;

  @Text({ description: 'Address.', max: 200, optional: true })
  address?: string;
}

export class CorrectionBody {
  @Part(() => CorrectedPersonBody, { description: 'New values of the profile.', optional: true })
  person?: CorrectedPersonBody;

  @Part(() => CorrectedContactBody, { description: 'New telephone or address; stored encrypted.', optional: true })
  contact?: CorrectedContactBody;

  @Truth({ description: 'Full-time or not.', optional: true })
  fullTime?: boolean;

  @Part(() => TermsBody, { description: 'Consecutive terms served, of the posts to be corrected.', optional: true })
  terms?: TermsBody;

  @Part(() => DeclarationBody, {
    description: 'New values of the declaration; each field that is named is replaced whole.',
    optional: true,
  })
  declaration?: DeclarationBody;

  @LongText({ description: 'Why it is wrong. No identity or telephone numbers; stored encrypted.', max: 2000 })
  why!: string;

  @Text({ description: 'What shows it: number of the paper, or where it lies; stored encrypted.', max: 200 })
  evidence!: string;
}

export class CorrectionConclusionBody extends ReasonedActBody {
  @OneOf(CORRECTION_OUTCOMES, { description: '予以更正, 不予更正.' })
  outcome!: CorrectionOutcome;
}
