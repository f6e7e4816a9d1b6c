import type { About } from '../../manifest/readers.rules.ts';
import { type Answers, givenAnswers } from '../questions.ts';

/** What was typed and tapped, read from the fields of the page when it is sent. It is in the memory of this page only. */
export type Draft = { readonly answers: Answers; readonly text: string; readonly about: About };

/** What the readers read of whom it is about: the same as what left readers out, so that they know. */
export function contentOf({ answers, text, about }: Draft): { answers: Readonly<Record<string, unknown>>; text: string } {
  const left = about.units.length > 0 || about.readers.length > 0 ? { about } : {};
  return { answers: { ...givenAnswers(answers), ...left }, text };
}

/** Whether there is nothing to send. */
export function isEmptyDraft({ answers, text, about }: Draft): boolean {
  return text === '' && Object.keys(givenAnswers(answers)).length === 0 && about.units.length === 0 && about.readers.length === 0;
}

type Listed = { readonly number: number; readonly unit: readonly string[] };

/** Whether a list names a reader, or a unit of a reader, that the list before it did not: the reporter could not leave them out yet. Pure. */
export function namesNew(before: readonly Listed[], readers: readonly Listed[]): boolean {
  return readers.some(({ number, unit }) => !before.some((one) => one.number === number && one.unit.join('\n') === unit.join('\n')));
}

/** The units that a list of readers names, and every unit above them, each once, from the party down. */
export function unitsOf(readers: readonly { readonly unit: readonly string[] }[]): (readonly string[])[] {
  const units = new Map<string, readonly string[]>();
  for (const { unit } of readers)
    for (let depth = 1; depth <= unit.length; depth += 1) units.set(JSON.stringify(unit.slice(0, depth)), unit.slice(0, depth));
  return [...units.values()].toSorted((a, b) => a.join('\n').localeCompare(b.join('\n')));
}
