import {
  CHECKS,
  FINDING_ANSWERS,
  OBJECTION_OUTCOMES,
  RECONSIDERATION_OUTCOMES,
  type CheckName,
  type FindingAnswer,
  type ObjectionOutcome,
  RECUSAL_GROUNDS,
  REVIEW_DUTIES,
  type RecusalGround,
  type ReviewDuty,
} from '../../policy/terms.js';
import { Code, LongText, OneOf, Part, Parts, RealDay, Text, TextList, Truth, WholeNumber } from './fields.js';
import { Id, Ids } from './id-fields.js';

/** What goes with an act: what is not written here is refused. */

export class ReasonBody {
  @Code({
    description: 'A reason code that the policy offers for the act; see `actions` of the case.',
    example: 'one_of_the_actions',
  })
  code!: string;

  @LongText({ description: 'The reason in words. No identity or telephone numbers.', max: 2000 })
  text!: string;

  @TextList({ description: 'Legal basis, each with its article.', max: 200, items: 10, optional: true })
  legalBasis?: string[];
}

/** An act that needs no reason; it may carry an opinion. */
export class ActBody {
  @LongText({ description: 'Opinion or remarks.', max: 2000, optional: true })
  remarks?: string;
}

/** An act that needs a reason. Left out, the answer says which reasons there are. */
export class ReasonedActBody extends ActBody {
  @Part(() => ReasonBody, { description: 'Why.', optional: true })
  reason?: ReasonBody;
}

const NO_INTEREST = {
  description:
    'True: you have no interest in the case (逐案声明). Needed where `actions` says `wantsNoInterest`; whoever has one steps back instead (`POST …/recusals`).',
  optional: true,
};

/** An act that decides and needs no reason. */
export class DecisionBody extends ActBody {
  @Truth(NO_INTEREST)
  noInterest?: boolean;
}

/** An act that decides, with a reason. */
export class ReasonedDecisionBody extends ReasonedActBody {
  @Truth(NO_INTEREST)
  noInterest?: boolean;
}

/** An adverse act: with a reason, and an answer to what those concerned said when they were told of it. */
export class AdverseDecisionBody extends ReasonedDecisionBody {
  @LongText({
    description:
      'How what the unit and the candidate said to what was intended is taken into account, and why (采纳情况). Needed where something was said. The unit reads it: it does not repeat what the candidate said to the body alone. No identity or telephone numbers.',
    max: 5000,
    optional: true,
  })
  considered?: string;
}

/** What was stated of an interest, if anything. */
export const statedIn = ({ noInterest }: DecisionBody | ReasonedDecisionBody) =>
  noInterest === undefined ? {} : { noInterest };

export class ReconsiderationBody extends ReasonedDecisionBody {
  @OneOf(RECONSIDERATION_OUTCOMES, { description: 'Whether the finding stands, or the step is decided anew.' })
  outcome!: (typeof RECONSIDERATION_OUTCOMES)[number];
}

export class FindingBody {
  @OneOf(CHECKS, { description: 'What was checked.' })
  check!: CheckName;

  @OneOf(FINDING_ANSWERS, { description: '未发现问题, 发现问题, 不能确定.' })
  answer!: FindingAnswer;

  @Text({ description: 'Who was asked, or which list was searched.', max: 200, shown: true })
  source!: string;

  @Text({
    description:
      'Number of the letter or document; of an approval that was given (`cadre_approval`, `clear`) it is needed.',
    max: 100,
    optional: true,
    shown: true,
  })
  reference?: string;

  @RealDay({ description: 'The day on which it was asked.', example: '2026-10-30' })
  queriedOn!: string;

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

  @Truth({
    description: 'Of a sentence: whether the crime was an intentional one; left out if it is not known.',
    optional: true,
  })
  intentional?: boolean;

  @Truth({
    description:
      'A paper that was shown, as by the candidate, and says less than a department answered, or than was found against them: it is put on record beside that, with its number (`reference`), and makes nothing of what the check comes to. Whoever answers for the check sees it.',
    optional: true,
  })
  beside?: boolean;
}

/** Findings carry no remarks: whom was asked, and what they said, is sealed with each. */
export class FindingsBody {
  @Parts(() => FindingBody, {
    description: 'What was found, one entry a check.',
    min: 1,
    max: CHECKS.length,
    unique: ({ check }) => check,
  })
  findings!: FindingBody[];
}

export class ResolutionBody extends ReasonedDecisionBody {
  @Text({
    description: '`verdict` of the check in `…/checks`: you answer for what you saw, and for nothing else.',
    max: 100,
  })
  verdict!: string;

  @RealDay({
    description: 'Of a vote that was held and is not recorded yet: its day, as in `…/checks?heldOn=`.',
    example: '2026-12-20',
    optional: true,
  })
  heldOn?: string;

  @WholeNumber({
    description: 'Who could vote in it, as in `…/checks?votersDue=`.',
    min: 1,
    max: 1_000_000,
    optional: true,
  })
  votersDue?: number;

  @WholeNumber({ description: 'Who were there.', min: 1, max: 1_000_000, optional: true })
  votersPresent?: number;

  @WholeNumber({ description: 'Votes for the candidate.', min: 0, max: 1_000_000, optional: true })
  votesFor?: number;
}

export class ObjectionConclusionBody extends ReasonedDecisionBody {
  @OneOf(OBJECTION_OUTCOMES, { description: '查无实据, 属实但不影响任职, 属实且影响任职.' })
  outcome!: ObjectionOutcome;
}

export class SignersBody extends ActBody {
  @Ids({ description: 'Approvers of the body, by their ids (see `mayBeAsked` in `GET …/signatures`).', max: 20 })
  officials!: string[];

  @OneOf(['binding', 'advisory'], { description: 'Whether the quorum counts them (会签), or they give advice.' })
  weight!: 'binding' | 'advisory';
}

export class SignatureBody extends ReasonedDecisionBody {
  @Truth({ description: 'Whether you agree. If not: a reason of those for a rejection, with its legal basis.' })
  agree!: boolean;
}

export class ProposalBody extends ActBody {
  @Truth({ description: 'Whether you propose to agree.' })
  agree!: boolean;
}

export class RecusalBody extends ActBody {
  @OneOf(RECUSAL_GROUNDS, { description: '本人, 亲属, 同一单位, 其他利害关系, 其他.' })
  ground!: RecusalGround;
}

export class RecusalOrderBody extends ReasonedActBody {
  @OneOf(RECUSAL_GROUNDS, { description: '本人, 亲属, 同一单位, 其他利害关系, 其他.' })
  ground!: RecusalGround;
}

export class WaiverBody extends ReasonedActBody {
  @Ids({
    description:
      'All the interests that keep the official from the case, as `recused` in `GET …/signatures` names them: they do no longer. Recusals need no naming.',
    max: 100,
    optional: true,
  })
  interests?: string[];
}

export class InDutyBody extends ActBody {
  @OneOf(REVIEW_DUTIES, { description: 'In which of your duties: 经办, 审批.' })
  duty!: ReviewDuty;
}

export class AssignmentBody extends ActBody {
  @Id({ description: 'Somebody else of the body who has the duty.' })
  official!: string;

  @OneOf(REVIEW_DUTIES, { description: 'Which duty they are to have at this step: 经办, 审批.' })
  duty!: ReviewDuty;
}
