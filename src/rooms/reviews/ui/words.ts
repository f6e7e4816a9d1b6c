import { appendixOf } from '#rooms/policy/obligation-number.rules.ts';
import type en from './texts/en.json';

type Key = keyof typeof en;

/** A clause by its number, short: 3, or App. 1. */
export function clauseNumber(t: (key: 'clause.appendix', values: { id: string }) => string, clauseId: string): string {
  const appendix = appendixOf(clauseId);
  return appendix === null ? clauseId : t('clause.appendix', { id: appendix });
}

const GROUPS = ['ally', 'contributor', 'headquarters', 'agency', 'command', 'school', 'operation', 'contractor', 'partner'] as const;

/** The text of a group of parties. */
export function groupKey(group: string): Key {
  const known = GROUPS.find((one) => one === group);
  return known ? `group.${known}` : 'group.other';
}

const STEPS = [
  'prefill',
  'submit',
  'rate',
  'find',
  'explain',
  'send-draft',
  'decide-comment',
  'adopt',
  'comment',
  'report-progress',
  'verify',
  'none',
] as const;

/** The short text of a next step, for a table. */
export function stepKey(action: string): Key {
  const known = STEPS.find((one) => one === action);
  return known ? `step.${known}` : 'step.other';
}
