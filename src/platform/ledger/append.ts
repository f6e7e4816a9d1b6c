import { newId } from '#kernel/ids.ts';
import type { Statement } from '../db/batch.ts';
import { commit, LEAF_FORMAT, leafHash } from './leaf.ts';

/** What a command's entry in the ledger says besides who, when and which clauses. `detail` holds what was done; it stays erasable. */
export type EntryDraft = {
  subjectKind: string;
  subjectId: string;
  partyId: string | null;
  clauses?: readonly string[];
  evidenceKind?: string;
  detail: Record<string, unknown>;
};

/** One act, as the runner knows it when it is done. */
export type Act = {
  readonly command: string;
  readonly clauses: readonly string[];
  readonly operational: string | null;
  readonly person: string;
  readonly now: Date;
  readonly entry: EntryDraft;
  /** What the same client key is answered with from now on; null where nobody asks again under one. */
  readonly kept: { readonly key: string; readonly inputHash: Buffer; readonly answer: unknown } | null;
};

/** The statement that writes the ledger entry of an act, the opening of its commitment, and the answer to its client key where there is one. */
export function appendStatement(act: Act): Statement {
  const { entry } = act;
  const { salt, commitment } = commit(entry.detail);
  const id = newId();
  const leaf = leafHash({
    format: LEAF_FORMAT,
    id,
    at: act.now.toISOString(),
    person: act.person,
    command: act.command,
    clauses: act.clauses,
    operational: act.operational,
    party: entry.partyId,
    subjectKind: entry.subjectKind,
    subject: entry.subjectId,
    evidenceKind: entry.evidenceKind ?? null,
    commitment: commitment.toString('hex'),
  });
  const values = [
    id,
    act.now,
    LEAF_FORMAT,
    act.command,
    act.clauses,
    act.operational,
    entry.partyId,
    entry.subjectKind,
    entry.subjectId,
    entry.evidenceKind ?? null,
    commitment,
    leaf,
    salt,
    JSON.stringify(entry.detail),
  ];
  if (act.kept === null) return { describe: false, text: APPEND, values };
  const { key, inputHash, answer } = act.kept;
  return { describe: false, text: APPEND_KEPT, values: [...values, key, inputHash, JSON.stringify(answer)] };
}

const APPEND = 'select ledger.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14)';
const APPEND_KEPT = 'select ledger.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17)';
