import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import { ActOnCase } from '../../cases/act-on-case.js';
import { GetChecks } from '../../cases/get-checks.js';
import type { Official } from '../../policy/actor.js';
import { Acting } from '../actor.js';
import { Idempotency, IfMatch } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import { reasonOf } from './case-acts.controller.js';
import { FindingsBody, IdParam, ReasonedActBody, RuleParams } from './inputs.js';

/** What is checked of a candidate: read, answered, resolved. */
@Tagged('cases')
@Controller('cases/:id')
export class CaseChecksController {
  constructor(
    private readonly getChecks: GetChecks,
    private readonly actOnCase: ActOnCase,
  ) {}

  @Does(
    'What is checked of the candidate (核查), what each check comes to now and from what, and the acts it stands in the way of. A submitter is shown what follows from the submission alone.',
    'CaseChecks',
  )
  @Get('checks')
  checks(@Acting() actor: Official, @Param() { id }: IdParam) {
    return this.getChecks.execute(actor, id);
  }

  @Does(
    'Records what was found out for the checks of the case (登记核查结果); the latest finding of a check counts.',
    'CaseStanding',
  )
  @Post('findings')
  @HttpCode(200)
  recordFindings(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { findings, remarks }: FindingsBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'record_findings' } as const;
    const found = findings.map(({ check, answer, source, reference, queriedOn, effectiveOn, endedOn }) => ({
      check,
      answer,
      source,
      reference: reference ?? null,
      queriedOn,
      effectiveOn: effectiveOn ?? null,
      endedOn: endedOn ?? null,
    }));
    const said = remarks === undefined ? {} : { remarks };
    return this.actOnCase.execute(actor, { caseId: id, expectedVersion, event, findings: found, ...said }, key);
  }

  @Does(
    'Answers, with reason and legal basis, for a check that did not pass (认定): it stands in the way no longer, unless it comes to something else.',
    'CaseStanding',
  )
  @Post('checks/:rule/resolve')
  @HttpCode(200)
  resolveCheck(
    @Acting() actor: Official,
    @Param() { id, rule }: RuleParams,
    @IfMatch() expectedVersion: number,
    @Body() { reason, remarks }: ReasonedActBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'resolve_check' } as const;
    const said = remarks === undefined ? {} : { remarks };
    return this.actOnCase.execute(
      actor,
      { caseId: id, expectedVersion, event, rule, ...reasonOf(reason), ...said },
      key,
    );
  }
}
