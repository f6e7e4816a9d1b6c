import type { EditionMapping } from './mapping.schema.ts';

/** What can be wrong with a well-formed mapping. Each has a text `fault.<kind>`. */
export type MappingProblemKind =
  | 'duplicate-id'
  | 'unknown-obligation'
  | 'unknown-edition'
  | 'unknown-earlier-obligation'
  | 'carries-nothing';
export type MappingProblem = { path: readonly (string | number)[]; kind: MappingProblemKind; id: string };

type Rows = { id: string; obligations: readonly { id: string; evidence: { kinds: readonly string[] } }[] };

/** Checks a mapping against its own edition and, where present, the earlier one. Pure. Returns all problems at once. */
export function checkMapping(mapping: EditionMapping, edition: Rows, editions: readonly Rows[]): MappingProblem[] {
  const earlier = editions.find(({ id }) => id === mapping.from && id !== edition.id);
  if (earlier === undefined) return [{ path: ['mapping', 'from'], kind: 'unknown-edition', id: mapping.from }];
  return mapping.rows.flatMap((row, at): MappingProblem[] => {
    const path = ['mapping', 'rows', at];
    const obligation = edition.obligations.find(({ id }) => id === row.obligation);
    if (obligation === undefined) return [{ path: [...path, 'obligation'], kind: 'unknown-obligation', id: row.obligation }];
    const twice = mapping.rows.findIndex(({ obligation }) => obligation === row.obligation) < at;
    return [
      ...(twice ? [{ path: [...path, 'obligation'], kind: 'duplicate-id', id: row.obligation } as const] : []),
      ...row.of.flatMap((id, index): MappingProblem[] => {
        const earlierObligation = earlier.obligations.find((one) => one.id === id);
        if (earlierObligation === undefined) return [{ path: [...path, 'of', index], kind: 'unknown-earlier-obligation', id }];
        // With no kind in common, nothing could ever be carried over, and the row would promise what never happens.
        const shared = earlierObligation.evidence.kinds.some((kind) => obligation.evidence.kinds.includes(kind));
        return shared ? [] : [{ path: [...path, 'of', index], kind: 'carries-nothing', id }];
      }),
    ];
  });
}
