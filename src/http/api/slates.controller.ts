import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { IdempotencyKey } from '../../audit/record.js';
import type { Official } from '../../policy/actor.js';
import { AddCandidates } from '../../slates/add-candidates.js';
import { DiscardSlate } from '../../slates/discard-slate.js';
import { DraftSlate } from '../../slates/draft-slate.js';
import { GetRoster } from '../../slates/get-roster.js';
import { PublishNoticeForSlate } from '../../slates/publish-notice-for-slate.js';
import { RecordElection } from '../../slates/record-election.js';
import { GetSlate } from '../../slates/slate-file.js';
import { SubmitSlate } from '../../slates/submit-slate.js';
import { Acting, For } from '../actor.js';
import { Idempotency, IfMatch } from '../conditional.js';
import { Does, Tagged } from '../described.js';
import { ElectionBody, NoticeBody } from './slate-act-inputs.js';
import { IdParam, SlatesQuery } from './params.js';
import { AddedCandidatesBody, SlateBody } from './slate-inputs.js';
import { page } from './page.js';
import { additionOf, slateOf } from './slate-of.js';

@Tagged('slates')
@Controller('slates')
export class SlatesController {
  constructor(
    private readonly draftSlate: DraftSlate,
    private readonly discardSlate: DiscardSlate,
    private readonly submitSlate: SubmitSlate,
    private readonly addCandidates: AddCandidates,
    private readonly publishNotice: PublishNoticeForSlate,
    private readonly recordElection: RecordElection,
    private readonly getSlate: GetSlate,
    private readonly getRoster: GetRoster,
  ) {}

  @Does('Writes a slate as a draft. With defects it is refused whole (422), every defect named.', 'SlateDrafted')
  @For('submitter')
  @Post()
  draft(@Acting() actor: Official, @Body() body: SlateBody, @Idempotency() key?: IdempotencyKey) {
    return this.draftSlate.execute(actor, slateOf(body), key);
  }

  @Does('The slates of a body that the asker submits for, newest first.', 'SlatePage')
  @For('submitter')
  @Get()
  async list(@Acting() actor: Official, @Query() { body, after, limit }: SlatesQuery) {
    return page(await this.getSlate.list(actor, body, after ?? '~', limit ?? 50), limit ?? 50);
  }

  @Does("A slate with its candidates, and the state of each one's cases.", 'SlateFile')
  @Get(':id')
  read(@Acting() actor: Official, @Param() { id }: IdParam) {
    return this.getSlate.execute(actor, id);
  }

  @Does(
    'The roster as it will be after a slate handed in: who holds, or can still hold, each post, the seats left vacant, and what the checks of the roster come to.',
    'Roster',
  )
  @Get(':id/roster')
  roster(@Acting() actor: Official, @Param() { id }: IdParam) {
    return this.getRoster.execute(actor, id);
  }

  @Does('Writes a draft anew, whole.', 'SlateDrafted')
  @For('submitter')
  @Put(':id')
  edit(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() body: SlateBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.draftSlate.edit(actor, id, version, slateOf(body), key);
  }

  @Does('Gives a draft up; what it said of persons is removed.', 'SlateDiscarded')
  @For('submitter')
  @Post(':id/discard')
  @HttpCode(200)
  discard(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.discardSlate.execute(actor, id, version, key);
  }

  @Does('Hands a draft in: a case for each candidate and route.', 'SlateSubmitted')
  @For('submitter')
  @Post(':id/submit')
  @HttpCode(200)
  submit(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.submitSlate.execute(actor, id, version, key);
  }

  @Does(
    'Names further candidates on a slate handed in, or one in the place of another: they get cases of their own, and those of the others go on.',
    'CandidatesAdded',
  )
  @For('submitter')
  @Post(':id/candidates')
  add(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @IfMatch() version: number,
    @Body() { candidates, replaces }: AddedCandidatesBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.addCandidates.execute(actor, id, version, additionOf(candidates, replaces), key);
  }

  @Does(
    'Publishes one notice for cleared candidates of the slate; each case is named with the version looked at.',
    'NoticePublished',
  )
  @For('handler')
  @Post(':id/notices')
  publish(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @Body() { cases }: NoticeBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.publishNotice.execute(actor, id, cases, key);
  }

  @Does('Reports a vote, for one or more candidates.', 'ElectionRecorded', 412)
  @For('submitter')
  @Post(':id/election')
  @HttpCode(200)
  elect(
    @Acting() actor: Official,
    @Param() { id }: IdParam,
    @Body() election: ElectionBody,
    @Idempotency() key?: IdempotencyKey,
  ) {
    return this.recordElection.execute(actor, { slateId: id, ...election }, key);
  }
}
