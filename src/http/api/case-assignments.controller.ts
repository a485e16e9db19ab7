import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import { ActOnCase } from '../../cases/act-on-case.js';
import type { ActRequest } from '../../cases/act-request.js';
import type { Official } from '../../policy/actor.js';
import { Acting } from '../actor.js';
import { Idempotency, IfMatch } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import { AssignmentBody, InDutyBody } from './act-inputs.js';
import { IdParam } from './params.js';

/** 认领、分办: who of a body does which duty at the step where a case stands. */
@Tagged('cases')
@Controller('cases/:id')
export class CaseAssignmentsController {
  constructor(private readonly actOnCase: ActOnCase) {}

  @Does('Takes the case (认领): at this step your colleagues leave the acts of your duty to you.', 'CaseStanding')
  @Post('claim')
  @HttpCode(200)
  claim(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { duty, remarks }: InDutyBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, { caseId: id, expectedVersion, event: { type: 'claim' }, duty }, remarks, key);
  }

  @Does(
    'Assigns the case to somebody else of the body in a duty (分办、改派), by an approver; whoever had it has it no longer.',
    'CaseStanding',
  )
  @Post('assign')
  @HttpCode(200)
  assign(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { official, duty, remarks }: AssignmentBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const assigns = { official, duty };
    return this.act(actor, { caseId: id, expectedVersion, event: { type: 'assign' }, assigns }, remarks, key);
  }

  @Does('Gives back a case that you claimed or were assigned: it is for all of the duty again.', 'CaseStanding')
  @Post('release')
  @HttpCode(200)
  release(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { duty, remarks }: InDutyBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, { caseId: id, expectedVersion, event: { type: 'release' }, duty }, remarks, key);
  }

  private act(actor: Official, request: ActRequest, remarks: string | undefined, key: IdempotencyKey | undefined) {
    return this.actOnCase.execute(actor, remarks === undefined ? request : { ...request, remarks }, key);
  }
}
