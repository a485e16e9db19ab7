import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import { ReceiveObjection, receiptHashOf } from '../../cases/receive-objection.js';
import { Reader } from '../../database/reader.js';
import { Clock } from '../../kernel/clock.js';
import { refuse } from '../../kernel/refusal.js';
import { findNotice, listNotices, type Notice } from '../../notices/notice-row.js';
import { objectionByReceipt } from '../../objections/objection-row.js';
import { Public } from '../actor.js';
import { Idempotency } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import { Refused } from '../refused.js';
import { ObjectionBody } from './objection-inputs.js';
import { IdParam, PageQuery, ReceiptParam } from './params.js';
import { page } from './page.js';

/** What anyone may read: the notice as published, its digest, and whether it is still open. */
const publicView = ({ id, content, digest }: Notice, now: string) => ({
  id,
  ...content,
  digest,
  state: now < content.endsAt ? 'open' : 'ended',
});

@Tagged('notices')
@Public()
@Controller()
export class NoticesController {
  constructor(
    private readonly reader: Reader,
    private readonly clock: Clock,
    private readonly receiveObjection: ReceiveObjection,
  ) {}

  @Does('The notices, newest first.', 'NoticePage')
  @Get('notices')
  async list(@Query() { after, limit }: PageQuery) {
    const notices = await listNotices(this.reader, after ?? '~', limit ?? 20);
    return page(
      notices.map((notice) => publicView(notice, this.clock.now())),
      limit ?? 20,
    );
  }

  @Does('A notice as published.', 'Notice')
  @Get('notices/:id')
  async read(@Param() { id }: IdParam) {
    const notice = await findNotice(this.reader, id);
    return notice ? publicView(notice, this.clock.now()) : refuse('not_found');
  }

  @Does(
    'Objects to a candidate on the notice, under a name or anonymously. The receipt code is shown once.',
    'ObjectionReceived',
  )
  @Post('notices/:id/objections')
  object(@Param() { id }: IdParam, @Body() body: ObjectionBody, @Idempotency() key?: IdempotencyKey) {
    const { line, identityClass, objector, facts } = body;
    if ((identityClass === 'anonymous') === (objector !== undefined)) {
      throw Refused.because('invalid_request', {
        errors: [{ field: 'objector', problems: ['must be given under a name, and left out when anonymous'] }],
      });
    }
    return this.receiveObjection.execute({ noticeId: id, line, identityClass, objector: objector ?? null, facts }, key);
  }

  @Does('What became of an objection, for the holder of its receipt code.', 'ObjectionStatus')
  @Get('objections/:receipt')
  async status(@Param() { receipt }: ReceiptParam) {
    return (await objectionByReceipt(this.reader, receiptHashOf(receipt))) ?? refuse('not_found');
  }
}
