import { Link } from '@tanstack/react-router';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { TaskDue } from '#web/kit/status/TaskDue.tsx';
import { TaskSection } from '#web/kit/status/TaskSection.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { PurgeTasks as Tasks } from '../../purges/purge-tasks.schema.ts';
import { translatePurgeTasks } from './texts.ts';

/** Requested purges that wait for this reader, for My tasks. */
export function PurgeTasks({ tasks }: Tasks) {
  const t = useTranslations(translatePurgeTasks);
  return (
    <TaskSection name="purges" title={t('title')} count={tasks.length}>
      {tasks.map((task) => (
        <PurgeTaskLine key={task.itemId} task={task} />
      ))}
    </TaskSection>
  );
}

/** One requested purge, as My tasks and the home page show it. */
export function PurgeTaskLine({ task: { itemId, title, requestedAt } }: { task: Tasks['tasks'][number] }) {
  const t = useTranslations(translatePurgeTasks);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  return (
    <li>
      <span className="task-action">
        <Link to="/evidence/$itemId" params={{ itemId }}>
          {title === null ? t('task') : desk('task.of', { task: t('task'), object: title[locale] })}
        </Link>
      </span>
      <TaskDue due={null}>{t('since', { day: formatDay(locale, requestedAt.slice(0, 10)) })}</TaskDue>
    </li>
  );
}
