import { LOCALES, type Locale } from '#kernel/languages.ts';
import type { LocalAnswers } from '../../local-texts/local-text.rules.ts';

/** What the form of a draft holds: the date under `asOf`, each answer under `fieldOf(question, language)`. An empty text is no answer. */
export type DraftFields = Readonly<Record<string, string>>;

/** The field of the answer to a question in one language. */
export function fieldOf(question: string, language: Locale): string {
  return `${question}.${language}`;
}

/** The fields of a draft with these questions. Pure. */
export function fieldsOf(
  { asOf, answers }: { readonly asOf: string; readonly answers: LocalAnswers },
  questions: readonly string[],
): DraftFields {
  const texts = questions.flatMap((id) => LOCALES.map((language) => [fieldOf(id, language), answers[id]?.[language] ?? '']));
  return { ...Object.fromEntries(texts), asOf };
}

/** What is sent to save these fields. Questions without an answer are left out. Pure. */
export function contentOf(fields: DraftFields, questions: readonly string[]): { asOf: string; answers: LocalAnswers } {
  const answers = questions.map((id) => [id, { en: fields[fieldOf(id, 'en')] || null, fr: fields[fieldOf(id, 'fr')] || null }] as const);
  return { asOf: fields.asOf!, answers: Object.fromEntries(answers.filter(([, { en, fr }]) => en !== null || fr !== null)) };
}

/** The fields whose text differs, in the order of the form; blanks around a text do not count, because they are not stored. Pure. */
export function changedFields(before: DraftFields, typed: DraftFields): string[] {
  return Object.keys(typed).filter((field) => typed[field]!.trim() !== (before[field] ?? '').trim());
}

/** The newer draft with what was typed since `before`. What another person wrote in other fields stays. Pure. */
export function keepTyped(newer: DraftFields, before: DraftFields, typed: DraftFields): DraftFields {
  return { ...newer, ...Object.fromEntries(changedFields(before, typed).map((field) => [field, typed[field]!])) };
}
