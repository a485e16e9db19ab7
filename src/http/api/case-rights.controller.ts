import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import { ActOnCase } from '../../cases/act-on-case.js';
import type { OtherEvent } from '../../cases/act-request.js';
import { GetStatements } from '../../cases/get-statements.js';
import type { Official } from '../../policy/actor.js';
import { Acting } from '../actor.js';
import { Idempotency, IfMatch } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import { ReasonedDecisionBody, statedIn } from './act-inputs.js';
import { reasonOf } from './case-acts.controller.js';
import { IdParam } from './params.js';
import { IntentionAnswerBody, StatementBody } from './rights-inputs.js';

/** The candidate's rights: told of what is intended, and heard before it is final. */
@Tagged('cases')
@Controller('cases/:id')
export class CaseRightsController {
  constructor(
    private readonly actOnCase: ActOnCase,
    private readonly getStatements: GetStatements,
  ) {}

  @Does(
    'Tells the submitter and the candidate that a rejection is intended (拟不予通过告知), and why; they can answer, and the clock of the body stands still.',
    'CaseStanding',
  )
  @Post('intend-rejection')
  @HttpCode(200)
  intendRejection(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: ReasonedDecisionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'intend_rejection' }, body, key);
  }

  @Does('Tells them that a revocation is intended (拟撤销告知), and why; they can answer.', 'CaseStanding')
  @Post('intend-revocation')
  @HttpCode(200)
  intendRevocation(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: ReasonedDecisionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'intend_revocation' }, body, key);
  }

  @Does(
    'Gives up what was intended (不再作拟处理), with reason and legal basis; on notice the objections that it was told for stand in the way no longer.',
    'CaseStanding',
  )
  @Post('drop-intention')
  @HttpCode(200)
  dropIntention(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: ReasonedDecisionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'drop_intention' }, body, key);
  }

  @Does(
    'Answers what is intended (陈述申辩), once: the words of the unit, or that it says nothing; and those that the candidate has it pass on. The candidate can go on to speak to the body until the period is over.',
    'CaseStanding',
  )
  @Post('answer-intention')
  @HttpCode(200)
  answerIntention(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { unit, candidate, waives }: IntentionAnswerBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const answer = {
      ...(unit === undefined ? {} : { unit }),
      ...(candidate === undefined ? {} : { candidate }),
      waives: waives ?? false,
    };
    const event = { type: 'answer_intention', heard: false } as const;
    return this.actOnCase.execute(actor, { caseId: id, expectedVersion, event, answer }, key);
  }

  @Does(
    'Records what the candidate said directly to the body while what is intended can be answered, and when it came; `last` if that is all they want to say.',
    'CaseStanding',
  )
  @Post('statements')
  @HttpCode(200)
  recordStatement(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { text, receivedOn, channel, last }: StatementBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'record_statement', heard: false } as const;
    const statement = { text, receivedOn, channel, last: last ?? false };
    return this.actOnCase.execute(actor, { caseId: id, expectedVersion, event, statement }, key);
  }

  @Does(
    'What is intended and stands, and what the unit and the candidate said to it; for those who review, and of what came through it for the submitting side.',
    'CaseStatements',
  )
  @Get('statements')
  statements(@Acting() actor: Official, @Param() { id }: IdParam) {
    return this.getStatements.execute(actor, id);
  }

  private act(
    actor: Official,
    caseId: string,
    expectedVersion: number,
    event: OtherEvent,
    { remarks, reason, ...stated }: ReasonedDecisionBody,
    key?: IdempotencyKey,
  ) {
    const said = remarks === undefined ? {} : { remarks };
    return this.actOnCase.execute(
      actor,
      { caseId, expectedVersion, event, ...reasonOf(reason), ...statedIn(stated), ...said },
      key,
    );
  }
}
