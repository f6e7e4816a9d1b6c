import type { z } from 'zod';
import { CHECKED_LANGUAGES } from '../clauses/language/force.ts';
import { type ClauseSet, ClauseSetFile } from '../clauses/sets/clause-set.schema.ts';
import { readSet } from '../clauses/sets/load-set.ts';

/** What may be wrong with a set file. */
export const SET_FAULTS = [
  ...(['not-json', 'missing', 'wrong-type', 'too-short', 'too-long', 'unknown-field', 'not-one-of', 'wrong-form'] as const),
  ...(['no-wording', 'id-twice', 'no-list', 'name-too-long', 'id-ships', 'id-taken', 'version-known'] as const),
] as const;

/** A fault of a set file with its place, such as `provisions.3.title.en`; of the whole file without one. */
export type SetFault = { readonly path: string; readonly code: (typeof SET_FAULTS)[number]; readonly value: string };

/** The longest name of a set with its version. */
const LONGEST_KEY = 60;

/** How contracts and findings name a version of a loaded set. One that ships is named by its id alone. */
export const keyOf = ({ id, version }: Pick<ClauseSet, 'id' | 'version'>): string => `${id}@${version}`;

/** The id of a set in its key. */
export const idIn = (key: string): string => key.split('@', 1)[0]!;

/** Reads the text of a set file, or names each fault. `ownedBy`: whose set has this id already; `versions`: which versions of it are known. Pure. */
export function readSetFile(
  text: string,
  known: { ships: ReadonlySet<string>; taken: ReadonlySet<string>; keys: ReadonlySet<string> },
): { set: ClauseSet; file: object } | { faults: SetFault[] } {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    return { faults: [{ path: '', code: 'not-json', value: (error as Error).message.slice(0, 120) }] };
  }
  const checked = ClauseSetFile.safeParse(file);
  const faults = checked.success ? [] : checked.error.issues.flatMap((issue) => faultsOf(issue, file, []));
  faults.push(...missingLists(file));
  if (!checked.success || faults.length > 0) return { faults };
  const { id, version } = checked.data;
  if (keyOf(checked.data).length > LONGEST_KEY) faults.push({ path: 'version', code: 'name-too-long', value: keyOf(checked.data) });
  if (known.ships.has(id)) faults.push({ path: 'id', code: 'id-ships', value: id });
  else if (known.taken.has(id)) faults.push({ path: 'id', code: 'id-taken', value: id });
  else if (known.keys.has(keyOf(checked.data))) faults.push({ path: 'version', code: 'version-known', value: version });
  return faults.length > 0 ? { faults } : { set: readSet(file), file: file as object };
}

/** The languages in which a set recognises each of its provisions. Pure. */
export function languagesOf({ provisions }: Pick<ClauseSet, 'provisions'>): (typeof CHECKED_LANGUAGES)[number][] {
  return CHECKED_LANGUAGES.filter((language) =>
    provisions.every(
      ({ wordings, rule }) =>
        wordings.some((wording) => wording.language === language) || [rule ?? []].flat().some(({ what }) => what[language] !== undefined),
    ),
  );
}

type Path = readonly PropertyKey[];

function faultsOf(issue: z.core.$ZodIssue, file: unknown, before: Path): SetFault[] {
  const path = [...before, ...issue.path];
  const fault = (code: SetFault['code'], value: string | number | bigint = '', at = path): SetFault[] => [
    { path: at.map(String).join('.'), code, value: `${value}`.slice(0, 120) },
  ];
  switch (issue.code) {
    case 'invalid_type':
      return valueAt(file, path) === undefined ? fault('missing') : fault('wrong-type', issue.expected);
    case 'too_small':
      return fault('too-short', issue.minimum);
    case 'too_big':
      return fault('too-long', issue.maximum);
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => fault('unknown-field', key, [...path, key]));
    case 'invalid_value':
      return fault('not-one-of', issue.values.join(', '));
    // One rule or several: what was meant is seen by its kind.
    case 'invalid_union':
      return (issue.errors[Array.isArray(valueAt(file, path)) ? 1 : 0] ?? []).flatMap((inner) => faultsOf(inner, file, path));
    case 'custom':
      return path.length === 0 ? fault('id-twice') : fault('no-wording');
    default:
      return fault('wrong-form');
  }
}

const valueAt = (file: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], file);

/** Names of lists (`@name`) that the file does not have, with where each is used. */
function missingLists(file: unknown): SetFault[] {
  const lists = (file as { phrases?: object } | null)?.phrases ?? {};
  const search = (value: unknown, path: Path): SetFault[] => {
    if (typeof value === 'string')
      return value.startsWith('@') && path.length > 1 && path.includes('rule') && !Object.hasOwn(lists, value.slice(1))
        ? [{ path: path.map(String).join('.'), code: 'no-list', value }]
        : [];
    if (value === null || typeof value !== 'object') return [];
    return Object.entries(value).flatMap(([key, inner]) => search(inner, [...path, key]));
  };
  return search((file as { provisions?: unknown } | null)?.provisions, ['provisions']);
}
