import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { TaskDue } from '#web/kit/status/TaskDue.tsx';
import { TaskSection } from '#web/kit/status/TaskSection.tsx';
import type { HelpTasks as Tasks } from '../../help/help.schema.ts';
import { translateHelpTasks } from './tasks/texts.ts';

/** Telephone numbers to try, for My tasks. */
export function HelpTasks({ tasks }: Tasks) {
  const t = useTranslations(translateHelpTasks);
  return (
    <TaskSection name="help" title={t('title')} count={tasks.length}>
      {tasks.map((task) => (
        <HelpTaskLine key={task.id} task={task} />
      ))}
    </TaskSection>
  );
}

/** The numbers of one place, as My tasks and the home page show them. */
export function HelpTaskLine({ task: { partyId, place, numbers, due, late } }: { task: Tasks['tasks'][number] }) {
  const t = useTranslations(translateHelpTasks);
  const locale = useLocale();
  return (
    <li>
      <span className="task-action">
        <Link to="/parties/$partyId" params={{ partyId }}>
          {t('try', { n: numbers, place: place[locale] })}
        </Link>
      </span>
      <TaskDue due={due} late={late} />
    </li>
  );
}
