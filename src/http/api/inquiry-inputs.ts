import { FINDING_ANSWERS, type FindingAnswer } from '../../policy/terms.js';
import { ActBody } from './act-inputs.js';
import { Code, Codes, LongText, OneOf, Parts, RealDay, Text, Truth } from './fields.js';
import { BodyId } from './id-fields.js';

/** What departments are asked, and what they answer: what is not written here is refused. */

export class AskedInquiryBody {
  @Code({ description: 'The inquiry of the policy: `inquiry` of `offered` in `GET …/inquiries`.' })
  inquiry!: string;

  @Codes({ description: 'Which of its questions; all that may be put if left out.', max: 20, optional: true })
  questions?: string[];

  @BodyId({ description: 'The department, where there are several; the nearest if left out.', optional: true })
  body?: string;
}

export class InquiriesBody extends ActBody {
  @Parts(() => AskedInquiryBody, {
    description: 'The letters to send.',
    min: 1,
    max: 20,
    unique: ({ inquiry }) => inquiry,
  })
  inquiries!: AskedInquiryBody[];
}

export class QuestionAnswerBody {
  @Code({ description: 'The question.' })
  question!: string;

  @OneOf(FINDING_ANSWERS, { description: '未发现问题, 发现问题, 不能确定.' })
  answer!: FindingAnswer;

  @LongText({ description: 'In words; no identity or telephone numbers.', max: 2000, optional: true })
  text?: string;

  @Text({ description: 'Reference of the evidence.', max: 200, optional: true, shown: true })
  evidence?: string;

  @RealDay({
    description: 'Of something adverse: the day on which the judgment or decision it rests on took effect.',
    example: '2019-04-01',
    optional: true,
  })
  effectiveOn?: string;

  @RealDay({
    description: 'Of something adverse: the day on which the sentence or sanction was completed.',
    example: '2021-04-01',
    optional: true,
  })
  endedOn?: string;

  @Truth({ description: 'Of a sentence: whether the crime was an intentional one.', optional: true })
  intentional?: boolean;
}

export class InquiryAnswerBody {
  @Text({ description: 'Number of the reply (复函文号).', max: 100, shown: true })
  document!: string;

  @RealDay({ description: 'Day of the reply.', example: '2026-11-05' })
  datedOn!: string;

  @Parts(() => QuestionAnswerBody, {
    description: 'An answer to each question of the letter.',
    min: 1,
    max: 20,
    unique: ({ question }) => question,
  })
  answers!: QuestionAnswerBody[];
}

/** A reply that came by letter; a handler of the body that asked registers it. */
export class RegisteredAnswerBody extends InquiryAnswerBody {
  @RealDay({ description: 'Day on which the reply came.', example: '2026-11-06' })
  receivedOn!: string;
}
