import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import { ActOnCase } from '../../cases/act-on-case.js';
import { GetChecks } from '../../cases/get-checks.js';
import type { VoteHeld } from '../../cases/vote-held.js';
import type { Official } from '../../policy/actor.js';
import { Acting } from '../actor.js';
import { Idempotency, IfMatch } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import { reasonOf } from './case-acts.controller.js';
import { FindingsBody, ResolutionBody, statedIn } from './act-inputs.js';
import { ChecksQuery, IdParam, RuleParams } from './params.js';

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
  checks(@Acting() actor: Official, @Param() { id }: IdParam, @Query() vote: ChecksQuery) {
    return this.getChecks.execute(actor, id, heldIn(vote));
  }

  @Does(
    'Records what was found out for the checks of the case (登记核查结果); the latest finding of a check counts. A paper that says less than what counts is put on record beside it (`beside`).',
    'CaseStanding',
  )
  @Post('findings')
  @HttpCode(200)
  recordFindings(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { findings }: FindingsBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'record_findings' } as const;
    const found = findings.map(
      ({ check, answer, source, reference, queriedOn, effectiveOn, endedOn, intentional, beside }) => ({
        check,
        answer,
        source,
        reference: reference ?? null,
        queriedOn,
        effectiveOn: effectiveOn ?? null,
        endedOn: endedOn ?? null,
        intentional: intentional ?? null,
        beside: beside ?? false,
      }),
    );
    return this.actOnCase.execute(actor, { caseId: id, expectedVersion, event, findings: found }, key);
  }

  @Does(
    'Answers, with reason and legal basis, for a check that did not pass (认定), by the verdict that you saw in …/checks: it stands in the way no longer, unless it comes to something else.',
    'CaseStanding',
  )
  @Post('checks/:rule/resolve')
  @HttpCode(200)
  resolveCheck(
    @Acting() actor: Official,
    @Param() { id, rule }: RuleParams,
    @IfMatch() expectedVersion: number,
    @Body() { verdict, heldOn, votersDue, votersPresent, votesFor, reason, remarks, ...stated }: ResolutionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'resolve_check' } as const;
    const said = remarks === undefined ? {} : { remarks };
    const resolves = { rule, verdict, ...heldIn({ heldOn, votersDue, votersPresent, votesFor }) };
    return this.actOnCase.execute(
      actor,
      { caseId: id, expectedVersion, event, resolves, ...reasonOf(reason), ...statedIn(stated), ...said },
      key,
    );
  }
}

/** A vote that is not recorded yet, as far as it is given. */
function heldIn({ heldOn, ...figures }: Undefinable<ChecksQuery>): VoteHeld {
  const given = Object.fromEntries(Object.entries(figures).filter(([, figure]) => figure !== undefined));
  return {
    ...(heldOn === undefined ? {} : { heldOn }),
    ...(Object.keys(given).length > 0 ? { figures: given } : {}),
  };
}

/** What stands in a body or a query, where a field that was left out is undefined. */
type Undefinable<T> = { [K in keyof T]: T[K] | undefined };
