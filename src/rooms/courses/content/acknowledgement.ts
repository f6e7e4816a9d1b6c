import { createHash } from 'node:crypto';
import { canonicalBytes } from '#platform/ledger/leaf.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { CourseModule } from './course.schema.ts';

/** The fingerprint of the text somebody signs, in the language they read: SHA-256 over module, version and its sentences. */
export function acknowledgementHash({ id, version, acknowledgement }: CourseModule, locale: Locale): string | null {
  return acknowledgement
    ? hashOfSigned(
        id,
        version,
        locale,
        acknowledgement.sentences.map((sentence) => sentence[locale]),
      )
    : null;
}

/** The same of the sentences in any language. */
export function hashOfSigned(id: string, version: number, language: string, sentences: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([id, version, language, ...sentences]))
    .digest('hex');
}

/**
 * The hash of the text that is signed at the end of a module, in both languages and with its version, for a table that says a day and not which language was read.
 * Where the language is known, it is `acknowledgementHash`.
 */
export function hashOfBothTexts({ id, version, acknowledgement }: CourseModule): Buffer {
  return createHash('sha256')
    .update(canonicalBytes({ id, version, acknowledgement: acknowledgement ?? null }))
    .digest();
}
