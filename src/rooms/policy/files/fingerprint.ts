import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { EditionData } from '../policy.schema.ts';

/** SHA-256 (hex) over the canonical JSON (RFC 8785) of an edition: the same content gives the same value, however its files are formatted. */
export function policyFingerprint(edition: EditionData): string {
  return createHash('sha256')
    .update(canonicalize(EditionData.parse(edition))!)
    .digest('hex');
}
