// The bare driver, in a process of its own: `node dist/bench/raw.js PLAN`, a file with a RawPlan. Prints RawFigures.
//
// First the product's own code decides cases on a copy of the database, and every statement with its parameters is noted
// down. Then the same statements with the same parameters are said once more to another copy, by the driver alone: one
// transaction for each decision, statements prepared once. So what is compared stays the same when the code changes.
import { readFileSync } from 'node:fs';
import { Recorder } from '../src/audit/record.js';
import { notInOffice } from '../src/bodies/in-office.js';
import { ActOnCase } from '../src/cases/act-on-case.js';
import { PolicyBook } from '../src/cases/policy-book.js';
import { openReader, openWriter } from '../src/database/data-sources.js';
import { engineOf } from '../src/database/dialect.js';
import { Reader } from '../src/database/reader.js';
import { WriteDoor, type Tx, type Work } from '../src/database/transactions.js';
import { Sessions } from '../src/http/sessions.js';
import { SystemClock } from '../src/kernel/clock.js';
import { isRefusal, type Refusal } from '../src/kernel/refusal.js';
import { loadOrCreateKeys } from '../src/protected-fields/keys.js';
import { decisionsOf, FIRST_VERSION, type Judged } from './decisions.js';
import type { RawFigures } from './figures.js';
import { replay, type Decision } from './replay.js';

export interface RawPlan extends Judged {
  /** Two equal databases: on one the decisions are noted down, on the other they are repeated. */
  readonly recordUrl: string;
  readonly replayUrl: string;
  readonly keyFile: string;
  readonly tokens: Readonly<Record<string, string>>;
  readonly cases: readonly string[];
  /** PostgreSQL: as many for writing, and as many for reading, as an instance of the product has. */
  readonly connections: number;
  readonly seconds: number;
}

/** What the decision under way has said so far. */
class Notes {
  private decision: Decision = { beside: [], inside: [] };

  begin(): void {
    this.decision = { beside: [], inside: [] };
  }

  beside(sql: string, parameters: readonly unknown[]): void {
    this.decision.beside.push({ sql, parameters });
  }

  inside(sql: string, parameters: readonly unknown[]): void {
    this.decision.inside.push({ sql, parameters });
  }

  taken(): Decision {
    return this.decision;
  }
}

class NotingReader extends Reader {
  constructor(
    private readonly notes: Notes,
    ...parts: ConstructorParameters<typeof Reader>
  ) {
    super(...parts);
  }

  override query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    this.notes.beside(sql, parameters);
    return super.query(sql, parameters);
  }
}

class NotingDoor extends WriteDoor {
  constructor(
    private readonly notes: Notes,
    ...parts: ConstructorParameters<typeof WriteDoor>
  ) {
    super(...parts);
  }

  override write<T>(work: Work<T>): Promise<T | Refusal> {
    return super.write((tx) => work(this.noting(tx)));
  }

  private noting(tx: Tx): Tx {
    return {
      engine: tx.engine,
      query: (sql, parameters = []) => {
        this.notes.inside(sql, parameters);
        return tx.query(sql, parameters);
      },
      execute: (sql, parameters = []) => {
        this.notes.inside(sql, parameters);
        return tx.execute(sql, parameters);
      },
      send: (sql, parameters = []) => {
        this.notes.inside(sql, parameters);
        tx.send(sql, parameters);
      },
      afterCommit: (then) => tx.afterCommit(then),
    };
  }
}

/** Decides every case of the plan with the product's own code. @returns the decisions of each case */
async function record(plan: RawPlan): Promise<Decision[][]> {
  const { recordUrl: url, keyFile, tokens, cases } = plan;
  const [writer, reading] = [await openWriter(url, 2), await openReader(url, 2)];
  const notes = new Notes();
  const reader = new NotingReader(notes, reading, url);
  const clock = new SystemClock();
  const keys = loadOrCreateKeys(keyFile);
  const recorder = new Recorder(new NotingDoor(notes, writer, url), reader, clock, keys, notInOffice);
  const sessions = new Sessions(recorder, reader, clock, 1);
  const actOnCase = new ActOnCase(recorder, PolicyBook.read(plan.policies), keys);

  const decideOnce = async (
    caseId: string,
    expectedVersion: number,
    decision: ReturnType<typeof decisionsOf>[number],
  ) => {
    notes.begin();
    const visitor = await sessions.whose(tokens[decision.who] ?? '');
    if (!visitor) throw new Error(`${decision.who} is not logged in.`);
    const { official: actor } = visitor;
    const { act, said } = decision;
    // The route fills in what a finding leaves out.
    const told =
      'findings' in said
        ? {
            findings: said.findings.map((finding) => ({
              ...finding,
              effectiveOn: null,
              endedOn: null,
              intentional: null,
            })),
          }
        : said;
    const answer = await actOnCase.execute(
      actor,
      { caseId, expectedVersion, event: { type: act }, ...told },
      {
        actor: `official:${actor.id}`,
        key: `${caseId}-${expectedVersion}`,
        fingerprint: '0'.repeat(64),
      },
    );
    if (isRefusal(answer)) throw new Error(`${act} by ${decision.who} was refused: ${answer.refused}`);
    return notes.taken();
  };

  const recorded: Decision[][] = [];
  for (const id of cases) {
    const decisions: Decision[] = [];
    for (const [index, decision] of decisionsOf(plan).entries()) {
      decisions.push(await decideOnce(id, FIRST_VERSION + index, decision));
    }
    recorded.push(decisions);
  }
  for (const source of [writer, reading]) await source.destroy();
  return recorded;
}

async function measure(plan: RawPlan): Promise<RawFigures> {
  const recorded = await record(plan);
  const all = recorded.flat();
  const mean = (of: (decision: Decision) => number) =>
    Math.round((all.reduce((sum, decision) => sum + of(decision), 0) / all.length) * 10) / 10;
  const replayed = await replay(engineOf(plan.replayUrl), plan.replayUrl, recorded, plan.connections, plan.seconds);
  return {
    ...replayed,
    statementsInTransaction: mean(({ inside }) => inside.length),
    statementsBeside: mean(({ beside }) => beside.length),
  };
}

const [file = ''] = process.argv.slice(2);
console.log(JSON.stringify(await measure(JSON.parse(readFileSync(file, 'utf8')) as RawPlan)));
