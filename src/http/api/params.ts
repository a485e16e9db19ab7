import { CASE_ACTS, type CaseAct } from '../../workflow/events.js';
import { WORKLISTS, type WorklistName } from '../../cases/worklist.js';
import { Code, OneOf, Text, WholeNumberText, RealDay } from './fields.js';
import { BodyId, DivisionCode, Id, WorklistPlace, PolicyId } from './id-fields.js';

/** Path and query parameters: what is not written here is refused. */

export class IdParam {
  @Id({ description: 'Id of the thing.' })
  id!: string;
}

export class BodyIdParam {
  @BodyId({ description: 'Id of the body.' })
  id!: string;
}

export class ObjectionParams extends IdParam {
  @Id({ description: 'Id of the objection.' })
  objectionId!: string;
}

export class OfficialParams extends IdParam {
  @Id({ description: 'Id of the official.' })
  official!: string;
}

export class ReceiptParam {
  @Text({ description: 'Receipt code of the objection.', max: 64 })
  receipt!: string;
}

export class ChainParam {
  @Text({
    description:
      'Chain of the record: `case:<id>`, `inquiry:<id>`, `slate:<id>`, `official:<id>`, `body:<id>`, `organisation:<id>`, `logins:unknown`.',
    max: 80,
  })
  chain!: string;
}

class LimitQuery {
  @WholeNumberText({ description: 'Items a page.', min: 1, max: 200, optional: true })
  limit?: number;
}

export class PageQuery extends LimitQuery {
  @Id({ description: '`next` of the page before.', optional: true })
  after?: string;
}

export class BodyPageQuery extends LimitQuery {
  @BodyId({ description: '`next` of the page before.', optional: true })
  after?: string;
}

export class ChainQuery {
  @WholeNumberText({ description: '`next` of the page before.', min: 0, max: 999_999_999, optional: true })
  after?: number;

  @WholeNumberText({ description: 'Items a page.', min: 1, max: 200, optional: true })
  limit?: number;
}

export class WorklistQuery extends LimitQuery {
  @WorklistPlace({ description: '`next` of the page before.', optional: true })
  after?: string;

  @OneOf(WORKLISTS, { description: '`mine` (default), `body`, `overdue` or `escalated`.', optional: true })
  list?: WorklistName;
}

export class CasesQuery extends PageQuery {
  @Id({ description: 'Only the cases of this slate.', optional: true })
  slate?: string;
}

const OF_THAT_VOTE = 'Of a vote that is not recorded yet, all three figures or none:';

export class ChecksQuery {
  @RealDay({
    description:
      'Of a vote that was held and is not recorded yet: its day, to judge on instead of the planned one. The case has to wait for its vote.',
    example: '2026-12-20',
    optional: true,
  })
  heldOn?: string;

  @WholeNumberText({ description: `${OF_THAT_VOTE} who could vote.`, min: 1, max: 1_000_000, optional: true })
  votersDue?: number;

  @WholeNumberText({ description: `${OF_THAT_VOTE} who were there.`, min: 1, max: 1_000_000, optional: true })
  votersPresent?: number;

  @WholeNumberText({ description: `${OF_THAT_VOTE} votes for the candidate.`, min: 0, max: 1_000_000, optional: true })
  votesFor?: number;
}

export class WhyNotQuery {
  @OneOf(CASE_ACTS, { description: 'The act.' })
  act!: CaseAct;

  @Id({ description: 'A colleague of yours; you if left out.', optional: true })
  official?: string;
}

export class JurisdictionQuery {
  @DivisionCode({ description: 'Where the organisation is, or will be, registered.' })
  jurisdiction!: string;
}

export class WhatIfQuery {
  @RealDay({ description: 'Another day of the vote.', example: '2027-01-15', optional: true })
  heldOn?: string;

  @RealDay({
    description:
      'Another day of the decision: what is known now, judged on that day. Deadlines are counted as they are.',
    example: '2027-01-15',
    optional: true,
  })
  askedOn?: string;

  @PolicyId({ description: 'Another version of a policy.', optional: true })
  policy?: string;
}

export class SlatesQuery extends PageQuery {
  @BodyId({ description: 'The submitting body; may be left out by who submits for one body only.', optional: true })
  body?: string;
}

export class InquiryParams extends IdParam {
  @Id({ description: 'Id of the letter.' })
  inquiry!: string;
}

export class InquiriesQuery extends PageQuery {
  @OneOf(['open', 'all'], { description: '`open` (default): those that wait for an answer; or `all`.', optional: true })
  list?: 'open' | 'all';
}

export class RuleParams extends IdParam {
  @Code({ description: 'The rule of the policy: `rule` of `…/checks`.' })
  rule!: string;
}
