import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { readChain } from '../../audit/read-audit.js';
import { Reader } from '../../database/reader.js';
import { For } from '../actor.js';
import { ChainParam, PageQuery } from './inputs.js';

@ApiTags('record')
@ApiBearerAuth()
@Controller('record')
export class RecordController {
  constructor(private readonly reader: Reader) {}

  /** The entries of one chain, byte for byte as they were written. They name no person but officials by id. */
  @For('auditor')
  @Get(':chain')
  async chain(@Param() { chain }: ChainParam, @Query() { after, limit }: PageQuery) {
    const size = limit ?? 100;
    const entries = await readChain(this.reader, chain, Number(after ?? 0) || 0, size);
    return { items: entries, next: entries.length === size ? String(entries.at(-1)?.seq ?? '') : null };
  }
}
