import type { z } from 'zod';
import type { Locale } from '#kernel/languages.ts';
import type { ProblemKind } from '../policy.rules.ts';
import type { QuestionnaireProblemKind } from '../questionnaires/questionnaire-problem.ts';
import type { MappingProblemKind } from './mapping.rules.ts';

// What is said when a text is missing in one language.
const MISSING: Record<Locale, 'missing-english' | 'missing-french'> = { en: 'missing-english', fr: 'missing-french' };

/** Every kind of fault a policy file can have. Each has a text `fault.<kind>`. */
export type FaultKind =
  | ProblemKind
  | QuestionnaireProblemKind
  | MappingProblemKind
  | 'unreadable'
  | 'not-yaml'
  | 'duplicate-key'
  | 'no-content'
  | 'missing'
  | 'missing-french'
  | 'missing-english'
  | 'unknown-key'
  | 'not-one-of'
  | 'wrong-value'
  | 'two-current'
  | 'no-current'
  | 'incomplete-current'
  | 'folder-taken'
  | 'id-taken'
  | 'needed-obligation'
  | 'needed-kind'
  | 'needed-instrument'
  | 'needed-parameter'
  | 'other-unit'
  | 'mapping-not-from-present'
  | 'questionnaire-unfit';

type Named = { at: (string | number)[]; kind: FaultKind; values: Record<string, string> };

/** Turns the issues of the strict schema into faults that a policy author can act on: what is missing, unknown or wrong, and where. */
export function nameIssues(issues: readonly z.core.$ZodIssue[], content: unknown): Named[] {
  return issues.flatMap((issue): Named[] => {
    const at = issue.path.filter((step) => typeof step !== 'symbol');
    const key = nameOf(at, content);
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((name) => ({ at: [...at, name], kind: 'unknown-key', values: { key: nameOf([...at, name], content) } }));
    }
    if (at.length === 0) return [{ at, kind: 'no-content', values: {} }];
    const value = valueAt(content, at);
    if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) {
      const kind = MISSING[at.at(-1) as Locale] ?? 'missing';
      return [{ at, kind, values: { key } }];
    }
    if (issue.code === 'invalid_value') {
      return [{ at, kind: 'not-one-of', values: { key, value: String(value), allowed: issue.values.map(String).join(', ') } }];
    }
    return [
      { at, kind: 'wrong-value', values: { key, value: typeof value === 'object' ? JSON.stringify(value).slice(0, 80) : String(value) } },
    ];
  });
}

/** A path as an author reads it: rows by their id where they have one, as in `obligations[P5d.1].owners`, otherwise by their place from 1. */
function nameOf(path: readonly (string | number)[], content: unknown): string {
  return path.reduce<string>((name, step, at) => {
    if (typeof step === 'string') return name === '' ? step : `${name}.${step}`;
    const id = valueAt(content, [...path.slice(0, at + 1), 'id']);
    return `${name}[${typeof id === 'string' ? id : step + 1}]`;
  }, '');
}

function valueAt(content: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[step] : undefined),
    content,
  );
}
