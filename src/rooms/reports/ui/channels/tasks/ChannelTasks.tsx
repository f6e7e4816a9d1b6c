import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { TaskDue } from '#web/kit/status/TaskDue.tsx';
import { TaskSection } from '#web/kit/status/TaskSection.tsx';
import type { ChannelTasks as Tasks } from '../../../channels/tasks/channel-tasks.schema.ts';
import { translateChannelTasks } from './texts.ts';

/** What waits with reporting channels, for My tasks. */
export function ChannelTasks({ tasks }: Tasks) {
  const t = useTranslations(translateChannelTasks);
  return (
    <TaskSection name="channels" title={t('title')} count={tasks.length}>
      {tasks.map((task) => (
        <ChannelTaskLine key={task.id} task={task} />
      ))}
    </TaskSection>
  );
}

/** One of them, as My tasks and the home page show it. */
export function ChannelTaskLine({ task: { kind, channelId, name, due, late, reports } }: { task: Tasks['tasks'][number] }) {
  const t = useTranslations(translateChannelTasks);
  const locale = useLocale();
  return (
    <li>
      <span className="task-action">
        {kind === 'due-reports' ? (
          <Link to="/reports" search={{ channel: channelId, show: 'due' }}>
            {t(kind, { n: reports ?? 0, channel: name[locale] ?? '' })}
          </Link>
        ) : (
          <Link to="/channels/$channelId" params={{ channelId }}>
            {t(kind, { channel: name[locale] ?? '' })}
          </Link>
        )}
      </span>
      <TaskDue due={due} late={late} />
    </li>
  );
}
