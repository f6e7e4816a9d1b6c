import { AppError } from '#kernel/errors.ts';
import { type Locale, textFor } from '#kernel/languages.ts';
import type { ClauseSet } from '../clauses/sets/clause-set.schema.ts';

/** The provisions that are said to be violated, each once, and their set; none, and no set, where none is named. Throws where one is not of the set. */
export function violatedOf(
  set: ClauseSet | undefined,
  setId: string,
  named: readonly string[],
): { provisions: string[]; setId: string | null } {
  const provisions = [...new Set(named)];
  const strange = provisions.find((id) => !set?.provisions.some((one) => one.id === id));
  if (strange !== undefined) throw new AppError('contractors/other-provision', { field: 'provisions', provision: strange, set: setId });
  return { provisions, setId: provisions.length === 0 ? null : setId };
}

const MAX_TITLE = 80;

/** The titles of provisions with their references, in the order of the set; long ones are cut, as a text that a firm sends has a limit. */
export function titlesOf(set: ClauseSet | undefined, ids: readonly string[], locale: Locale): string[] {
  return (set?.provisions ?? [])
    .filter(({ id }) => ids.includes(id))
    .map(({ title, reference }) => {
      const { text } = textFor(title, locale)!;
      return [text.length > MAX_TITLE ? `${text.slice(0, MAX_TITLE)}…` : text, reference].filter(Boolean).join(' ');
    });
}
