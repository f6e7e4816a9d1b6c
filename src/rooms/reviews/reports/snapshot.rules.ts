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

/** A frozen report: each party's participation separately, and a head with the hashes of all participations. */
export type Frozen = {
  readonly participations: readonly { readonly partyId: string; readonly content: string; readonly sha256: string }[];
  readonly head: string;
  readonly sha256: string;
};

/** Freezes a report at adoption. Participations are sorted by party id, so that reading order changes nothing. */
export function freeze(round: ReportRound, asOf: string, parties: readonly ReportParty[]): Frozen {
  const participations = parties
    .map((party) => {
      const content = canonicalJson(party);
      return { partyId: party.id, content, sha256: sha256(content) };
    })
    .sort((a, b) => (a.partyId < b.partyId ? -1 : 1));
  const head = canonicalJson({
    round,
    asOf,
    parties: participations.map((participation) => ({ id: participation.partyId, sha256: participation.sha256 })),
  });
  return { participations, head, sha256: sha256(head) };
}

/** Checks frozen bytes against their hashes: the head, and the participations given (a reader may see only some). */
export function isIntact(frozen: {
  head: string;
  sha256: string;
  participations: readonly { partyId: string; content: string; sha256: string }[];
}): boolean {
  if (sha256(frozen.head) !== frozen.sha256) return false;
  const { parties } = JSON.parse(frozen.head) as { parties: { id: string; sha256: string }[] };
  return frozen.participations.every(
    (participation) =>
      sha256(participation.content) === participation.sha256 &&
      parties.some((party) => party.id === participation.partyId && party.sha256 === participation.sha256),
  );
}
