import { Link } from '@tanstack/react-router';
import { useLocale, useSay } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import type { TrainingTasks as Tasks } from '../readiness/board.schema.ts';
import { sayTrainingDesk } from './texts.ts';

/** Training that ends soon, for My tasks: at each party and operation of this reader, and their own. */
export function TrainingTasks({ tasks }: Tasks) {
  const say = useSay(sayTrainingDesk);
  const locale = useLocale();
  return (
    <section className="tasks" aria-labelledby="tasks-training">
      <h2 id="tasks-training">
        {say('task.title')} <span className="small muted">{tasks.length}</span>
      </h2>
      <ul className="panel task-list">
        {tasks.map(({ party, own, due }) => (
          <li key={`${own} ${party.id}`}>
            <span className="task-act">
              {own ? (
                <Link to="/training/own">{say('task.own')}</Link>
              ) : (
                <Link to="/readiness" search={{ scope: party.id, day: dayAfter(due) }}>
                  {say('task.renew')}
                </Link>
              )}
              <span className="small muted">{party.name[locale]}</span>
            </span>
            <span className="task-due">
              <DateText date={due} />
              <small className="muted">{say('task.first-end')}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The board of the day after shows whose training has ended by then. */
function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
