import { Link } from '@tanstack/react-router';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { TaskDue } from '#web/kit/status/TaskDue.tsx';
import { TaskSection } from '#web/kit/status/TaskSection.tsx';
import type { ErasureTasks as Tasks } from '../../log.schema.ts';
import { translateErasureTasks } from './texts.ts';

/** Requested erasures that wait for this reader, for My tasks. */
export function ErasureTasks({ tasks }: Tasks) {
  const t = useTranslations(translateErasureTasks);
  return (
    <TaskSection name="erasures" title={t('title')} count={tasks.reduce((sum, { count }) => sum + count, 0)}>
      {tasks.map((task) => (
        <ErasureTaskLine key={task.requestedAt} task={task} />
      ))}
    </TaskSection>
  );
}

/** The requested erasures, as My tasks and the home page show them. */
export function ErasureTaskLine({ task: { count, requestedAt } }: { task: Tasks['tasks'][number] }) {
  const t = useTranslations(translateErasureTasks);
  const locale = useLocale();
  return (
    <li>
      <span className="task-action">
        <Link to="/log">{t('task', { n: count })}</Link>
      </span>
      <TaskDue due={null}>{t('since', { n: count, day: formatDay(locale, requestedAt.slice(0, 10)) })}</TaskDue>
    </li>
  );
}
