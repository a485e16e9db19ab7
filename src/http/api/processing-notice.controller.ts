import { Controller, Get, Query } from '@nestjs/common';
import { PolicyBook } from '../../cases/policy-book.js';
import { Clock } from '../../kernel/clock.js';
import { refuse } from '../../kernel/refusal.js';
import { processingNoticeOf } from '../../policy/processing-notice.js';
import { dateInChina } from '../../policy/working-days.js';
import { Public } from '../actor.js';
import { Does, Tagged } from '../described.js';
import { JurisdictionQuery } from './params.js';

@Tagged('notices')
@Public()
@Controller('processing-notice')
export class ProcessingNoticeController {
  constructor(
    private readonly book: PolicyBook,
    private readonly clock: Clock,
  ) {}

  @Does(
    'What each candidate is to be told of the processing of their data, by the policy in force today; a place without rules goes by those of its city or province.',
    'ProcessingNotice',
    404,
  )
  @Get()
  read(@Query() { jurisdiction }: JurisdictionQuery) {
    const policy = this.book.inForce(jurisdiction, dateInChina(this.clock.now()));
    return (policy && processingNoticeOf(policy)) ?? refuse('not_found');
  }
}
