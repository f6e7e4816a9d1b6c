import type en from './texts/en.json';

/** Commands a task or a next step may name. */
const TASK_KINDS = [
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
  'find-out',
  'write-higher',
  'open-round',
  'adopt-round',
  'close-round',
  'observe',
  'none',
] as const;
type TaskKind = (typeof TASK_KINDS)[number];

const isTaskKind = (kind: string): kind is TaskKind => (TASK_KINDS as readonly string[]).includes(kind);

/** The text of a command as a task. A command unknown to this version is shown as work in the round. */
export function taskKey(kind: string): keyof typeof en {
  return isTaskKind(kind) ? `task.${kind}` : 'task.other';
}
