import { Link } from '@tanstack/react-router';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { TaskSection } from '#web/kit/status/TaskSection.tsx';
import type { OutreachReminders } from '../../outreach/outreach.schema.ts';
import { translateOutreachDesk } from './texts.ts';

/** Letters with a reminder due by today, for My tasks. */
export function ReminderTasks({ tasks }: OutreachReminders) {
  const t = useTranslations(translateOutreachDesk);
  return (
    <TaskSection name="outreach" title={t('task.title')} count={tasks.length}>
      {tasks.map((task) => (
        <ReminderTaskLine key={task.id} task={task} />
      ))}
    </TaskSection>
  );
}

/** One letter, as My tasks and the home page show it. */
export function ReminderTaskLine({ task: { id, writer, addressee, reminderOn, label } }: { task: OutreachReminders['tasks'][number] }) {
  const t = useTranslations(translateOutreachDesk);
  const locale = useLocale();
  return (
    <li>
      <span className="task-action">
        <Link to="/outreach/$outreachId" params={{ outreachId: id }}>
          {t('task.again', { addressee: addressee.name[locale] })}
        </Link>
        <span className="small muted">
          {writer.name[locale]}
          <LabelBeside label={label} />
        </span>
      </span>
      <span className="task-due">
        <DateText date={reminderOn} />
      </span>
    </li>
  );
}
