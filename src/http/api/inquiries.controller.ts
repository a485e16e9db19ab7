import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import { ActOnCase } from '../../cases/act-on-case.js';
import { AnswerInquiry } from '../../cases/answer-inquiry.js';
import { GetCaseInquiries } from '../../cases/get-inquiries.js';
import { RecuseFromInquiry } from '../../cases/recuse-from-inquiry.js';
import { GetInquiries, ReadInquiry } from '../../cases/read-inquiry.js';
import type { InquiryAnswer } from '../../inquiries/letter.js';
import { Clock } from '../../kernel/clock.js';
import type { Official } from '../../policy/actor.js';
import { dateInChina } from '../../policy/working-days.js';
import { Acting } from '../actor.js';
import { Idempotency, IfMatch } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import { ReasonedActBody, RecusalBody } from './act-inputs.js';
import { reasonOf } from './case-acts.controller.js';
import { InquiriesBody, InquiryAnswerBody, RegisteredAnswerBody } from './inquiry-inputs.js';
import { IdParam, InquiriesQuery, InquiryParams } from './params.js';
import { page } from './page.js';

const answerOf = ({ document, datedOn, answers }: InquiryAnswerBody, receivedOn: string): InquiryAnswer => ({
  document,
  datedOn,
  receivedOn,
  answers: answers.map(({ question, answer, text, evidence, effectiveOn, endedOn, intentional }) => ({
    question,
    answer,
    text: text ?? null,
    evidence: evidence ?? null,
    effectiveOn: effectiveOn ?? null,
    endedOn: endedOn ?? null,
    intentional: intentional ?? null,
  })),
});

const saidWith = (remarks: string | undefined) => (remarks === undefined ? {} : { remarks });

/** Letters to departments (征求意见、函询): by the body that asks, and by the department that is asked. */
@Tagged('inquiries')
@Controller()
export class InquiriesController {
  constructor(
    private readonly getCaseInquiries: GetCaseInquiries,
    private readonly actOnCase: ActOnCase,
    private readonly getInquiries: GetInquiries,
    private readonly readInquiry: ReadInquiry,
    private readonly answerInquiry: AnswerInquiry,
    private readonly recuseFromInquiry: RecuseFromInquiry,
    private readonly clock: Clock,
  ) {}

  @Does(
    'The letters to departments in this case: sent, due, overdue, answered with what; and what may be asked where it stands. For the bodies that review it.',
    'CaseInquiries',
  )
  @Get('cases/:id/inquiries')
  ofCase(@Acting() actor: Official, @Param() { id }: IdParam) {
    return this.getCaseInquiries.execute(actor, id);
  }

  @Does(
    'Asks departments (征求意见、函询): one letter each, with questions of the policy and the data that it allows. Where the policy says so the clock stands still.',
    'CaseStanding',
  )
  @Post('cases/:id/inquiries')
  @HttpCode(200)
  send(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { inquiries, remarks }: InquiriesBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'send_inquiry', sent: inquiries.length, suspends: false } as const;
    return this.actOnCase.execute(actor, { caseId: id, expectedVersion, event, inquiries, ...saidWith(remarks) }, key);
  }

  @Does('Registers an answer that came by letter; a handler of the body that asked.', 'CaseStanding')
  @Post('cases/:id/inquiries/:inquiry/answer')
  @HttpCode(200)
  register(
    @Acting() actor: Official,
    @Param() { id, inquiry }: InquiryParams,
    @IfMatch() expectedVersion: number,
    @Body() body: RegisteredAnswerBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'register_answer', goesOn: true } as const;
    const answered = { inquiry, answer: answerOf(body, body.receivedOn) };
    return this.actOnCase.execute(actor, { caseId: id, expectedVersion, event, answered }, key);
  }

  @Does('Takes a letter back, with reason and legal basis: nobody waits for its answer any more.', 'CaseStanding')
  @Post('cases/:id/inquiries/:inquiry/take-back')
  @HttpCode(200)
  takeBack(
    @Acting() actor: Official,
    @Param() { id, inquiry }: InquiryParams,
    @IfMatch() expectedVersion: number,
    @Body() { reason, remarks }: ReasonedActBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const event = { type: 'take_back_inquiry', goesOn: true } as const;
    const request = { caseId: id, expectedVersion, event, inquiry, ...reasonOf(reason), ...saidWith(remarks) };
    return this.actOnCase.execute(actor, request, key);
  }

  @Does(
    'The letters to the departments of the asker: those that wait for an answer (`open`, default), the oldest first, or `all`.',
    'InquiryPage',
  )
  @Get('inquiries')
  async list(@Acting() actor: Official, @Query() { list, after, limit }: InquiriesQuery) {
    const many = limit ?? 50;
    return page(await this.getInquiries.execute(actor, list !== 'all', after ?? '', many), many);
  }

  @Does(
    'A letter to a department of the asker: what is asked, of whom, on which basis, until when; and what was answered. Each reading is an entry of the record. Of whom it was, nobody is told any more when it was taken back or closed.',
    'Inquiry',
  )
  @Get('inquiries/:id')
  read(@Acting() actor: Official, @Param() { id }: IdParam) {
    return this.readInquiry.execute(actor, id);
  }

  @Does('Answers a letter, for the department that was asked.', 'AnsweredInquiry')
  @Post('inquiries/:id/answer')
  @HttpCode(200)
  answer(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() body: InquiryAnswerBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    const answer = answerOf(body, dateInChina(this.clock.now()));
    return this.answerInquiry.execute(actor, { id, expectedVersion, answer }, key);
  }

  @Does(
    'Steps back from a letter (自行回避), and with it from its case; somebody else of the department answers.',
    'AnsweredInquiry',
  )
  @Post('inquiries/:id/recusals')
  @HttpCode(200)
  recuse(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() expectedVersion: number,
    @Body() { ground, remarks }: RecusalBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.recuseFromInquiry.execute(actor, { id, expectedVersion, ground, ...saidWith(remarks) }, key);
  }
}
