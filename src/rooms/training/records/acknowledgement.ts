import { createHash } from 'node:crypto';
import { canonicalBytes } from '#platform/ledger/leaf.ts';
import type { CourseModule } from '../course.schema.ts';

/**
 * The hash of the text that is signed at the end of a module, in both languages and with its version, for a table that says a day and not which language was read.
 * Where the language is known, it is the one of `learn/check.rules.ts`.
 */
export function hashOfBothTexts({ id, version, acknowledgement }: CourseModule): Buffer {
  return createHash('sha256')
    .update(canonicalBytes({ id, version, acknowledgement: acknowledgement ?? null }))
    .digest();
}
