import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import { ActOnCase } from '../../cases/act-on-case.js';
import type { Official } from '../../policy/actor.js';
import { Acting } from '../actor.js';
import { Idempotency, IfMatch } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import { reasonOf } from './case-acts.controller.js';
import { IdParam } from './params.js';
import { SupplementAnswerBody, SupplementBody, type SupplementItemBody } from './supplement-inputs.js';

const itemOf = ({ missing, about }: SupplementItemBody) => ({ missing, ...(about === undefined ? {} : { about }) });

/** 补正: one notice that lists everything, and its answer. */
@Tagged('cases')
@Controller('cases/:id')
export class CaseSupplementsController {
  constructor(private readonly actOnCase: ActOnCase) {}

  @Does(
    'Returns the papers for a supplement (补正), naming everything that is missing or wrong; the clock stops.',
    'CaseStanding',
  )
  @Post('return-for-supplement')
  @HttpCode(200)
  returnForSupplement(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { items, reason, remarks }: SupplementBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const request = {
      caseId: id,
      expectedVersion,
      event: { type: 'return_for_supplement' } as const,
      ...reasonOf(reason),
      ...(items === undefined ? {} : { items: items.map(itemOf) }),
      ...(remarks === undefined ? {} : { remarks }),
    };
    return this.actOnCase.execute(actor, request, key);
  }

  @Does('Answers the supplement, item by item where its notice lists them; the clock goes on.', 'CaseStanding')
  @Post('answer-supplement')
  @HttpCode(200)
  answerSupplement(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { answers, remarks }: SupplementAnswerBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'answer_supplement' } as const;
    const request = { caseId: id, expectedVersion, event, remarks, ...(answers === undefined ? {} : { answers }) };
    return this.actOnCase.execute(actor, request, key);
  }
}
