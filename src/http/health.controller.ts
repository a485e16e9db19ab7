import { Controller, Get } from '@nestjs/common';
import { Reader } from '../database/reader.js';
import { refuse, type Refusal } from '../kernel/refusal.js';
import { Public } from './actor.js';
import { Does, Tagged } from './described.js';

/** Whether this instance should get requests; it says no while it shuts down. */
export class Readiness {
  private closing = false;

  get open(): boolean {
    return !this.closing;
  }

  close(): void {
    this.closing = true;
  }
}

@Tagged('health')
@Public()
@Controller('health')
export class HealthController {
  constructor(
    private readonly reader: Reader,
    private readonly readiness: Readiness,
  ) {}

  @Does('The process runs.', 'Health')
  @Get('live')
  live() {
    return { status: 'live' };
  }

  @Does('The process runs, the database answers, and it is not shutting down.', 'Health')
  @Get('ready')
  async ready(): Promise<{ status: string } | Refusal> {
    if (!this.readiness.open) return refuse('shutting_down');
    try {
      await this.reader.query('SELECT 1 AS one');
      return { status: 'ready' };
    } catch {
      return refuse('not_ready');
    }
  }
}
