import Database from 'better-sqlite3';
import pg from 'pg';
import { placeholders, type Engine } from '../src/database/dialect.js';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** What one decision says to the database. */
export interface Decision {
  /** On the connection that reads, before the transaction. */
  readonly beside: Statement[];
  readonly inside: Statement[];
}

export interface Replayed {
  readonly decisions: number;
  readonly seconds: number;
  readonly connections: number;
  /** User and system time of this process. */
  readonly cpuMicroseconds: number;
}

/** Says the statements again to the bare driver, until they or the seconds are over. */
export async function replay(
  engine: Engine,
  url: string,
  cases: readonly Decision[][],
  connections: number,
  seconds: number,
): Promise<Replayed> {
  return engine === 'sqlite' ? onSqlite(url, cases.flat(), seconds) : onPostgres(url, cases, connections, seconds);
}

function stopwatch(): () => Pick<Replayed, 'seconds' | 'cpuMicroseconds'> {
  const start = performance.now();
  const cpuStart = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpuStart);
    return { seconds: (performance.now() - start) / 1000, cpuMicroseconds: user + system };
  };
}

/** The settings of `openWriter`; one commit for each decision. */
function onSqlite(url: string, decisions: readonly Decision[], seconds: number): Replayed {
  const path = url.slice('file:'.length);
  const writer = new Database(path);
  for (const setting of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON']) writer.pragma(setting);
  const reader = new Database(path, { readonly: true });
  const [say, ask] = [speakerFor(writer), speakerFor(reader)];
  const elapsed = stopwatch();
  let done = 0;
  for (const { beside, inside } of decisions) {
    for (const statement of beside) ask(statement);
    say({ sql: 'BEGIN IMMEDIATE', parameters: [] });
    for (const statement of inside) say(statement);
    say({ sql: 'COMMIT', parameters: [] });
    done += 1;
    if (elapsed().seconds > seconds) break;
  }
  const took = elapsed();
  for (const database of [reader, writer]) database.close();
  return { decisions: done, ...took, connections: 2 };
}

function speakerFor(database: Database.Database): (statement: Statement) => void {
  const prepared = new Map<string, Database.Statement>();
  return ({ sql, parameters }) => {
    let statement = prepared.get(sql);
    if (!statement) {
      statement = database.prepare(sql);
      prepared.set(sql, statement);
    }
    if (statement.reader) statement.all(...parameters);
    else statement.run(...parameters);
  };
}

/** Each pair of connections, one to write and one to read, takes the next case that none has. */
async function onPostgres(url: string, cases: readonly Decision[][], connections: number, seconds: number) {
  const pairs = await Promise.all(
    Array.from({ length: connections }, () => Promise.all([connected(url), connected(url)])),
  );
  const elapsed = stopwatch();
  let next = 0;
  let done = 0;
  const work = async (writer: pg.Client, reader: pg.Client) => {
    for (let mine = cases[next++]; mine && elapsed().seconds < seconds; mine = cases[next++]) {
      for (const { beside, inside } of mine) {
        for (const statement of beside) await say(reader, statement);
        await writer.query('BEGIN');
        for (const statement of inside) await say(writer, statement);
        await writer.query('COMMIT');
        done += 1;
      }
    }
  };
  await Promise.all(pairs.map(([writer, reader]) => work(writer, reader)));
  const took = elapsed();
  for (const client of pairs.flat()) await client.end();
  return { decisions: done, ...took, connections: connections * 2 };
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

const names = new Map<string, string>();

/** By a name, so that the server parses and plans each statement once a connection. */
function say(client: pg.Client, { sql, parameters }: Statement): Promise<unknown> {
  let name = names.get(sql);
  if (name === undefined) {
    name = `s${names.size}`;
    names.set(sql, name);
  }
  return client.query({ name, text: placeholders('postgres', sql), values: [...parameters] });
}
