import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import { PipelineFailed, type Statement, type StatementResult } from './pipeline.ts';
import type { DB } from './schema.gen.ts';

/** The typed query builder of one transaction. */
export type Database = Kysely<DB>;

/** How a query builder reaches its transaction: one statement, one answer. */
export type Send = (statement: Statement) => Promise<StatementResult>;

// Made once: each of them costs as much to make as a small query, and keeps no state between queries.
const [adapter, compiler] = [new PostgresAdapter(), new PostgresQueryCompiler()];

/** A query builder over one transaction. Statements sent without waiting for each other are pipelined by the driver. */
export function databaseOn(send: Send): Database {
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => adapter,
      createDriver: () => driverOn(send),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => compiler,
    },
  });
}

// The command and query runners begin and commit: a store that did so would leave the claims behind.
function driverOn(send: Send): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery) {
      const { rows, rowCount } = await send({ text: query.sql, values: query.parameters }).catch((error: unknown) => {
        // A store needs the original database error to see what went wrong, such as which constraint was violated.
        throw error instanceof PipelineFailed ? error.cause : error;
      });
      return { rows: rows as Row[], numAffectedRows: BigInt(rowCount) };
    },
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
