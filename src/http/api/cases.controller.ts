import { Controller, Get, Param, Query } from '@nestjs/common';
import { GetCaseFile } from '../../cases/case-file.js';
import { GetCases } from '../../cases/cases-list.js';
import { GetObjections } from '../../cases/objections-of-case.js';
import { GetWorklist } from '../../cases/worklist.js';
import type { Official } from '../../policy/actor.js';
import { Acting } from '../actor.js';
import { Does, Tagged } from '../described.js';
import { CasesQuery, IdParam, WorklistQuery } from './params.js';
import { page } from './page.js';

@Tagged('cases')
@Controller()
export class CasesController {
  constructor(
    private readonly getCaseFile: GetCaseFile,
    private readonly getCases: GetCases,
    private readonly getObjections: GetObjections,
    private readonly getWorklist: GetWorklist,
  ) {}

  @Does(
    "What waits for the asker (`mine`), for the asker's bodies (`body`), or is `overdue` there; or what is overdue elsewhere and was `escalated` to these bodies. The most urgent first.",
    'Worklist',
  )
  @Get('worklist')
  worklist(@Acting() actor: Official, @Query() { list, after, limit }: WorklistQuery) {
    return this.getWorklist.execute(actor, list ?? 'mine', after ?? null, limit ?? 50);
  }

  @Does('All cases the asker may see, newest first.', 'CaseStandingPage')
  @Get('cases')
  async list(@Acting() actor: Official, @Query() { slate, after, limit }: CasesQuery) {
    return page(await this.getCases.execute(actor, slate, after ?? '~', limit ?? 50), limit ?? 50);
  }

  @Does(
    'State, step, version, deadline with its source, history, and what the asker may do now, or why not.',
    'CaseFile',
  )
  @Get('cases/:id')
  read(@Acting() actor: Official, @Param() { id }: IdParam) {
    return this.getCaseFile.execute(actor, id);
  }

  @Does('The objections to a candidate, without who made them: for the body that issued the notice.', 'Objections')
  @Get('cases/:id/objections')
  objections(@Acting() actor: Official, @Param() { id }: IdParam) {
    return this.getObjections.execute(actor, id);
  }
}
