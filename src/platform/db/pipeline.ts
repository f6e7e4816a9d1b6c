import pg from 'pg';
import { type Check, checkOf, noteTampered, TransactionMoved } from './connection-check.ts';
import { endWait, sendTimed, statementName, type Wait } from './pool.ts';

/** One statement of a pipeline. `describe: false` where no rows are wanted: the server then sends less. */
export type Statement = { readonly text: string; readonly values?: readonly unknown[]; readonly describe?: false };

/** The result of one statement. */
export type StatementResult = { rows: Record<string, unknown>[]; command: string; rowCount: number };

/**
 * A statement of a pipeline failed. Outside a transaction everything in the pipeline was rolled back; inside one, the transaction must be rolled back. `at` is the index of the
 * failed statement; -1 is the connection check before the first.
 */
export class PipelineFailed extends Error {
  readonly at: number;
  constructor(at: number, cause: unknown) {
    super('A statement failed.', { cause });
    this.at = at;
  }
}

type Field = { name: string; dataTypeID: number };
type Message = { fields: unknown[]; text: string };
type Wire = {
  stream: { cork(): void; uncork(): void; destroy(error: Error): void };
  parsedStatements: Record<string, string>;
  parse(statement: object): void;
  bind(values: object): void;
  describe(portal: object): void;
  execute(portal: object): void;
  close(statement: object): void;
  sync(): void;
};

/**
 * Sends statements in one write, followed by one sync, and reads all results together. Outside a transaction the pipeline is an implicit transaction: it is stored whole
 * or not at all, and this resolves only once it is stored. Each statement sent alone costs both sides a wake-up, and wake-ups cost more than most statements.
 */
export function sendPipeline(client: pg.ClientBase, statements: readonly Statement[]): Promise<StatementResult[]> {
  return send(client, statements);
}

/**
 * Sends the pipeline that begins a transaction. It first checks that the connection is in its initial state (connection-check.ts). If it is not, the server ignores every
 * statement after the check, and the pipeline fails at -1.
 */
export function sendFirst(client: pg.ClientBase, statements: readonly Statement[]): Promise<StatementResult[]> {
  return send(client, statements, checkOf(client));
}

/** Sends a pipeline that is a transaction of its own. Fails, with nothing stored, where a transaction is still open after it. */
export function sendTransaction(client: pg.ClientBase, statements: readonly Statement[]): Promise<StatementResult[]> {
  return send(client, statements, checkOf(client), () => (client as pg.Client).getTransactionStatus() !== 'I');
}

/** A function that gathers the statements asked for in one tick of the event loop, and sends them together. If one fails, the transaction fails and so do all of them. */
export function pipelinePerTick(
  sendTogether: (statements: readonly Statement[]) => Promise<StatementResult[]>,
): (statement: Statement) => Promise<StatementResult> {
  type Request = { statement: Statement; resolve: (result: StatementResult) => void; reject: (error: unknown) => void };
  const requests: Request[] = [];
  return (statement) =>
    new Promise((resolve, reject) => {
      if (requests.push({ statement, resolve, reject }) > 1) return;
      process.nextTick(() => {
        const together = requests.splice(0);
        sendTogether(together.map((one) => one.statement)).then(
          (results) => {
            for (const [at, one] of together.entries()) one.resolve(results[at]!);
          },
          (error: unknown) => {
            for (const one of together) one.reject(error);
          },
        );
      });
    });
}

function send(client: pg.ClientBase, statements: readonly Statement[], check?: Check, isOpen?: () => boolean): Promise<StatementResult[]> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      noteTampered(client, error instanceof PipelineFailed ? error.cause : error);
      reject(error);
    };
    sendTimed(client, new Pipeline(statements, resolve, fail, check, isOpen));
  });
}

/** Prepares these statements on a connection before they are sent, where it has not prepared them yet. */
export async function prepare(client: pg.ClientBase, statements: readonly Statement[]): Promise<void> {
  const { parsedStatements } = (client as unknown as { connection: Wire }).connection;
  const texts = new Set<string>();
  for (const { text } of statements) {
    const name = statementName(text);
    if (name !== undefined && parsedStatements[name] === undefined) texts.add(text);
  }
  if (texts.size === 0) return;
  const missing = [...texts].map((text): Statement => ({ text }));
  await new Promise((resolve, reject) => {
    sendTimed(client, new Preparation(missing, resolve, reject));
  });
}

// The driver pipelines only queries of its own class. This subclass speaks the extended query protocol itself: it is the one place that depends on the internals of pg.
class Pipeline extends (pg.Query as unknown as new (config: object) => object) {
  readonly statements: readonly Statement[];
  readonly results: StatementResult[] = [];
  readonly parsed: string[] = [];
  readonly resolve: (results: StatementResult[]) => void;
  readonly reject: (error: unknown) => void;
  readonly check: Check | undefined;
  readonly isOpen: () => boolean;
  callback = () => {};
  wait: Wait | undefined = undefined;
  row: StatementResult = { rows: [], command: '', rowCount: 0 };
  names: string[] = [];
  parsers: ((text: string) => unknown)[] = [];

  constructor(
    statements: readonly Statement[],
    resolve: (results: StatementResult[]) => void,
    reject: (error: unknown) => void,
    check?: Check,
    isOpen = () => false,
  ) {
    super({ text: 'pipeline' });
    this.statements = statements;
    this.resolve = resolve;
    this.reject = reject;
    this.check = check;
    this.isOpen = isOpen;
  }

  submit(wire: Wire): Error | null {
    wire.stream.cork();
    try {
      if (this.check) this.ask(wire, this.check);
      for (const statement of this.statements) this.send(wire, statement);
      wire.sync();
      return null;
    } catch (error) {
      // A value that cannot be encoded. The statements before it must not be stored, and the server's answer to them must not count as that of the next pipeline.
      wire.stream.destroy(new Error('Connection terminated: a statement could not be sent.', { cause: error }));
      return error as Error;
    } finally {
      process.nextTick(() => wire.stream.uncork());
    }
  }

  /** Parses the statement where the connection has not prepared it yet. Returns its name, or an empty string for an unnamed statement. */
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
    endWait(this);
    if (this.check) this.results.shift();
    if (this.isOpen()) this.reject(new PipelineFailed(this.results.length, new TransactionMoved()));
    else this.resolve(this.results);
  }

  handleError(error: unknown, wire: Wire): void {
    endWait(this);
    // It is not known which statements the server had parsed before the failure: close them all, here and there.
    for (const name of this.parsed) {
      delete wire.parsedStatements[name];
      wire.close({ type: 'S', name });
    }
    this.reject(new PipelineFailed(this.results.length - (this.check ? 1 : 0), error));
  }
}

class Preparation extends Pipeline {
  override send(wire: Wire, { text }: Statement): void {
    this.parse(wire, text);
  }
}

// The driver's own encoding of parameters; without it values would be sent unencoded.
const valueMapper = (pg as unknown as { utils: { prepareValue(value: unknown): unknown } }).utils.prepareValue;
