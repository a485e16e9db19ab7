import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import { DeclareInterest, EndInterest } from '../../bodies/declare-interest.js';
import { GetInterests } from '../../bodies/get-interests.js';
import type { Official } from '../../policy/actor.js';
import { Acting } from '../actor.js';
import { Idempotency } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import { InterestBody } from './interest-inputs.js';
import { IdParam } from './params.js';

/** 利害关系申报: what an official has to do with organisations and persons; everybody for themselves. */
@Tagged('interests')
@Controller('interests')
export class InterestsController {
  constructor(
    private readonly declareInterest: DeclareInterest,
    private readonly endInterest: EndInterest,
    private readonly getInterests: GetInterests,
  ) {}

  @Does('What you declared, newest first. Nobody reads what another official declared.', 'Interests')
  @Get()
  own(@Acting() actor: Official) {
    return this.getInterests.execute(actor);
  }

  @Does(
    'Declares an interest in an organisation, an employer or a person: it keeps you from every case that it has to do with.',
    'InterestDeclared',
    409,
    422,
  )
  @Post()
  declare(@Acting() actor: Official, @Body() { ground, about }: InterestBody, @Idempotency() key?: IdempotencyKey) {
    return this.declareInterest.execute(actor, ground, { kind: about.kind, value: about.value }, key);
  }

  @Does(
    'The interest is over: from now on it keeps you from nothing. That it was declared stays on record.',
    'InterestDeclared',
  )
  @Post(':id/end')
  @HttpCode(200)
  end(@Acting() actor: Official, @Param() { id }: IdParam, @Idempotency() key?: IdempotencyKey) {
    return this.endInterest.execute(actor, id, key);
  }
}
