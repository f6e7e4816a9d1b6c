import { createHash } from 'node:crypto';
import { canonicalBytes } from '#platform/ledger/leaf.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { CourseModule } from './course.schema.ts';

/** The fingerprint of the text a person signs, in the language they read: SHA-256 over module, version and its sentences. */
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

/** The same over the given sentences, in any language. */
export function hashOfSigned(id: string, version: number, language: string, sentences: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([id, version, language, ...sentences]))
    .digest('hex');
}

/**
 * The hash of the text that is signed at the end of a module, over both languages and the version. It is for a table that gives a date but not the language
 * that was read. Where the language is known, use `acknowledgementHash`.
 */
export function hashOfBothTexts({ id, version, acknowledgement }: CourseModule): Buffer {
  return createHash('sha256')
    .update(canonicalBytes({ id, version, acknowledgement: acknowledgement ?? null }))
    .digest();
}
