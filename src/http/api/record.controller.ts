import { Controller, Get, Param, Query } from '@nestjs/common';
import { readChain } from '../../audit/read-audit.js';
import { Reader } from '../../database/reader.js';
import { For } from '../actor.js';
import { Does, Tagged } from '../described.js';
import { ChainParam, ChainQuery } from './inputs.js';

@Tagged('record')
@Controller('record')
export class RecordController {
  constructor(private readonly reader: Reader) {}

  @Does(
    'The entries of one chain, byte for byte as they were written. They name no person but officials by id.',
    'RecordPage',
  )
  @For('auditor')
  @Get(':chain')
  async chain(@Param() { chain }: ChainParam, @Query() { after, limit }: ChainQuery) {
    const size = limit ?? 100;
    const entries = await readChain(this.reader, chain, after ?? 0, size);
    return { items: entries, next: entries.length === size ? String(entries.at(-1)?.seq ?? '') : null };
  }
}
