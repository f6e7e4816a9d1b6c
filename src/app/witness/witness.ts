import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '#kernel/clock.ts';
import { verifyConsistency } from '#kernel/merkle-proof.ts';
import { type Checkpoint, parseCheckpoint } from '#platform/ledger/merkle/checkpoint.ts';
import {
  checkSignatures,
  cosignatureBytes,
  cosignedMessage,
  decode,
  NoteFault,
  signatureLine,
  type Verifier,
} from '#platform/ledger/merkle/note.ts';
import { emptyRoot, HASH_BYTES } from '#platform/ledger/merkle/tree.ts';

/** A log this witness watches: its origin and the keys that may sign for it. */
export type WatchedLog = { origin: string; verifiers: readonly Verifier[] };

/** The signer: the witness's own key under its name. */
export type WitnessSigner = { verifier: Verifier; sign: (bytes: Uint8Array) => Buffer };

export type WitnessAnswer = { status: number; type: string; body: string };

/** The state of a log: the last checkpoint signed for it, as text with all signatures. */
type Remembered = { size: number; root: Buffer; signed: string };

const MAX_HASHES = 63;

/**
 * An outside check of logs (C2SP tlog-witness, add-checkpoint): signs a checkpoint only if it continues the last one it signed for that log.
 * It stores the signed checkpoint on disk before it returns it. One at a time: check and store are one step.
 */
export class Witness {
  readonly #folder: string;
  readonly #signer: WitnessSigner;
  readonly #logs: readonly WatchedLog[];
  readonly #clock: Clock;
  readonly #log: (line: Record<string, unknown>) => void;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: {
    folder: string;
    signer: WitnessSigner;
    logs: readonly WatchedLog[];
    clock: Clock;
    log: (line: Record<string, unknown>) => void;
  }) {
    this.#folder = options.folder;
    this.#signer = options.signer;
    this.#logs = options.logs;
    this.#clock = options.clock;
    this.#log = options.log;
  }

  /** Answers a request to sign. */
  addCheckpoint(body: string): Promise<WitnessAnswer> {
    const answer = this.#turn.then(() => this.#consider(body));
    this.#turn = answer.catch(() => undefined);
    return answer;
  }

  /** The last checkpoint signed for a log, by the hex SHA-256 of its origin; undefined where there is none. */
  lastOf(originHash: string): string | undefined {
    const log = this.#logs.find(({ origin }) => hashOf(origin) === originHash);
    return log && this.#remembered(log.origin)?.signed;
  }

  async #consider(body: string): Promise<WitnessAnswer> {
    const request = parseRequest(body);
    if (!request) return reply(400, 'The request has not the form of add-checkpoint.');
    const { old, proof, checkpoint, note } = request;
    const log = this.#logs.find(({ origin }) => origin === checkpoint.origin);
    if (!log) return reply(404, 'This log is not watched here.');
    if (!isSignedBy(note, log.verifiers))
      return reply(403, 'No key this witness trusts for the log has signed this, or its signature is wrong.');
    if (old > checkpoint.size) return reply(400, 'The old size is above that of the checkpoint.');
    const last = this.#remembered(log.origin);
    if (old !== (last?.size ?? 0)) {
      if ((last?.size ?? 0) > checkpoint.size) this.#alarm('rolled-back', log, last, checkpoint);
      return { status: 409, type: 'text/x.tlog.size', body: `${last?.size ?? 0}\n` };
    }
    if (!(await continues(last, checkpoint, proof))) {
      this.#alarm('does-not-continue', log, last, checkpoint);
      return reply(422, 'The checkpoint does not continue the last one signed for this log.');
    }
    return this.#sign(log.origin, checkpoint, note);
  }

  #sign(origin: string, checkpoint: Checkpoint, { text, signatures }: Parsed['note']): WitnessAnswer {
    const time = Math.floor(this.#clock().getTime() / 1_000);
    const { verifier, sign } = this.#signer;
    const line = signatureLine(verifier, cosignatureBytes(time, sign(cosignedMessage(text, time))));
    const logs = this.#logs.find((one) => one.origin === origin)!.verifiers;
    const own = signatures.filter(({ name, keyId }) => logs.some((key) => key.name === name && key.keyId.equals(keyId)));
    const signed = `${text}\n${own.map((one) => one.line).join('')}${line}`;
    store(join(this.#folder, `${hashOf(origin)}.checkpoint`), signed);
    this.#log({ event: 'checkpoint-signed', origin, size: checkpoint.size });
    return { status: 200, type: 'text/plain; charset=utf-8', body: line };
  }

  #remembered(origin: string): Remembered | undefined {
    try {
      const signed = readFileSync(join(this.#folder, `${hashOf(origin)}.checkpoint`), 'utf8');
      const { size, root } = parseCheckpoint(signed);
      return { size, root, signed };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  #alarm(event: string, { origin }: WatchedLog, last: Remembered | undefined, received: Checkpoint): void {
    this.#log({ event, origin, signedSize: last?.size ?? 0, shownSize: received.size, shownRoot: received.root.toString('base64') });
  }
}

type Parsed = { old: number; proof: Buffer[]; checkpoint: Checkpoint; note: ReturnType<typeof parseCheckpoint>['note'] };

function parseRequest(body: string): Parsed | undefined {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, Math.max(0, end)).split('\n');
  const old = /^old (0|[1-9]\d{0,15})$/.exec(first)?.[1];
  const proof = lines.map(decode);
  if (old === undefined || proof.length > MAX_HASHES || proof.some((hash) => hash?.length !== HASH_BYTES)) return undefined;
  try {
    const { note, ...checkpoint } = parseCheckpoint(body.slice(end + 2));
    return { old: Number(old), proof: proof as Buffer[], checkpoint, note };
  } catch (error) {
    if (error instanceof NoteFault) return undefined;
    throw error;
  }
}

function isSignedBy(note: Parsed['note'], verifiers: readonly Verifier[]): boolean {
  try {
    return checkSignatures(note, verifiers).length > 0;
  } catch (error) {
    if (error instanceof NoteFault) return false;
    throw error;
  }
}

async function continues(last: Remembered | undefined, { size, root }: Checkpoint, proof: readonly Buffer[]): Promise<boolean> {
  if (size === 0 && !root.equals(emptyRoot())) return false;
  if (last === undefined || last.size === 0) return proof.length === 0;
  return verifyConsistency(last.size, size, last.root, root, proof);
}

/** Writes atomically: after a loss of power the file has either the old or the new content. */
function store(path: string, content: string): void {
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
  const folder = openSync(join(path, '..'), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function hashOf(origin: string): string {
  return createHash('sha256').update(origin).digest('hex');
}

function reply(status: number, words: string): WitnessAnswer {
  return { status, type: 'text/plain; charset=utf-8', body: `${words}\n` };
}
