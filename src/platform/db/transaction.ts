import type { Writable } from 'node:stream';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { ClientBase } from 'pg';
import { statementName } from './pool.ts';
import type { DB } from './schema.gen.ts';

/** The typed query builder of one transaction. */
export type Database = Kysely<DB>;

/** A query builder bound to one connection. Statements sent without waiting for each other are pipelined by the driver. */
export function databaseOn(client: ClientBase): Database {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverOn(client),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

/** Sends one compiled statement. */
export async function send<Row>(client: ClientBase, query: CompiledQuery<Row>): Promise<QueryResult<Row>> {
  const name = statementName(query.sql);
  gatherWrites(client);
  const result = await client.query({ text: query.sql, values: query.parameters as unknown[], ...(name && { name }) });
  return { rows: result.rows as Row[], numAffectedRows: BigInt(result.rowCount ?? 0) };
}

/**
 * Holds what is sent on this connection until the current turn is over, so that statements started together leave in one write: each write to
 * the socket wakes the server's process, which costs more than most statements.
 */
export function gatherWrites(client: ClientBase): void {
  // The driver corks its stream around each statement; this keeps it corked around all of them.
  const { stream } = (client as unknown as { connection: { stream: Pick<Writable, 'cork' | 'uncork'> } }).connection;
  stream.cork();
  process.nextTick(() => stream.uncork());
}

// The command and query runners own begin and commit: a store that tried to would leave the claims behind.
function driverOn(client: ClientBase): Driver {
  const connection: DatabaseConnection = {
    executeQuery: (query) => send(client, query as CompiledQuery<never>),
    streamQuery: () => {
      throw new Error('Page through the rows instead of streaming them.');
    },
  };
  const refuse = () => Promise.reject(new Error('A transaction is begun by runCommand or runQuery, never inside one.'));
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    releaseConnection: () => Promise.resolve(),
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: () => Promise.resolve(),
  };
}
