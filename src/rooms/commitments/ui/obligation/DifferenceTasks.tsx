import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { translateDesk } from '#web/texts/texts.ts';
import type { DifferenceTasks as Tasks } from '../../differences/difference-tasks.schema.ts';
import { translateDifferences } from './texts.ts';

/** Where sources differ, for My tasks: one line per party, which opens its row of the matrix with the filter set. */
export function DifferenceTasks({ tasks }: Tasks) {
  const t = useTranslations(translateDifferences);
  return (
    <section className="tasks" aria-labelledby="tasks-differences">
      <h2 id="tasks-differences">
        {t('title')} <span className="small muted">{tasks.length}</span>
      </h2>
      <ul className="panel task-list">
        {tasks.map((task) => (
          <DifferenceTaskLine key={task.party.id} task={task} />
        ))}
      </ul>
    </section>
  );
}

/** The differing sources about one party, as My tasks and the home page show them. */
export function DifferenceTaskLine({ task: { party, obligations } }: { task: Tasks['tasks'][number] }) {
  const t = useTranslations(translateDifferences);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  return (
    <li>
      <span className="task-action">
        <Link
          to="/compliance"
          search={{ kind: party.kind === 'nation' ? undefined : party.kind, name: party.name[locale], evidence: 'differ', open: 'all' }}
        >
          {desk('task.of', { task: t('task', { n: obligations }), object: party.name[locale] })}
        </Link>
      </span>
    </li>
  );
}
