import { Controller, Get, Param, Query } from '@nestjs/common';
import { GetChain } from '../../cases/get-chain.js';
import { isRefusal } from '../../kernel/refusal.js';
import type { Official } from '../../policy/actor.js';
import { Acting, For } from '../actor.js';
import { Does, Tagged } from '../described.js';
import { ChainParam, ChainQuery } from './params.js';

@Tagged('record')
@Controller('record')
export class RecordController {
  constructor(private readonly getChain: GetChain) {}

  @Does(
    'The entries of one chain, byte for byte as they were written. They name no person but officials by id.',
    'RecordPage',
    404,
  )
  @For('auditor')
  @Get(':chain')
  async chain(@Acting() actor: Official, @Param() { chain }: ChainParam, @Query() { after, limit }: ChainQuery) {
    const size = limit ?? 100;
    const entries = await this.getChain.execute(actor, chain, after ?? 0, size);
    if (isRefusal(entries)) return entries;
    return { items: entries, next: entries.length === size ? String(entries.at(-1)?.seq ?? '') : null };
  }
}
