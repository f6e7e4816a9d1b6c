import { Link } from '@tanstack/react-router';
import { useTranslations } from '../client/language.ts';
import { later } from '../kit/later.tsx';
import { ProblemNote } from '../kit/notes/ProblemNote.tsx';
import { Section } from '../kit/Section.tsx';
import { nearestTasks } from '../tasks/nearest-tasks.ts';
import { useTasks } from '../tasks/use-tasks.ts';
import { translateHome } from './texts.ts';

const SHOWN = 5;
const TaskLines = later(() => import('./TaskLines.tsx').then((file) => file.TaskLines));

/** The nearest tasks of this reader from all rooms: the most urgent first, as `nearestTasks` orders them. The count is that of My tasks, which has all of them. */
export function AskedOfYou() {
  const t = useTranslations(translateHome);
  const { tasks, error, count, refetch } = useTasks();
  const nearest = tasks ? nearestTasks(tasks, SHOWN) : [];
  return (
    <div className="home-asked">
      <Section title={t('asked')} side={count !== null && count > 0 ? t('asked.count', { n: count }) : undefined}>
        {error && <ProblemNote title={t(tasks ? 'asked.outdated' : 'asked.unknown')} error={error} retry={() => void refetch()} />}
        {count === 0 && <p className="muted">{t('asked.none')}</p>}
        {nearest.length > 0 && <TaskLines tasks={nearest} />}
        <p className="no-print">
          <Link to="/tasks">{count !== null && count > nearest.length ? t('asked.all', { n: count }) : t('asked.open')}</Link>
        </p>
      </Section>
    </div>
  );
}
