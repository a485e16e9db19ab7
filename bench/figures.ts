import type { Engine } from '../src/database/dialect.js';

/** What a client process says of its load. */
export interface LoadFigures {
  /** Decisions acknowledged with 200 and the version that had to come next, in the time that counts. */
  readonly decisions: number;
  readonly seconds: number;
  /** Those of the warm-up too. */
  readonly allDecisions: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  /** Any other answer, and any connection that ended. */
  readonly errors: number;
  readonly firstErrors: readonly string[];
  /** The prepared cases were used up before the time was over. */
  readonly ranOut: boolean;
}

/** What the bare driver does with the statements of the same decisions. */
export interface RawFigures {
  readonly decisions: number;
  readonly seconds: number;
  readonly cpuMicroseconds: number;
  /** Statements of a decision in its transaction, begin and commit not counted, and beside it (who is asking?). */
  readonly statementsInTransaction: number;
  readonly statementsBeside: number;
  readonly connections: number;
}

export interface EngineFigures {
  readonly engine: Engine;
  readonly engineVersion: string;
  readonly decisionsPerSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
  readonly decisions: number;
  readonly errors: number;
  readonly firstErrors: readonly string[];
  readonly ranOut: boolean;
  /** Processor time of the server process for one decision, µs; more than one thread counts. */
  readonly serverCpuMicrosecondsPerDecision: number;
  readonly peakMemoryMiB: number;
  /** Of several starts on the database that the load has filled: the middle one, and all. */
  readonly startToReadyMs: number;
  readonly startsMs: readonly number[];
  readonly raw: {
    readonly decisionsPerSecond: number;
    readonly cpuMicrosecondsPerDecision: number;
    readonly statementsInTransaction: number;
    readonly statementsBeside: number;
    readonly connections: number;
  };
  /** Decisions over HTTP with all their work ÷ decisions on the bare driver. */
  readonly ratio: number;
}

/** What was asked for (docs/benchmarks.md). */
export const WANTED = {
  ratio: { sqlite: 0.6, postgres: 0.4 },
  p99Ms: 100,
  peakMemoryMiB: 250,
  startToReadyMs: 2_000,
} as const;

export interface Report {
  readonly machine: Readonly<Record<string, string | number>>;
  readonly conditions: Readonly<Record<string, string | number>>;
  readonly results: readonly EngineFigures[];
}

/** The report as a table, for people. */
export function tableOf({ machine, conditions, results }: Report): string {
  const facts = (of: Readonly<Record<string, string | number>>) =>
    Object.entries(of).map(([name, value]) => `  ${name.padEnd(22)} ${value}`);
  return ['Machine', ...facts(machine), '', 'Conditions', ...facts(conditions), '', ...results.flatMap(linesOf)].join(
    '\n',
  );
}

function linesOf(figures: EngineFigures): string[] {
  const { engine, raw } = figures;
  const line = (name: string, value: string, wanted = '', met = true) =>
    `  ${name.padEnd(34)} ${value.padStart(14)}   ${wanted}${met ? '' : '   MISSED'}`.trimEnd();
  const ratio = WANTED.ratio[engine];
  return [
    `${engine} ${figures.engineVersion}`,
    line('decisions over HTTP', `${figures.decisionsPerSecond}/s`),
    line('decisions on the bare driver', `${raw.decisionsPerSecond}/s`),
    line('ratio', figures.ratio.toFixed(2), `wanted ≥ ${ratio}`, figures.ratio >= ratio),
    line('p50', `${figures.p50Ms} ms`),
    line('p99', `${figures.p99Ms} ms`, `wanted ≤ ${WANTED.p99Ms} ms`, figures.p99Ms <= WANTED.p99Ms),
    line('longest', `${figures.maxMs} ms`),
    line('errors', String(figures.errors), 'wanted 0', figures.errors === 0),
    ...figures.firstErrors.map((error) => `    ${error}`),
    line('processor time of the server', `${figures.serverCpuMicrosecondsPerDecision} µs each`),
    line('  of the bare driver', `${raw.cpuMicrosecondsPerDecision} µs each`),
    line(
      'peak memory of the server',
      `${figures.peakMemoryMiB} MiB`,
      `wanted ≤ ${WANTED.peakMemoryMiB} MiB`,
      figures.peakMemoryMiB <= WANTED.peakMemoryMiB,
    ),
    line(
      'start to ready',
      `${figures.startToReadyMs} ms`,
      `wanted ≤ ${WANTED.startToReadyMs} ms (${figures.startsMs.join(', ')})`,
      figures.startToReadyMs <= WANTED.startToReadyMs,
    ),
    line('statements of a decision', `${raw.statementsInTransaction} + ${raw.statementsBeside}`, 'inside + beside it'),
    ...(figures.ranOut ? ['  The prepared cases were used up before the time was over.'] : []),
    '',
  ];
}
