import { randomBytes } from 'node:crypto';
import type pg from 'pg';

/** What was seen of a connection as it began: its settings, and whether its role can read the names of prepared statements. */
type Began = { readonly settings: string; readonly readsNames: boolean };

const beginnings = new WeakMap<object, Began>();
const unexpected = new WeakSet<object>();

/** The connection is not as it began: something was prepared or set on it that the program did not. Nothing was sent to anybody's claims. */
export const NOT_AS_IT_BEGAN = 'MA003';
// A statement of ours is gone from the connection, or another has its name.
const STATEMENT_GONE = '26000';
const NAME_TAKEN = '42P05';

/** Whether this SQLSTATE says that somebody tampered with the connection. What was sent in that transaction is undone; it can be tried on another connection. */
export function saysTampered(sqlstate: string | undefined): boolean {
  return sqlstate === NOT_AS_IT_BEGAN || sqlstate === STATEMENT_GONE || sqlstate === NAME_TAKEN;
}

/** A transaction did not end where it was meant to: a statement smuggled in began or ended one. */
export class TransactionMoved extends Error {
  readonly code = NOT_AS_IT_BEGAN;
  constructor() {
    super('A transaction stands where none was meant to.');
  }
}

// The program has the server do nothing else on a connection of the pool: what else is done there (prepare, deallocate, declare, listen, do) was smuggled in.
const OURS = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'BEGIN', 'COMMIT', 'ROLLBACK']);

const BEGINNING = `select identity.make_missing_key(), platform.session_settings() as settings,
  pg_catalog.has_function_privilege('pg_catalog.pg_prepared_statement()', 'execute') as reads_names,
  exists (select from pg_catalog.pg_db_role_setting where setrole = current_user::regrole) as altered,
  identity.sealed_voucher_key() is null as no_voucher_key`;

/** What is found wrong as a connection begins: settings given to the role itself, or no key to vouch with, as after a crash of the server. */
export type Wrong = 'role-altered' | 'no-voucher-key';

/**
 * Looks at a connection as it begins and notes what it is like: what it is compared with from then on. Makes the key of claims where a crash took it.
 * Answers what the deployer has to put right.
 */
export async function noteBeginning(client: pg.ClientBase): Promise<Wrong | undefined> {
  const { rows } = await client.query<{ settings: string; reads_names: boolean; altered: boolean; no_voucher_key: boolean }>(BEGINNING);
  const { settings, reads_names, altered, no_voucher_key } = rows[0]!;
  beginnings.set(client, { settings, readsNames: reads_names });
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
  connection.on('commandComplete', ({ text }: { text: string }) => {
    if (!OURS.has(text.split(' ', 1)[0]!)) unexpected.add(client);
  });
  // The server says so by itself where one of these settings is another than before.
  connection.on('parameterStatus', () => unexpected.add(client));
  if (altered) return 'role-altered';
  return no_voucher_key ? 'no-voucher-key' : undefined;
}

/** Keeps a connection from being used again where this error says that it was tampered with. */
export function noteTampered(client: pg.ClientBase, error: unknown): void {
  if (saysTampered((error as { code?: string }).code)) unexpected.add(client);
}

/**
 * Whether somebody did something on a connection that the program never asks for, so that nobody else may be given it; a transaction that still stands is that too, where
 * the connection did not break in the middle of one.
 */
export function wasTampered(client: pg.ClientBase, broken: boolean): boolean {
  return unexpected.has(client) || (!broken && ((client as pg.Client).getTransactionStatus() ?? 'I') !== 'I');
}

/** The question that begins each transaction; `named` where nobody can learn its name and so replace it. Lets session locks go: they would make others wait. */
export type Check = { readonly text: string; readonly values: readonly unknown[]; readonly named: boolean };

/** The question for this connection; undefined for one that is not of the pool. */
export function checkOf(client: pg.ClientBase): Check | undefined {
  const began = beginnings.get(client);
  return began && { text: CHECK, values: [began.settings, began.readsNames], named: !began.readsNames };
}

const CHECK = 'select platform.check_session($1, $2), pg_catalog.pg_advisory_unlock_all()';

/** What names of statements are worked out with: another in each process, so that they cannot be known outside it. */
export const NAMING_KEY = randomBytes(32);
