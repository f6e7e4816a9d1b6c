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
  readonly key: string;
  readonly inputHash: Buffer;
  /** What the same key is answered with from now on. */
  readonly answer: unknown;
};

/** The statement that writes the ledger entry of an act, the opening of its commitment, and the answer to its client key. */
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
  return {
    describe: false,
    text: 'select ledger.append($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17)',
    values: [
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
      act.key,
      act.inputHash,
      JSON.stringify(act.answer),
    ],
  };
}
