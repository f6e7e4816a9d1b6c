import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { roundsQuery } from '#rooms/reviews/ui/reviews-data.ts';
import { useTranslations } from '../client/language.ts';
import { can, useSession } from '../client/session.ts';
import { later } from '../kit/later.tsx';
import { Empty } from '../kit/notes/Empty.tsx';
import { ProblemNote } from '../kit/notes/ProblemNote.tsx';
import { Skeleton } from '../kit/notes/Skeleton.tsx';
import { PageHead } from '../kit/PageHead.tsx';
import { translateTasks } from './texts.ts';
import { useTasks } from './use-tasks.ts';

const RoomTasks = later(() => import('./RoomTasks.tsx').then((file) => file.RoomTasks));

/** What this person must do next, with due dates, as verbs. On the first day: what to do with an empty register. */
export function TasksPage() {
  const t = useTranslations(translateTasks);
  const session = useSession();
  const { tasks, error, isLoading, refetch, count } = useTasks();
  const rounds = useQuery(roundsQuery(null));
  const dayOne = can(session, 'people:start-register') && rounds.data?.items.every((round) => round.state === 'planned');
  return (
    <>
      <PageHead title={t('title')} meta={count ? t('count', { n: count }) : '\u00a0'} help={[t('help.1'), t('help.2'), t('help.3')]} />
      {error && <ProblemNote title={t(tasks ? 'outdated' : 'failed')} error={error} retry={() => void refetch()} />}
      {rounds.error && <ProblemNote error={rounds.error} retry={() => void rounds.refetch()} />}
      {(isLoading || rounds.isLoading) && <Skeleton />}
      {dayOne && (
        <p className="note">
          {t('day-one')} <Link to="/first-steps">{t('first-steps')}</Link>
        </p>
      )}
      {count === 0 && rounds.data && (
        <Empty>
          <p>{t('none')}</p>
          <p>
            <Link to="/rounds">{t('see-rounds')}</Link>
          </p>
          {can(session, 'transparency-log:sample') && !can(session, 'reviews:direct') && (
            <p>
              <Link to="/log">{t('see-log')}</Link>
            </p>
          )}
        </Empty>
      )}
      {tasks && <RoomTasks tasks={tasks} />}
    </>
  );
}
