import { randomBytes } from 'node:crypto';
import type pg from 'pg';

/** The state of a connection when it began: its settings, and whether its role can read the names of prepared statements. */
type InitialState = { readonly settings: string; readonly readsNames: boolean };

const initialStates = new WeakMap<object, InitialState>();
const tampered = new WeakSet<object>();

/** The connection has changed since it began: a statement was prepared or a setting changed, and not by the program. No statement was sent under any claims. */
export const CONNECTION_CHANGED = 'MA003';
// A statement of ours is missing from the connection, or another statement has its name.
const STATEMENT_GONE = '26000';
const NAME_TAKEN = '42P05';

/**
 * Whether this SQLSTATE means that the connection was tampered with. Everything sent in that transaction is rolled back; it can be repeated on another
 * connection.
 */
export function isTamperingSqlstate(sqlstate: string | undefined): boolean {
  return sqlstate === CONNECTION_CHANGED || sqlstate === STATEMENT_GONE || sqlstate === NAME_TAKEN;
}

/** A transaction did not end where it should have: an injected statement began or ended one. */
export class TransactionMoved extends Error {
  readonly code = CONNECTION_CHANGED;
  constructor() {
    super('A transaction is open where none should be.');
  }
}

// The program uses no other kind of statement on a connection of the pool. Any other (prepare, deallocate, declare, listen, do) was injected.
const OWN_COMMANDS = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'BEGIN', 'COMMIT', 'ROLLBACK']);

const READ_INITIAL_STATE = `select identity.create_missing_key(), platform.session_settings() as settings,
  pg_catalog.has_function_privilege('pg_catalog.pg_prepared_statement()', 'execute') as reads_names,
  exists (select from pg_catalog.pg_db_role_setting where setrole = current_user::regrole) as altered,
  identity.encrypted_voucher_key() is null as no_voucher_key`;

/** Problems found when a connection begins: settings attached to the role itself, or no voucher key, as after a crash of the server. */
export type ConnectionFault = 'role-altered' | 'no-voucher-key';

/**
 * Checks a connection when it begins and records its state, with which it is compared from then on. Creates the claims key where a crash removed it. Returns
 * what the deployer has to repair. Throws, with the connection closed, where there is no answer within `timeoutMs`.
 */
export async function checkNewConnection(client: pg.ClientBase, timeoutMs: number): Promise<ConnectionFault | undefined> {
  // The driver knows a limit for one query; its types do not.
  const query: pg.QueryConfig & { query_timeout: number } = { text: READ_INITIAL_STATE, query_timeout: timeoutMs };
  const { rows } = await client.query<{ settings: string; reads_names: boolean; altered: boolean; no_voucher_key: boolean }>(query);
  const { settings, reads_names, altered, no_voucher_key } = rows[0]!;
  initialStates.set(client, { settings, readsNames: reads_names });
  const { connection } = client as unknown as { connection: NodeJS.EventEmitter };
  connection.on('commandComplete', ({ text }: { text: string }) => {
    if (!OWN_COMMANDS.has(text.split(' ', 1)[0]!)) tampered.add(client);
  });
  // The server reports a change of one of these settings unasked.
  connection.on('parameterStatus', () => tampered.add(client));
  if (altered) return 'role-altered';
  return no_voucher_key ? 'no-voucher-key' : undefined;
}

/** Keeps a connection from being used again where this error means that it was tampered with. */
export function noteTampered(client: pg.ClientBase, error: unknown): void {
  if (isTamperingSqlstate((error as { code?: string }).code)) tampered.add(client);
}

/**
 * Whether something was done on a connection that the program never does, so that no other caller may use it. A transaction that is still open counts too,
 * unless the connection broke in the middle of it.
 */
export function wasTampered(client: pg.ClientBase, broken: boolean): boolean {
  return tampered.has(client) || (!broken && ((client as pg.Client).getTransactionStatus() ?? 'I') !== 'I');
}

/**
 * The check that begins each transaction; `named` where no other session can learn its name and so replace it. It releases session locks, which would block
 * others.
 */
export type Check = { readonly text: string; readonly values: readonly unknown[]; readonly named: boolean };

/** The check for this connection; undefined for a connection that is not in the pool. */
export function checkOf(client: pg.ClientBase): Check | undefined {
  const initialState = initialStates.get(client);
  return initialState && { text: CHECK, values: [initialState.settings, initialState.readsNames], named: !initialState.readsNames };
}

const CHECK = 'select platform.check_session($1, $2), pg_catalog.pg_advisory_unlock_all()';

/** A secret of this process from which statement names are derived, so that they cannot be known outside it. */
export const NAMING_KEY = randomBytes(32);
