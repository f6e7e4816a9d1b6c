import pg from 'pg';
import { type Check, checkOf, noteTampered, TransactionMoved } from './connection-check.ts';
import { statementName } from './pool.ts';

/** One statement of a batch. `describe: false` where no rows are wanted: the server then says less. */
export type Statement = { readonly text: string; readonly values?: readonly unknown[]; readonly describe?: false };

/** What one statement gave. */
export type StatementResult = { rows: Record<string, unknown>[]; command: string; rowCount: number };

/** A statement of a batch failed; everything of the batch was undone, or, inside a transaction, waits for its rollback. */
export class BatchFailed extends Error {
  readonly at: number;
  constructor(at: number, cause: unknown) {
    super('A statement failed.', { cause });
    this.at = at;
  }
}

type Field = { name: string; dataTypeID: number };
type Message = { fields: unknown[]; text: string };
type Wire = {
  stream: { cork(): void; uncork(): void };
  parsedStatements: Record<string, string>;
  parse(statement: object): void;
  bind(values: object): void;
  describe(portal: object): void;
  execute(portal: object): void;
  close(statement: object): void;
  sync(): void;
};

/**
 * Sends statements in one write behind one synchronisation, and reads all answers in one go. Outside a transaction the batch is one: it is
 * stored whole or not at all, and `resolve`d only once it is stored. Each statement sent alone costs both sides a wake-up, and those cost
 * more than most statements.
 */
export function sendBatch(client: pg.ClientBase, statements: readonly Statement[]): Promise<StatementResult[]> {
  return send(client, statements);
}

/**
 * The same for the batch that begins a transaction. It asks first whether the connection is as it began (connection-check.ts): if it is not, the server looks at
 * nothing that is sent behind the question, and the batch fails at -1.
 */
export function sendFirst(client: pg.ClientBase, statements: readonly Statement[]): Promise<StatementResult[]> {
  return send(client, statements, checkOf(client));
}

/** The same for a batch that is a transaction of its own. Fails where one still stands behind it: then nothing of it is stored. */
export function sendWhole(client: pg.ClientBase, statements: readonly Statement[]): Promise<StatementResult[]> {
  return send(client, statements, checkOf(client), () => (client as pg.Client).getTransactionStatus() !== 'I');
}

function send(client: pg.ClientBase, statements: readonly Statement[], check?: Check, stands?: () => boolean): Promise<StatementResult[]> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      noteTampered(client, error instanceof BatchFailed ? error.cause : error);
      reject(error);
    };
    client.query(new Batch(statements, resolve, fail, check, stands) as unknown as pg.QueryConfig);
  });
}

/** Makes a connection know these statements by name before they are sent, where it does not yet. */
export async function prepare(client: pg.ClientBase, statements: readonly Statement[]): Promise<void> {
  const { parsedStatements } = (client as unknown as { connection: Wire }).connection;
  const texts = new Set<string>();
  for (const { text } of statements) {
    const name = statementName(text);
    if (name !== undefined && parsedStatements[name] === undefined) texts.add(text);
  }
  if (texts.size === 0) return;
  const unknown = [...texts].map((text): Statement => ({ text }));
  await new Promise((resolve, reject) => {
    client.query(new Preparation(unknown, resolve, reject) as unknown as pg.QueryConfig);
  });
}

// The driver refuses a pipelined query of another class than its own; this one speaks the extended protocol itself.
class Batch extends (pg.Query as unknown as new (config: object) => object) {
  readonly statements: readonly Statement[];
  readonly results: StatementResult[] = [];
  readonly parsed: string[] = [];
  readonly resolve: (results: StatementResult[]) => void;
  readonly reject: (error: unknown) => void;
  readonly check: Check | undefined;
  readonly stands: () => boolean;
  readonly callback = () => {};
  row: StatementResult = { rows: [], command: '', rowCount: 0 };
  names: string[] = [];
  parsers: ((text: string) => unknown)[] = [];

  constructor(
    statements: readonly Statement[],
    resolve: (results: StatementResult[]) => void,
    reject: (error: unknown) => void,
    check?: Check,
    stands = () => false,
  ) {
    super({ text: 'batch' });
    this.statements = statements;
    this.resolve = resolve;
    this.reject = reject;
    this.check = check;
    this.stands = stands;
  }

  submit(wire: Wire): Error | null {
    wire.stream.cork();
    try {
      if (this.check) this.ask(wire, this.check);
      for (const statement of this.statements) this.send(wire, statement);
      return null;
    } catch (error) {
      return error as Error;
    } finally {
      wire.sync();
      process.nextTick(() => wire.stream.uncork());
    }
  }

  /** Sends the text where the connection does not know it yet; answers the name to call it by. */
  parse(wire: Wire, text: string): string {
    const name = statementName(text) ?? '';
    if (name !== '' && wire.parsedStatements[name] !== undefined) return name;
    wire.parse({ text, name });
    if (name) {
      wire.parsedStatements[name] = text;
      this.parsed.push(name);
    }
    return name;
  }

  send(wire: Wire, statement: Statement): void {
    this.run(wire, this.parse(wire, statement.text), statement);
  }

  ask(wire: Wire, { text, values, named }: Check): void {
    if (!named) wire.parse({ text, name: '' });
    this.run(wire, named ? this.parse(wire, text) : '', { text, values, describe: false });
  }

  run(wire: Wire, name: string, { values = [], describe }: Statement): void {
    wire.bind({ statement: name, values, valueMapper });
    if (describe !== false) wire.describe({ type: 'P', name: '' });
    wire.execute({});
  }

  handleRowDescription({ fields }: { fields: Field[] }): void {
    this.names = fields.map((field) => field.name);
    this.parsers = fields.map((field) => pg.types.getTypeParser(field.dataTypeID, 'text') as (text: string) => unknown);
  }

  handleDataRow({ fields }: Message): void {
    const row: Record<string, unknown> = {};
    for (let at = 0; at < this.names.length; at++) {
      const text = fields[at] as string | null;
      row[this.names[at]!] = text === null ? null : this.parsers[at]!(text);
    }
    this.row.rows.push(row);
  }

  handleCommandComplete({ text }: Message): void {
    this.row.command = text.split(' ', 1)[0]!;
    this.row.rowCount = Number(/\d+$/.exec(text)?.[0] ?? 0);
    this.results.push(this.row);
    this.row = { rows: [], command: '', rowCount: 0 };
  }

  handleReadyForQuery(): void {
    if (this.check) this.results.shift();
    if (this.stands()) this.reject(new BatchFailed(this.results.length, new TransactionMoved()));
    else this.resolve(this.results);
  }

  handleError(error: unknown, wire: Wire): void {
    // What the server parsed before the failure is not told apart from what it did not: forget both here and there.
    for (const name of this.parsed) {
      delete wire.parsedStatements[name];
      wire.close({ type: 'S', name });
    }
    this.reject(new BatchFailed(this.results.length - (this.check ? 1 : 0), error));
  }
}

class Preparation extends Batch {
  override send(wire: Wire, { text }: Statement): void {
    this.parse(wire, text);
  }
}

// The driver's own way of writing a value; left out, it would be sent as it stands.
const valueMapper = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils.prepareValue;
