import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { TaskDue } from '#web/kit/status/TaskDue.tsx';
import { TaskSection } from '#web/kit/status/TaskSection.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { AccessTask } from '../access-review/access-review.schema.ts';
import { translateAccess } from './texts.ts';

const PLACES = {
  'access-review': '/people/review',
  'grant-ends': '/people/review',
  'own-grant-ends': '/people/hand-over',
  'hand-over': '/people/hand-over',
} as const;

/** Tasks about access, for My tasks. */
export function AccessTasks({ tasks }: { tasks: readonly AccessTask[] }) {
  const t = useTranslations(translateAccess);
  return (
    <TaskSection name="access" title={t('task.title')} count={tasks.length} late={tasks.some((task) => task.late)}>
      {tasks.map((task) => (
        <AccessTaskLine key={`${task.kind} ${task.role} ${task.due}`} task={task} />
      ))}
    </TaskSection>
  );
}

/** One task about access, as My tasks and the home page show it. */
export function AccessTaskLine({ task }: { task: AccessTask }) {
  const t = useTranslations(translateAccess);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  const about = [task.party?.name[locale], task.person?.name, task.role && desk(`role.${task.role}`)].filter(Boolean).join(', ');
  const what = t(`task.${task.kind}`, { n: task.count });
  return (
    <li>
      <span className="task-action">
        <Link to={PLACES[task.kind]} search={task.party && task.kind === 'access-review' ? { party: task.party.id } : {}}>
          {about === '' ? what : desk('task.of', { task: what, object: about })}
        </Link>
      </span>
      <TaskDue due={task.due} late={task.late} />
    </li>
  );
}
