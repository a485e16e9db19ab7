// The load, in a process of its own: `node dist/bench/load.js PLAN`, a file with a LoadPlan. Prints LoadFigures.
import { readFileSync } from 'node:fs';
import { decisionsOf, FIRST_VERSION, type Judged } from './decisions.js';
import type { LoadFigures } from './figures.js';
import { HttpConnection } from './http-connection.js';

export interface LoadPlan extends Judged {
  readonly address: string;
  readonly clients: number;
  /** Before the time that counts, so that the server has compiled what it runs often. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly tokens: Readonly<Record<string, string>>;
  readonly cases: readonly string[];
}

const SHOWN_ERRORS = 3;

class Load {
  private readonly latencies: number[] = [];
  private readonly errors: string[] = [];
  private readonly decisions: ReturnType<typeof decisionsOf>;
  private next = 0;
  private all = 0;
  private readonly countFrom: number;
  private readonly end: number;

  constructor(private readonly plan: LoadPlan) {
    this.decisions = decisionsOf(plan);
    this.countFrom = performance.now() + plan.warmUpSeconds * 1000;
    this.end = this.countFrom + plan.seconds * 1000;
  }

  async run(): Promise<LoadFigures> {
    const { clients, address, cases } = this.plan;
    const connections = await Promise.all(Array.from({ length: clients }, () => HttpConnection.open(address)));
    await Promise.all(connections.map((connection) => this.decideCases(connection)));
    const seconds = (Math.min(performance.now(), this.end) - this.countFrom) / 1000;
    for (const connection of connections) connection.close();
    const sorted = Float64Array.from(this.latencies).sort();
    const at = (part: number) => round(sorted[Math.min(Math.floor(sorted.length * part), sorted.length - 1)] ?? 0);
    return {
      decisions: sorted.length,
      seconds,
      allDecisions: this.all,
      p50Ms: at(0.5),
      p99Ms: at(0.99),
      maxMs: at(1),
      errors: this.errors.length,
      firstErrors: this.errors.slice(0, SHOWN_ERRORS),
      ranOut: this.next >= cases.length,
    };
  }

  /** One client: takes the next case that nobody has, and all its decisions one after the other. */
  private async decideCases(connection: HttpConnection): Promise<void> {
    for (;;) {
      const id = this.plan.cases[this.next];
      if (id === undefined) return;
      this.next += 1;
      let version = FIRST_VERSION;
      for (const { who, act, path, said } of this.decisions) {
        const start = performance.now();
        if (start >= this.end) return;
        const headers =
          `Authorization: Bearer ${this.plan.tokens[who] ?? ''}\r\nIf-Match: "${version}"\r\n` +
          `Idempotency-Key: ${id}-${version}\r\n`;
        const answer = await connection.post(`/api/v1/cases/${id}/${path}`, headers, JSON.stringify(said));
        const now = performance.now();
        version += 1;
        if (answer.status !== 200 || (JSON.parse(answer.body) as { version: number }).version !== version) {
          this.errors.push(`${act} by ${who}: ${answer.status} ${answer.body}`);
          break;
        }
        this.all += 1;
        if (start >= this.countFrom && now <= this.end) this.latencies.push(now - start);
      }
    }
  }
}

const round = (value: number): number => Math.round(value * 100) / 100;

const [file = ''] = process.argv.slice(2);
console.log(JSON.stringify(await new Load(JSON.parse(readFileSync(file, 'utf8')) as LoadPlan).run()));
