// What one client sends, and what it makes of the answers. A client that was cut off goes on with the same requests and
// the same keys, as a careful client should.

/** A request that changes something. Sent again, it is the same to the last byte. */
export interface Asked {
  /** Login of the official, or null for the public. */
  readonly who: string | null;
  readonly path: string;
  readonly body?: unknown;
  readonly version?: number;
  readonly key: string;
}

/** The answer as it came, whole; `lost` when none came: then nobody knows whether the request had its effect. */
export type Outcome = { readonly status: number; readonly text: string } | 'lost';

/**
 * Requests sent at once, of which exactly one key has an effect. Most steps hold one request; the same one twice is an
 * impatient client; two with different keys are two officials who decide at the same moment.
 */
export interface Step {
  readonly requests: readonly Asked[];
  /** What those may be told who come too late: the statuses of a refusal. */
  readonly tooLate: readonly number[];
}

export type Answer = Readonly<Record<string, unknown>>;
/** A client's work without end: yields steps, and is given the answer of the request that had its effect. */
export type Work = Generator<Step, never, Answer>;
export type Send = (asked: Asked) => Promise<Outcome>;

export interface Acknowledged {
  readonly asked: Asked;
  readonly text: string;
}

export class Client {
  /** Every request that was answered with success, in order. */
  readonly acknowledged: Acknowledged[] = [];
  /** Answers that no client should get. */
  readonly faults: string[] = [];
  /** By key. */
  private readonly outcomes = new Map<string, Outcome>();
  private step: Step;

  constructor(private readonly work: Work) {
    this.step = work.next().value;
  }

  /** Requests sent and not answered: each has had its effect, or has not. */
  inDoubt(): Asked[] {
    return this.step.requests.filter(({ key }) => this.outcomes.get(key) === 'lost');
  }

  /** Takes step after step until an answer is lost, or until there is `enough`. */
  async run(send: Send, enough: () => boolean): Promise<void> {
    await this.repeatTheLast(send);
    while (!enough() && this.faults.length === 0) {
      await this.sendOpen(send);
      if (this.inDoubt().length > 0) return;
      this.goOn();
    }
  }

  /** Clears up what is in doubt, and begins nothing new. */
  async finish(send: Send): Promise<void> {
    if (this.inDoubt().length > 0) await this.sendOpen(send);
  }

  /** What was acknowledged, asked for once more: the same answer, and no second effect (which `examine` would find). */
  private async repeatTheLast(send: Send): Promise<void> {
    const last = this.acknowledged.at(-1);
    const again = last && (await send(last.asked));
    if (typeof again === 'object' && again.text !== last?.text) {
      this.faults.push(`${nameOf(last?.asked)} was answered ${last?.text}, and repeated ${again.status} ${again.text}`);
    }
  }

  private async sendOpen(send: Send): Promise<void> {
    const open = this.step.requests.filter(({ key }) => typeof this.outcomes.get(key) !== 'object');
    // What was cut off is sent twice at once: with the lost one that is three requests, and still one effect.
    const copies = open.flatMap((asked) => (this.outcomes.get(asked.key) === 'lost' ? [asked, asked] : [asked]));
    await Promise.all(copies.map(async (asked) => this.learn(asked, await send(asked))));
  }

  private learn(asked: Asked, outcome: Outcome): void {
    const known = this.outcomes.get(asked.key);
    if (outcome === 'lost') {
      this.outcomes.set(asked.key, known ?? outcome);
      return;
    }
    this.outcomes.set(asked.key, outcome);
    const { status, text } = outcome;
    if (status >= 300) {
      if (!this.step.tooLate.includes(status)) this.faults.push(`${nameOf(asked)} was answered ${status} ${text}`);
    } else if (typeof known === 'object') {
      if (known.text !== text) this.faults.push(`${nameOf(asked)} was answered ${known.text}, and then ${text}`);
    } else {
      this.acknowledged.push({ asked, text });
    }
  }

  private goOn(): void {
    const succeeded = new Map<string, string>();
    for (const [key, outcome] of this.outcomes) {
      if (typeof outcome === 'object' && outcome.status < 300) succeeded.set(key, outcome.text);
    }
    const [text] = succeeded.values();
    if (text === undefined || succeeded.size > 1) {
      this.faults.push(`of ${this.step.requests.map(nameOf).join(' and ')}, ${succeeded.size} had an effect`);
      return;
    }
    this.outcomes.clear();
    this.step = this.work.next(JSON.parse(text) as Answer).value;
  }
}

const nameOf = (asked: Asked | undefined): string =>
  asked === undefined ? 'nothing' : `${asked.path} by ${asked.who ?? 'the public'} (key ${asked.key})`;
