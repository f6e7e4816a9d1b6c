import { useTasks } from './use-tasks.ts';

/** How many tasks My tasks shows, next to its name. Nothing until all are known. */
export function TaskCount() {
  const { count } = useTasks();
  return count !== null && count > 0 ? <span className="count">{count}</span> : null;
}
