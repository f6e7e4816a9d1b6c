import { type ClauseSet, ClauseSetFile } from './clause-set.schema.ts';
import far from './far-52.222-50.json' with { type: 'json' };
import leastOf5f from './least-5f.json' with { type: 'json' };

export type { ClauseSet };

/** A set file with faults: each names its place and what to do. */
export class DamagedSet extends Error {
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** The sets that ship with the program, by id. Their wordings are its own words. */
export const SHIPPED_SETS: ReadonlyMap<string, ClauseSet> = new Map(
  [leastOf5f, far].map((file) => readSet(file)).map((set) => [set.id, set]),
);

/** The set that is checked where none is named. */
export const DEFAULT_SET = 'least-5f';

/** Checks a set and puts its named lists of phrases (`@name`) in their places. Throws `DamagedSet`. */
export function readSet(content: unknown): ClauseSet {
  const file = ClauseSetFile.safeParse(content);
  if (!file.success) throw new DamagedSet(file.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`));
  const { phrases, ...set } = file.data;
  const faults: string[] = [];
  const expand = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.flatMap((item: unknown) => {
        if (typeof item !== 'string' || !item.startsWith('@')) return [expand(item)];
        const named = phrases[item.slice(1)];
        if (named === undefined) faults.push(`${item}: The file has no list of phrases of this name.`);
        return named ?? [];
      });
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expand(inner)]));
  };
  const expanded = expand(set);
  if (faults.length > 0) throw new DamagedSet(faults);
  return expanded as ClauseSet;
}
