import { Link } from '@tanstack/react-router';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { TaskDue } from '#web/kit/status/TaskDue.tsx';
import { TaskSection } from '#web/kit/status/TaskSection.tsx';
import type { PlanTasks as Tasks } from '../../plans/plan.schema.ts';
import { translatePlans } from './texts.ts';

/** Overdue measures, for My tasks. */
export function PlanTasks({ tasks }: Tasks) {
  const t = useTranslations(translatePlans);
  return (
    <TaskSection name="plans" title={t('task.title')} count={tasks.length}>
      {tasks.map((task) => (
        <PlanTaskLine key={task.id} task={task} />
      ))}
    </TaskSection>
  );
}

/** One overdue measure, as My tasks and the home page show it. */
export function PlanTaskLine({ task: { party, text, owner, dueOn, label } }: { task: Tasks['tasks'][number] }) {
  const t = useTranslations(translatePlans);
  const locale = useLocale();
  return (
    <li>
      <span className="task-action">
        <Link to="/plans/$partyId" params={{ partyId: party.id }}>
          {t('task.measure', { text })}
        </Link>
        <span className="small muted">
          {party.name[locale]} · {owner}
          <LabelBeside label={label} />
        </span>
      </span>
      <TaskDue due={dueOn} late />
    </li>
  );
}
