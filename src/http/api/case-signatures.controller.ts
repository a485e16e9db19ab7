import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import { ActOnCase } from '../../cases/act-on-case.js';
import type { ActRequest } from '../../cases/act-request.js';
import { GetSignatures } from '../../cases/get-signatures.js';
import type { Official } from '../../policy/actor.js';
import { Acting } from '../actor.js';
import { Idempotency, IfMatch } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import {
  ActBody,
  ProposalBody,
  RecusalBody,
  RecusalOrderBody,
  SignatureBody,
  SignersBody,
  WaiverBody,
  statedIn,
} from './act-inputs.js';
import { reasonOf } from './case-acts.controller.js';
import { IdParam, OfficialParams } from './params.js';

/** Deciding together, and who is kept from a case: asked, signed, proposed, recused, let go on. */
@Tagged('cases')
@Controller('cases/:id')
export class CaseSignaturesController {
  constructor(
    private readonly getSignatures: GetSignatures,
    private readonly actOnCase: ActOnCase,
  ) {}

  @Does(
    'Who signs where the case stands (会签): the rule of the policy, who was asked and what they said, who may be asked, and who is kept from the case (回避). For the bodies that review it.',
    'CaseSignatures',
  )
  @Get('signatures')
  signatures(@Acting() actor: Official, @Param() { id }: IdParam) {
    return this.getSignatures.execute(actor, id);
  }

  @Does(
    'Asks approvers of the body to sign (请求会签、加签): binding, so that the quorum counts them, or for advice.',
    'CaseStanding',
  )
  @Post('signatures')
  @HttpCode(200)
  ask(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { officials, weight, remarks }: SignersBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const asks = { officials, weight };
    return this.act(actor, { caseId: id, expectedVersion, event: { type: 'ask_signatures' }, asks }, remarks, key);
  }

  @Does(
    'Takes back a request to sign that was not answered (减签), with words why (`remarks`); not where the policy has every approver asked.',
    'CaseStanding',
  )
  @Post('signatures/:official/remove')
  @HttpCode(200)
  remove(
    @Acting() actor: Official,
    @Param() { id, official }: OfficialParams,
    @IfMatch() expectedVersion: number,
    @Body() { remarks }: ActBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'remove_signature' } as const;
    return this.act(actor, { caseId: id, expectedVersion, event, official }, remarks, key);
  }

  @Does('Signs, as somebody who was asked; who does not agree gives reason and legal basis.', 'CaseStanding')
  @Post('sign')
  @HttpCode(200)
  sign(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { agree, reason, remarks, ...stated }: SignatureBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'sign' } as const;
    const said = { agree, ...reasonOf(reason), ...statedIn(stated) };
    return this.act(actor, { caseId: id, expectedVersion, event, ...said }, remarks, key);
  }

  @Does('Proposes what to decide (拟办意见), as a handler of the body; an approver decides.', 'CaseStanding')
  @Post('propose')
  @HttpCode(200)
  propose(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { agree, remarks }: ProposalBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, { caseId: id, expectedVersion, event: { type: 'propose' }, agree }, remarks, key);
  }

  @Does(
    'Steps back from the case (自行回避); what you signed counts no longer. A handler asks somebody else to sign.',
    'CaseStanding',
  )
  @Post('recusals')
  @HttpCode(200)
  recuse(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { ground, remarks }: RecusalBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.act(actor, { caseId: id, expectedVersion, event: { type: 'recuse' }, ground }, remarks, key);
  }

  @Does(
    'Has somebody of the body step back (责令回避), by an approver who neither signs nor decides in the case, with reason and legal basis; what they signed counts no longer.',
    'CaseStanding',
  )
  @Post('recusals/:official/order')
  @HttpCode(200)
  order(
    @Acting() actor: Official,
    @Param() { id, official }: OfficialParams,
    @IfMatch() expectedVersion: number,
    @Body() { ground, reason, remarks }: RecusalOrderBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'order_recusal' } as const;
    return this.act(actor, { caseId: id, expectedVersion, event, official, ground, ...reasonOf(reason) }, remarks, key);
  }

  @Does(
    'Lets somebody go on in the case despite a recusal or an interest (不予回避), by another approver who neither signs nor decides in the case, with reason and legal basis; nobody whom it is about themselves.',
    'CaseStanding',
  )
  @Post('recusals/:official/waive')
  @HttpCode(200)
  waive(
    @Acting() actor: Official,
    @Param() { id, official }: OfficialParams,
    @IfMatch() expectedVersion: number,
    @Body() { interests = [], reason, remarks }: WaiverBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'waive_recusal' } as const;
    const request = { caseId: id, expectedVersion, event, official, interests, ...reasonOf(reason) };
    return this.act(actor, request, remarks, key);
  }

  private act(actor: Official, request: ActRequest, remarks: string | undefined, key: IdempotencyKey | undefined) {
    return this.actOnCase.execute(actor, remarks === undefined ? request : { ...request, remarks }, key);
  }
}
