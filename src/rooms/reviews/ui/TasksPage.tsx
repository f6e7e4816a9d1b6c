import './reviews.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatDay } from '#platform/texts/texts.ts';
import { LabelBeside } from '#rooms/parties/ui/LabelMark.tsx';
import { accessTasksQuery } from '#rooms/people/ui/access-data.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { holds, useSession } from '#web/client/session.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { Empty } from '#web/kit/Empty.tsx';
import { later } from '#web/kit/later.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { ProblemNote } from '#web/kit/ProblemNote.tsx';
import { Skeleton } from '#web/kit/Skeleton.tsx';
import { OtherTasks, useOtherTasks } from '#web/shell/OnTasks.tsx';
import type { Task } from '../part.schema.ts';
import { FirstSteps } from './FirstSteps.tsx';
import { roundsQuery, tasksQuery } from './reviews-data.ts';
import { groupTasks, placeOf } from './tasks-view.ts';
import { sayReviewDesk } from './texts.ts';
import { useToday } from './use-today.ts';
import { taskKey } from './words.ts';

const AccessTasks = later(() => import('#rooms/people/ui/AccessTasks.tsx').then((file) => file.AccessTasks));

/** What this person must do next, with its day, as verbs. On day one: what to do with an empty register. */
export default function TasksPage() {
  const t = useSay(sayReviewDesk);
  const locale = useLocale();
  const session = useSession();
  const today = useToday();
  const tasks = useQuery(tasksQuery);
  const rounds = useQuery(roundsQuery(null));
  const access = useQuery(accessTasksQuery);
  const others = useOtherTasks();
  const error = tasks.error ?? rounds.error ?? access.error;
  const dayOne = holds(session, ['policy-office']) && rounds.data?.items.every((round) => round.state === 'planned');
  const groups = groupTasks(tasks.data?.tasks ?? [], today, locale);
  const count = tasks.data && access.data && tasks.data.tasks.length + access.data.tasks.length + (others?.count ?? 0);
  return (
    <>
      <PageHead
        title={t('tasks.title')}
        meta={count ? t('tasks.count', { n: count }) : '\u00a0'}
        guides
        help={[t('tasks.help.1'), t('tasks.help.2'), t('tasks.help.3')]}
      />
      {error && <ProblemNote error={error} retry={() => void tasks.refetch()} />}
      {!error && (tasks.isPending || rounds.isPending) && <Skeleton />}
      {dayOne && <FirstSteps baseline={rounds.data?.items[0]?.id} />}
      {tasks.data && rounds.data && others !== undefined && count === 0 && (
        <Empty>
          <p>{t('tasks.none')}</p>
          <p>
            <Link to="/rounds">{t('tasks.see-rounds')}</Link>
          </p>
          {holds(session, ['auditor']) && (
            <p>
              <Link to="/log">{t('tasks.see-log')}</Link>
            </p>
          )}
        </Empty>
      )}
      {groups.map(({ time, tasks: some }) => (
        <section key={time} className="tasks" aria-labelledby={`tasks-${time}`}>
          <h2 id={`tasks-${time}`} className={time === 'late' ? 'is-late' : undefined}>
            {t(`tasks.${time}`)} <span className="small muted">{some.length}</span>
          </h2>
          <ul className="panel task-list">
            {some.map((task) => (
              <TaskLine
                key={`${task.kind} ${task.participationId ?? task.roundId} ${task.findingId ?? task.formId ?? ''} ${task.title ?? ''}`}
                task={task}
                adoption={rounds.data?.items.find((round) => round.id === task.roundId)?.calendar.adoptionPlanned ?? null}
              />
            ))}
          </ul>
        </section>
      ))}
      <OtherTasks found={others} />
      {access.data !== undefined && access.data.tasks.length > 0 && <AccessTasks />}
    </>
  );
}

function TaskLine({ task, adoption }: { task: Task; adoption: string | null }) {
  const t = useSay(sayReviewDesk);
  const locale = useLocale();
  const place = placeOf(task);
  const about = [task.party?.name[locale], task.title, task.round[locale]].filter(Boolean).join(' · ');
  return (
    <li>
      <span className="task-act">
        <Link
          to={place.to}
          params={{ roundId: task.roundId, partId: task.participationId ?? '', formId: task.formId ?? '' }}
          search={{ view: place.view }}
        >
          {t(taskKey(task.kind))}
        </Link>
        <span className="small muted">
          {about}
          <LabelBeside label={task.label} />
        </span>
      </span>
      <span className={task.late ? 'task-due is-late' : 'task-due'}>
        {task.due !== null && <DateText date={task.due} />}
        {task.reminder !== null && (
          <small className="muted">
            {t('tasks.reminder')} <DateText date={task.reminder} />
          </small>
        )}
        {task.due === null && (
          <span className="muted">
            {adoption === null ? t('tasks.no-day') : t('tasks.before-adoption', { day: formatDay(locale, adoption) })}
          </span>
        )}
      </span>
    </li>
  );
}
