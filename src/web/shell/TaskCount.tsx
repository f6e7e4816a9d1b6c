import { useQuery } from '@tanstack/react-query';
import { accessTasksQuery } from '#rooms/people/ui/access-data.ts';
import { tasksQuery } from '#rooms/reviews/ui/reviews-data.ts';
import { useOtherTasks } from './OnTasks.tsx';

/** How many tasks My tasks shows, beside its name: those of reviews, of access, of returns and of letters, asked as the page asks for them. Nothing until all are known. */
export function TaskCount() {
  const tasks = useQuery(tasksQuery).data?.tasks.length;
  const access = useQuery(accessTasksQuery).data?.tasks.length;
  const others = useOtherTasks()?.count;
  const count = tasks === undefined || access === undefined || others === undefined ? 0 : tasks + access + others;
  return count > 0 ? <span className="count">{count}</span> : null;
}
