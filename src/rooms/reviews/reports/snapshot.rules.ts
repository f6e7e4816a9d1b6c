import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { ReportParty, ReportRound } from './report.schema.ts';

/** The canonical JSON of a value (RFC 8785): the same content always gives the same bytes. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('Only JSON can be frozen.');
  return text;
}

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** A frozen report: each party's part separately, and a head with the hashes of all parts. */
export type Frozen = {
  readonly parts: readonly { readonly partyId: string; readonly content: string; readonly sha256: string }[];
  readonly head: string;
  readonly sha256: string;
};

/** Freezes a report at adoption. Parts are sorted by party id, so that reading order changes nothing. */
export function freeze(round: ReportRound, asOf: string, parties: readonly ReportParty[]): Frozen {
  const parts = parties
    .map((party) => {
      const content = canonicalJson(party);
      return { partyId: party.id, content, sha256: sha256(content) };
    })
    .sort((a, b) => (a.partyId < b.partyId ? -1 : 1));
  const head = canonicalJson({ round, asOf, parties: parts.map((part) => ({ id: part.partyId, sha256: part.sha256 })) });
  return { parts, head, sha256: sha256(head) };
}

/** Checks frozen bytes against their hashes: the head, and the parts given (a reader may see only some). */
export function isIntact(frozen: {
  head: string;
  sha256: string;
  parts: readonly { partyId: string; content: string; sha256: string }[];
}): boolean {
  if (sha256(frozen.head) !== frozen.sha256) return false;
  const { parties } = JSON.parse(frozen.head) as { parties: { id: string; sha256: string }[] };
  return frozen.parts.every(
    (part) => sha256(part.content) === part.sha256 && parties.some((party) => party.id === part.partyId && party.sha256 === part.sha256),
  );
}
