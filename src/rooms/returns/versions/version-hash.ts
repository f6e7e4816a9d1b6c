import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** The canonical JSON of a value (RFC 8785): the same content always gives the same bytes. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('Only JSON can be hashed.');
  return text;
}

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** A version as stored: its sections separately, and a head with the hash of each. */
export type HashedVersion = {
  readonly head: string;
  readonly sha256: string;
  readonly sections: readonly { readonly sectionId: string; readonly content: string }[];
};

/** Hashes a version: the head contains the hashes of the sections, so that one section can be shown and checked without the others. */
export function hashVersion(about: Record<string, unknown>, sections: readonly { readonly id: string }[]): HashedVersion {
  const hashed = sections.map((section) => ({ sectionId: section.id, content: canonicalJson(section) }));
  const head = canonicalJson({ ...about, sections: hashed.map(({ sectionId, content }) => ({ id: sectionId, sha256: sha256(content) })) });
  return { head, sha256: sha256(head), sections: hashed };
}

/** Whether stored bytes are those that were hashed: the head, and the sections given. */
export function isIntact({ head, sha256: hash, sections }: HashedVersion): boolean {
  if (sha256(head) !== hash) return false;
  const named = (JSON.parse(head) as { sections: { id: string; sha256: string }[] }).sections;
  return sections.every((section) => named.some(({ id, sha256: one }) => id === section.sectionId && one === sha256(section.content)));
}
