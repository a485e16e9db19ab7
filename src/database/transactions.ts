import { setImmediate } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { isRefusal, refuse, type Refusal } from '../kernel/refusal.js';
import { asksForRetry, engineOf, type Engine } from './dialect.js';
import { clientOf, sayInTransactionOnSqlite, sayOnPostgres, type Say } from './statements.js';

/** What work inside the door may do with the database. It must await nothing else: on SQLite everybody waits for it. */
export interface Tx {
  readonly engine: Engine;
  /** Rows of a SELECT, or of a statement with RETURNING. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs a statement; returns how many rows it changed. */
  execute(sql: string, parameters?: readonly unknown[]): Promise<number>;
  /**
   * Runs a statement whose result nobody needs: in its turn among the others, but the work goes on at once, which spares
   * PostgreSQL a round trip. If it fails, so does the command.
   */
  send(sql: string, parameters?: readonly unknown[]): void;
  /** Does something once what was written here, and what was seen here, is committed; nothing if it comes to nothing. */
  afterCommit(then: () => void): void;
}

export type Work<T> = (tx: Tx) => Promise<T | Refusal>;

interface Waiting {
  readonly work: Work<unknown>;
  readonly settle: { ok: (answer: unknown) => void; failed: (error: unknown) => void };
}

/** As many commands as may share one SQLite transaction, so that the first in a crowd is not kept waiting long. */
const BATCH = 64;
/** How often PostgreSQL may ask for the same work again before the command fails. */
const TRIES = 5;
/** PostgreSQL's advisory lock of those who try again; any number but migrate's will do. */
const TRYING_AGAIN = 4_116_022;

/**
 * The only way to a write transaction. A refusal, or an error, writes nothing. The answer is given after the commit.
 *
 * On SQLite the commands that wait share one transaction, first in first out, each in its own savepoint: TypeORM's
 * embedded driver has a single query runner, and two overlapping transactions of its own lose acknowledged data.
 * On PostgreSQL each command has a transaction and a connection of its own; rows are locked by the work.
 */
export class WriteDoor {
  private readonly engine: Engine;
  private waiting: Waiting[] = [];
  private underWay = new Set<Promise<unknown>>();
  private draining = false;
  /**
   * Whether a command's work runs at this moment, on SQLite. A batch begins with a turn of the event loop of its own and
   * awaits nothing that would end the turn, so a write begun meanwhile is the work's own, and would wait for itself for
   * ever. (AsyncLocalStorage would find it on PostgreSQL, too, but costs every promise of the process its hooks:
   * docs/benchmarks.md; the tests run on both engines.)
   */
  private working = false;
  private closed = false;
  private sqlite: Say | undefined;

  constructor(
    private readonly dataSource: DataSource,
    url: string,
  ) {
    this.engine = engineOf(url);
  }

  /** @returns what the work returned, once it is durable; or its refusal, with nothing written. */
  async write<T>(work: Work<T>): Promise<T | Refusal> {
    if (this.working) throw new Error('A write was begun inside a write; hand the transaction down instead.');
    if (this.closed) return refuse('shutting_down');
    const answer = this.engine === 'sqlite' ? this.queue(work) : this.alone(work);
    this.underWay.add(answer);
    try {
      return await answer;
    } finally {
      this.underWay.delete(answer);
    }
  }

  /** Lets nobody in any more and waits for those inside. */
  async close(): Promise<void> {
    this.closed = true;
    while (this.underWay.size > 0) await Promise.allSettled([...this.underWay]);
  }

  private queue<T>(work: Work<T>): Promise<T | Refusal> {
    return new Promise<T | Refusal>((ok, failed) => {
      this.waiting.push({ work, settle: { ok: ok as (answer: unknown) => void, failed } });
      if (this.draining) return;
      this.draining = true;
      // A turn of the event loop later, so that requests that arrived together share one commit.
      void setImmediate().then(() => this.drain());
    });
  }

  private async drain(): Promise<void> {
    this.sqlite ??= sayInTransactionOnSqlite(this.dataSource);
    while (this.waiting.length > 0) {
      await commitTogether(this.sqlite, this.engine, this.waiting.splice(0, BATCH), (working) => {
        this.working = working;
      });
      // Those who were answered go on before the next batch begins, and may have more to write.
      await setImmediate();
    }
    this.draining = false;
  }

  private async alone<T>(work: Work<T>): Promise<T | Refusal> {
    for (let attempt = 1; ; attempt++) {
      const runner = this.dataSource.createQueryRunner();
      try {
        return await inOwnTransaction(sayOnPostgres(await clientOf(runner)), this.engine, work, attempt > 1);
      } catch (error) {
        if (!asksForRetry(error) || attempt === TRIES) throw error;
      } finally {
        await runner.release();
      }
    }
  }
}

/** The transaction as one command has it. It remembers the first of the command's statements that failed, and ends there. */
class CommandTx implements Tx {
  private failed: { readonly error: unknown } | undefined;
  private readonly sent: Promise<unknown>[] = [];
  private spoken = false;
  private begun: Promise<unknown> | undefined;
  private readonly whenCommitted: (() => void)[] = [];

  constructor(
    private readonly say: Say,
    readonly engine: Engine,
  ) {}

  /**
   * Begins the transaction. Only a first SELECT goes along with it unanswered; everything else waits, because if the
   * beginning alone failed, PostgreSQL would store each statement by itself.
   */
  begin(): void {
    const begun = this.say('BEGIN', []).then(
      () => (this.begun = undefined),
      (error: unknown) => (this.failed ??= { error }),
    );
    this.begun = begun;
    this.sent.push(begun);
  }

  async query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return (await this.run(sql, parameters)).rows as Row[];
  }

  async execute(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.run(sql, parameters)).changed;
  }

  send(sql: string, parameters: readonly unknown[] = []): void {
    // Not lost: `run` remembers the failure, and `complete` tells it.
    this.sent.push(this.run(sql, parameters).catch(() => undefined));
  }

  afterCommit(then: () => void): void {
    this.whenCommitted.push(then);
  }

  committed(): void {
    for (const then of this.whenCommitted) then();
  }

  /** The command comes to nothing: what it sent and is not said yet never will be, or it would be said after the end. */
  abandon(error: unknown): void {
    this.failed ??= { error };
  }

  /**
   * Waits for what was sent. A failed statement fails the command, also if the work caught the error and went on:
   * PostgreSQL has given the whole transaction up by then, and turns its COMMIT into a ROLLBACK without a word.
   */
  async complete(): Promise<void> {
    await Promise.all(this.sent);
    if (this.failed) throw this.failed.error;
  }

  private async run(sql: string, parameters: readonly unknown[]) {
    const alongWithBegin = !this.spoken && sql.startsWith('SELECT');
    this.spoken = true;
    // Those that wait go on in the order in which they came.
    if (this.begun && !alongWithBegin) await this.begun;
    if (this.failed) throw this.failed.error;
    try {
      return await this.say(sql, parameters);
    } catch (error) {
      // After the first failure PostgreSQL only says that the transaction is aborted.
      this.failed ??= { error };
      throw this.failed.error;
    }
  }
}

/** @param again those who try again go one after another, so that a crowd after the same number cannot starve one of them */
async function inOwnTransaction<T>(say: Say, engine: Engine, work: Work<T>, again: boolean): Promise<T | Refusal> {
  const tx = new CommandTx(say, engine);
  tx.begin();
  try {
    if (again) tx.send('SELECT pg_advisory_xact_lock(?)', [TRYING_AGAIN]);
    const answer = await work(tx);
    if (isRefusal(answer)) {
      tx.abandon(new Error('The command was refused.'));
      await say('ROLLBACK', []);
      return answer;
    }
    // The server commits nothing of a transaction in which a statement failed, so the last ones need not be waited for;
    // and here none fails before it is sent: parameters are texts, numbers and null, which the driver hands on as they are.
    tx.send('COMMIT');
    await tx.complete();
    tx.committed();
    return answer;
  } catch (error) {
    tx.abandon(error);
    // A lost connection cannot be rolled back, and need not be: the server does it. The first error is the one to tell.
    await say('ROLLBACK', []).catch(() => undefined);
    throw error;
  }
}

/** One commit for all: each command keeps or undoes only its own savepoint, and hears its answer after the commit. */
async function commitTogether(
  say: Say,
  engine: Engine,
  batch: Waiting[],
  setWorking: (working: boolean) => void,
): Promise<void> {
  const answers: (() => void)[] = [];
  try {
    await say('BEGIN IMMEDIATE', []);
    for (const { work, settle } of batch) {
      await say('SAVEPOINT command', []);
      try {
        setWorking(true);
        const tx = new CommandTx(say, engine);
        const answer = await perform(tx, work).finally(() => setWorking(false));
        if (isRefusal(answer)) await say('ROLLBACK TO command', []);
        answers.push(() => {
          if (!isRefusal(answer)) tx.committed();
          settle.ok(answer);
        });
      } catch (error) {
        // On a full disk SQLite has undone the whole transaction and no savepoint is left: then this fails them all.
        await say('ROLLBACK TO command', []).catch(() => Promise.reject(error as Error));
        answers.push(() => settle.failed(error));
      }
      await say('RELEASE command', []);
    }
    await say('COMMIT', []);
  } catch (error) {
    await say('ROLLBACK', []).catch(() => undefined);
    for (const { settle } of batch) settle.failed(error);
    return;
  }
  for (const tell of answers) tell();
}

async function perform<T>(tx: CommandTx, work: Work<T>): Promise<T | Refusal> {
  const answer = await work(tx);
  if (!isRefusal(answer)) await tx.complete();
  return answer;
}
