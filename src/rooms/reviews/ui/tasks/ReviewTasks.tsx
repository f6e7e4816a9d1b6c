import '../reviews.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatDay } from '#platform/texts/texts.ts';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { TaskDue } from '#web/kit/status/TaskDue.tsx';
import { TaskSection } from '#web/kit/status/TaskSection.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { Task } from '../../tasks/task.schema.ts';
import { roundsQuery } from '../reviews-data.ts';
import { useToday } from '../use-today.ts';
import { taskKey } from './task-key.ts';
import { groupTasks, objectOf, placeOf } from './tasks-view.ts';
import { translateReviewTasks } from './texts.ts';

/** This reader's tasks in reviews, for My tasks, by time. */
export function ReviewTasks({ tasks }: { tasks: readonly Task[] }) {
  const t = useTranslations(translateReviewTasks);
  const locale = useLocale();
  const groups = groupTasks(tasks, useToday(), locale);
  return groups.map(({ time, month, tasks: some }) => (
    <TaskSection
      key={month ?? time}
      name={month ?? time}
      title={month === null ? t(`tasks.${time}`) : formatDay(locale, month, 'long')}
      count={some.length}
      late={time === 'late'}
    >
      {some.map((task) => (
        <ReviewTaskLine key={reviewTaskId(task)} task={task} />
      ))}
    </TaskSection>
  ));
}

/** What distinguishes one task of reviews from another. */
export function reviewTaskId(task: Task): string {
  return `${task.kind} ${task.participationId ?? task.roundId} ${task.findingId ?? task.formId ?? ''} ${task.obligation?.en ?? ''}`;
}

/** One task, as My tasks and the home page show it. One without a due date has until the planned adoption of its round. */
export function ReviewTaskLine({ task }: { task: Task }) {
  const t = useTranslations(translateReviewTasks);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  const place = placeOf(task);
  const rounds = useQuery({ ...roundsQuery(null), enabled: task.due === null });
  const adoption = rounds.data?.items.find(({ id }) => id === task.roundId)?.calendar.adoptionPlanned ?? null;
  return (
    <li>
      <span className="task-action">
        <Link
          to={place.to}
          params={{ roundId: task.roundId, participationId: task.participationId ?? '', formId: task.formId ?? '' }}
          search={{ view: place.view }}
        >
          {desk('task.of', { task: t(taskKey(task.kind)), object: objectOf(task, locale) })}
        </Link>
        <span className="small muted">
          {task.party && task.round[locale]}
          <LabelBeside label={task.label} />
        </span>
      </span>
      <TaskDue due={task.due} late={task.late}>
        {task.reminder !== null && (
          <small className="muted">
            {t('tasks.reminder')} <DateText date={task.reminder} />
          </small>
        )}
        {task.due === null && !rounds.isPending && (
          <span className="muted">
            {adoption === null ? t('tasks.no-day') : t('tasks.before-adoption', { day: formatDay(locale, adoption) })}
          </span>
        )}
      </TaskDue>
    </li>
  );
}
