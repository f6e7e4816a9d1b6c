import { createHash } from 'node:crypto';
import { canonicalBytes } from '#platform/ledger/leaf.ts';
import type { CourseModule } from '../course.schema.ts';

/** The hash of the text that is signed at the end of a module, in both languages and with its version: what somebody signed can be told for good. */
export function acknowledgementHash({ id, version, acknowledgement }: CourseModule): Buffer {
  return createHash('sha256')
    .update(canonicalBytes({ id, version, acknowledgement: acknowledgement ?? null }))
    .digest();
}
