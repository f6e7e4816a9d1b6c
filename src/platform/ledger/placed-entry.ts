import type { Leaf } from './leaf.ts';

/** An entry at its place in the tree, as its leaf gives it, with its content where this reader may see it. */
export type PlacedEntry = { index: number; leaf: Leaf; salt: Buffer | null; detail: unknown };

/** The columns that make up the leaf of an entry, and its opening. */
export type EntryRow = {
  index: string | number;
  format: number;
  id: string;
  at: string | Date;
  person_id: string;
  command: string;
  clause_ids: string[];
  operational: string | null;
  party_id: string | null;
  subject_kind: string;
  subject_id: string;
  evidence_kind: string | null;
  commitment: Buffer;
  salt: Buffer | null;
  detail: unknown;
};

/** Rebuilds the leaf of a row as it was hashed. */
export function toPlaced(row: EntryRow): PlacedEntry {
  return {
    index: Number(row.index),
    leaf: {
      format: row.format,
      id: row.id,
      at: new Date(row.at).toISOString(),
      person: row.person_id,
      command: row.command,
      clauses: row.clause_ids,
      operational: row.operational,
      party: row.party_id,
      subjectKind: row.subject_kind,
      subject: row.subject_id,
      evidenceKind: row.evidence_kind,
      commitment: row.commitment.toString('hex'),
    },
    salt: row.salt,
    detail: row.detail,
  };
}
