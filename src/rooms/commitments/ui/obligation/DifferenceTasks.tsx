import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { TaskSection } from '#web/kit/status/TaskSection.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { DifferenceTasks as Tasks } from '../../differences/difference-tasks.schema.ts';
import { translateDifferences } from './texts.ts';

/** Where sources differ, for My tasks: one line per party, which opens its row of the matrix with the filter set. */
export function DifferenceTasks({ tasks }: Tasks) {
  const t = useTranslations(translateDifferences);
  return (
    <TaskSection name="differences" title={t('title')} count={tasks.length}>
      {tasks.map((task) => (
        <DifferenceTaskLine key={task.party.id} task={task} />
      ))}
    </TaskSection>
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
