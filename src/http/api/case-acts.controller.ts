import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import { ActOnCase } from '../../cases/act-on-case.js';
import type { OtherEvent } from '../../cases/act-request.js';
import { ConcludeObjection } from '../../cases/conclude-objection.js';
import type { Official } from '../../policy/actor.js';
import type { Outcome } from '../../policy/terms.js';
import { Acting } from '../actor.js';
import { Idempotency, IfMatch } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import {
  ActBody,
  AdverseDecisionBody,
  DecisionBody,
  ObjectionConclusionBody,
  ReasonBody,
  ReasonedActBody,
  ReconsiderationBody,
  statedIn,
} from './act-inputs.js';
import { IdParam, ObjectionParams } from './params.js';

export const reasonOf = (reason: ReasonBody | undefined) =>
  reason && { reason: { code: reason.code, text: reason.text, legalBasis: reason.legalBasis ?? [] } };

/** The acts on a case, one route each: what happens to it is the command's to say. */
@Tagged('cases')
@Controller('cases/:id')
export class CaseActsController {
  constructor(
    private readonly actOnCase: ActOnCase,
    private readonly concludeObjection: ConcludeObjection,
  ) {}

  @Does('Accepts the papers for review (受理).', 'CaseStanding')
  @Post('accept')
  @HttpCode(200)
  accept(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: ActBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'accept' }, body, key);
  }

  @Does('Agrees, for the body whose turn it is.', 'CaseStanding')
  @Post('approve')
  @HttpCode(200)
  approve(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: DecisionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'approve' }, body, key);
  }

  @Does('Does not agree; with reason, words and legal basis.', 'CaseStanding')
  @Post('reject')
  @HttpCode(200)
  reject(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: AdverseDecisionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'reject' }, body, key);
  }

  @Does('Defers the decision (暂缓) while facts are verified; the clock stops.', 'CaseStanding')
  @Post('defer')
  @HttpCode(200)
  defer(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: ReasonedActBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'defer' }, body, key);
  }

  @Does('Resumes a deferred case; the clock goes on.', 'CaseStanding')
  @Post('resume')
  @HttpCode(200)
  resume(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: ActBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'resume' }, body, key);
  }

  @Does('The submitter withdraws the candidate; not an adverse result.', 'CaseStanding')
  @Post('withdraw')
  @HttpCode(200)
  withdraw(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: ReasonedActBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'withdraw' }, body, key);
  }

  @Does('Closes the notice for this candidate, after its period and every objection.', 'CaseStanding')
  @Post('close-notice')
  @HttpCode(200)
  closeNotice(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: ActBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'close_notice' }, body, key);
  }

  @Does('Files the officer for the record (备案).', 'CaseStanding')
  @Post('file')
  @HttpCode(200)
  file(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: DecisionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'file' }, body, key);
  }

  @Does('Registers the change of legal representative, or the founding (登记).', 'CaseStanding')
  @Post('register')
  @HttpCode(200)
  register(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: DecisionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'register' }, body, key);
  }

  @Does('The submitter asks for reconsideration (复核), once and in time.', 'CaseStanding')
  @Post('reconsider')
  @HttpCode(200)
  reconsider(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: ReasonedActBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'reconsider' }, body, key);
  }

  @Does('Revokes a finding: falsehood, or a bar that arose later.', 'CaseStanding')
  @Post('revoke')
  @HttpCode(200)
  revoke(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: AdverseDecisionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, id, version, { type: 'revoke' }, body, key);
  }

  @Does(
    'Concludes a reconsideration; by an approver of the rejecting body who did not decide the case.',
    'CaseStanding',
  )
  @Post('conclude-reconsideration')
  @HttpCode(200)
  concludeReconsideration(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: ReconsiderationBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'conclude_reconsideration', overturned: body.outcome === 'overturned' } as const;
    return this.act(actor, id, version, event, body, key);
  }

  @Does(
    'Concludes one objection on notice; by an approver of the issuing body who did not decide the case.',
    'CaseStanding',
  )
  @Post('objections/:objectionId/conclude')
  @HttpCode(200)
  conclude(
    @Acting() actor: Official,
    @Param() { id, objectionId }: ObjectionParams,
    @IfMatch() expectedVersion: number,
    @Body() body: ObjectionConclusionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const said = { outcome: body.outcome, ...reasonOf(body.reason), ...statedIn(body) };
    const conclusion = { caseId: id, expectedVersion, objectionId, ...said };
    return this.concludeObjection.execute(actor, conclusion, key);
  }

  private act(
    actor: Official,
    caseId: string,
    expectedVersion: number,
    event: OtherEvent,
    body: AdverseDecisionBody & { readonly outcome?: Outcome },
    key?: IdempotencyKey,
  ) {
    const { remarks, reason, outcome, considered } = body;
    const request = {
      caseId,
      expectedVersion,
      event,
      ...reasonOf(reason),
      ...statedIn(body),
      ...(remarks === undefined ? {} : { remarks }),
      ...(outcome === undefined ? {} : { outcome }),
      ...(considered === undefined ? {} : { considered }),
    };
    return this.actOnCase.execute(actor, request, key);
  }
}
