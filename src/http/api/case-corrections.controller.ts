import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import { ActOnCase } from '../../cases/act-on-case.js';
import { GetCorrections } from '../../cases/get-corrections.js';
import type { JsonValue } from '../../kernel/canonical-json.js';
import type { Official } from '../../policy/actor.js';
import { fieldsOf } from '../../policy/corrections.js';
import { ConcludeCorrection } from '../../slates/conclude-correction.js';
import { Acting } from '../actor.js';
import { Idempotency, IfMatch } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import { reasonOf } from './case-acts.controller.js';
import { CorrectionBody, CorrectionConclusionBody } from './correction-inputs.js';
import { IdParam } from './params.js';

/** Wrong data of a candidate: asked for, checked, corrected with the old value kept, or refused with a reason. */
@Tagged('cases')
@Controller('cases/:id/corrections')
export class CaseCorrectionsController {
  constructor(
    private readonly actOnCase: ActOnCase,
    private readonly concludeCorrection: ConcludeCorrection,
    private readonly getCorrections: GetCorrections,
  ) {}

  @Does(
    'The corrections of the candidate, with the old values of those that were made, telephone and address masked: for those who review; the unit reads those it asked for itself.',
    'CaseCorrections',
  )
  @Get()
  corrections(@Acting() actor: Official, @Param() { id }: IdParam) {
    return this.getCorrections.execute(actor, id);
  }

  @Does(
    'The unit asks for a correction of what was stated of the candidate (申请更正); decisions wait for it.',
    'CaseStanding',
  )
  @Post()
  @HttpCode(200)
  ask(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: CorrectionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.asked(actor, id, version, 'ask_correction', body, key);
  }

  @Does('A handler registers that the candidate asked for a correction (登记更正申请).', 'CaseStanding')
  @Post('register')
  @HttpCode(200)
  register(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: CorrectionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.asked(actor, id, version, 'register_correction', body, key);
  }

  @Does(
    'Concludes the correction after checking it (办结更正), with reason and legal basis: made, the data is another from now on, and the old values are kept.',
    'CaseStanding',
  )
  @Post('conclude')
  @HttpCode(200)
  conclude(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { outcome, reason, remarks }: CorrectionConclusionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const said = remarks === undefined ? {} : { remarks };
    const conclusion = { caseId: id, expectedVersion, outcome, ...reasonOf(reason), ...said };
    return this.concludeCorrection.execute(actor, conclusion, key);
  }

  private asked(
    actor: Official,
    caseId: string,
    expectedVersion: number,
    type: 'ask_correction' | 'register_correction',
    { why, evidence, ...body }: CorrectionBody,
    key?: IdempotencyKey,
  ) {
    const correction = { changes: changesIn(body), why, evidence };
    return this.actOnCase.execute(actor, { caseId, expectedVersion, event: { type }, correction }, key);
  }
}

/** Only what the request names; an input class has all its fields, those left out as `undefined`. */
function changesIn({ person, contact, fullTime, terms, declaration }: Omit<CorrectionBody, 'why' | 'evidence'>) {
  const plain = (part: object | undefined) =>
    JSON.parse(JSON.stringify(part ?? {})) as Readonly<Record<string, JsonValue>>;
  const named = fieldsOf({
    profile: plain(person),
    contact: plain(contact),
    fullTime: fullTime ?? false,
    terms: plain(terms),
    declaration: plain(declaration),
  });
  const { full_time: _fullTime, ...others } = named;
  return fullTime === undefined ? others : named;
}
