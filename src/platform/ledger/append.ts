import { newId } from '#kernel/ids.ts';
import type { Statement } from '../db/pipeline.ts';
import { commit, LEAF_FORMAT, leafHash } from './leaf.ts';

/** The content of a command's ledger entry besides who, when and which clauses. `detail` says what was done and can be erased later. */
export type EntryDraft = {
  subjectKind: string;
  subjectId: string;
  partyId: string | null;
  clauses?: readonly string[];
  evidenceKind?: string;
  detail: Record<string, unknown>;
};

/** The result of a command, as the command runner knows it at the end. */
export type CompletedCommand = {
  readonly command: string;
  readonly clauses: readonly string[];
  readonly operational: string | null;
  readonly person: string;
  readonly now: Date;
  readonly entry: EntryDraft;
  /** The answer stored under the idempotency key; null where the command takes none. */
  readonly stored: { readonly key: string; readonly inputHash: Buffer; readonly answer: unknown } | null;
};

/** The statement that appends the ledger entry of a command, stores the opening of its commitment, and the answer under its idempotency key where it has one. */
export function appendStatement(done: CompletedCommand): Statement {
  const { entry } = done;
  const id = newId();
  const { salt, commitment, leaf } = hashEntry(id, done);
  const values = [
    id,
    done.now,
    LEAF_FORMAT,
    done.command,
    done.clauses,
    done.operational,
    entry.partyId,
    entry.subjectKind,
    entry.subjectId,
    entry.evidenceKind ?? null,
    commitment,
    leaf,
    salt,
    JSON.stringify(entry.detail),
  ];
  if (done.stored === null) return { describe: false, text: APPEND, values };
  const { key, inputHash, answer } = done.stored;
  return { describe: false, text: APPEND_AND_STORE, values: [...values, key, inputHash, JSON.stringify(answer)] };
}

/** The hashes of an entry: the commitment to its detail, with the salt that opens it, and the leaf of the log. */
export function hashEntry(id: string, { entry, now, ...done }: Omit<CompletedCommand, 'stored'>) {
  const { salt, commitment } = commit(entry.detail);
  const leaf = leafHash({
    format: LEAF_FORMAT,
    id,
    at: now.toISOString(),
    person: done.person,
    command: done.command,
    clauses: done.clauses,
    operational: done.operational,
    party: entry.partyId,
    subjectKind: entry.subjectKind,
    subject: entry.subjectId,
    evidenceKind: entry.evidenceKind ?? null,
    commitment: commitment.toString('hex'),
  });
  return { salt, commitment, leaf };
}

const APPEND = 'select ledger.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)';
const APPEND_AND_STORE = 'select ledger.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17)';
