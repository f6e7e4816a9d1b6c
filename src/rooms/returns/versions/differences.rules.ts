import type { Provision } from '../answers/provisions/provision.schema.ts';
import type { SubmittedAnswer, SubmittedSection } from './submission.rules.ts';

/** What differs between two versions, question by question; null where one of them has no answer. */
export type Difference = { readonly questionId: string; readonly before: SubmittedAnswer | null; readonly after: SubmittedAnswer | null };

/** A provision of an article that differs: added where `before` is null, dropped where `after` is null. */
export type LawDifference = {
  readonly instrument: string;
  readonly article: string;
  readonly before: Provision | null;
  readonly after: Provision | null;
};

/** A version as far as a reader sees it. `named`: the ids of all its sections, by its head. */
export type ComparedVersion = { readonly named: readonly string[]; readonly sections: readonly SubmittedSection[] };

/** Compares two versions by what their answers say; a repeated confirmation is no difference. */
export function differencesOf(before: readonly SubmittedAnswer[], after: readonly SubmittedAnswer[]): Difference[] {
  return pairsOf(before, after, ({ questionId }) => questionId)
    .map(([questionId, one]) => ({ questionId, ...one }))
    .filter((one) => contentOf(one.before) !== contentOf(one.after));
}

/** Compares the law that two versions cite, provision by provision for each article. */
export function lawDifferencesOf(before: readonly Provision[], after: readonly Provision[]): LawDifference[] {
  return pairsOf(before, after, ({ provisionId, instrument, article }) => JSON.stringify([provisionId, instrument, article])).flatMap(
    ([, one]) => {
      const { instrument, article } = (one.after ?? one.before)!;
      return wordingOf(one.before) === wordingOf(one.after) ? [] : [{ instrument, article, ...one }];
    },
  );
}

/**
 * Compares two versions section by section. A section that one of them has and this reader may not see is left out on both sides: a hidden answer is not a
 * missing one.
 */
export function compareVersions(before: ComparedVersion, after: ComparedVersion) {
  const isSeen = ({ named, sections }: ComparedVersion, id: string) => !named.includes(id) || sections.some((one) => one.id === id);
  const both = (one: ComparedVersion) => one.sections.filter(({ id }) => isSeen(before, id) && isSeen(after, id));
  const [old, now] = [both(before), both(after)];
  return {
    answers: differencesOf(
      old.flatMap(({ answers }) => answers),
      now.flatMap(({ answers }) => answers),
    ),
    law: lawDifferencesOf(
      old.flatMap(({ provisions = [] }) => provisions),
      now.flatMap(({ provisions = [] }) => provisions),
    ),
  };
}

function pairsOf<Row>(before: readonly Row[], after: readonly Row[], keyOf: (row: Row) => string) {
  const [old, now] = [before, after].map((rows) => new Map(rows.map((row) => [keyOf(row), row]))) as [Map<string, Row>, Map<string, Row>];
  const keys = [...new Set([...now.keys(), ...old.keys()])];
  return keys.map((key) => [key, { before: old.get(key) ?? null, after: now.get(key) ?? null }] as const);
}

function contentOf(answer: SubmittedAnswer | null): string {
  return JSON.stringify(answer && [answer.choice === 'not-known', answer.value, answer.note, answer.documentId, answer.page]);
}

function wordingOf(provision: Provision | null): string {
  return JSON.stringify(provision && Object.entries(provision).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}
