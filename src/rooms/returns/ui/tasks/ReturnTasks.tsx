import { Link } from '@tanstack/react-router';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { TaskDue } from '#web/kit/status/TaskDue.tsx';
import { TaskSection } from '#web/kit/status/TaskSection.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { ReturnTasks as Tasks } from '../../return.schema.ts';
import { translateReturns } from '../texts.ts';

/** This reader's tasks in returns, for My tasks. */
export function ReturnTasks({ tasks }: Tasks) {
  const t = useTranslations(translateReturns);
  return (
    <TaskSection name="returns" title={t('turn.title')} count={tasks.length} late={tasks.some(({ turn }) => turn.late)}>
      {tasks.map((task) => (
        <ReturnTaskLine key={task.id} task={task} />
      ))}
    </TaskSection>
  );
}

/** One return, as My tasks and the home page show it. */
export function ReturnTaskLine({ task: { id, turn, period, party, label } }: { task: Tasks['tasks'][number] }) {
  const t = useTranslations(translateReturns);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  return (
    <li>
      <span className="task-action">
        <Link to="/returns/$returnId" params={{ returnId: id }}>
          {desk('task.of', { task: t(`turn.${turn.action as 'start'}`), object: `${party.name[locale]}, ${period}` })}
        </Link>
        <span className="small muted">
          {t('page.one')}
          <LabelBeside label={label} />
        </span>
      </span>
      <TaskDue due={turn.due} late={turn.late}>
        {turn.due === null && <span className="muted">{t('turn.no-day')}</span>}
      </TaskDue>
    </li>
  );
}
