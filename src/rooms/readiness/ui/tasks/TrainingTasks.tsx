import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { TaskSection } from '#web/kit/status/TaskSection.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import type { TrainingTasks as Tasks } from '../../tasks/tasks.schema.ts';
import { translateTrainingTasks } from './texts.ts';

/** Hand-overs to sign, first rosters that are asked for, and training that ends soon, for My tasks: at each party and operation of this reader, and the reader's own. */
export function TrainingTasks({ tasks }: Tasks) {
  const t = useTranslations(translateTrainingTasks);
  return (
    <TaskSection name="training" title={t('title')} count={tasks.length}>
      {tasks.map((task) => (
        <TrainingTaskLine
          key={`${task.own} ${task.party.id} ${task.requestedOn} ${task.handOver?.contingent} ${task.handOver?.waitingSince}`}
          task={task}
        />
      ))}
    </TaskSection>
  );
}

/** Training that ends at one party, a hand-over to sign, or a first roster that is asked for, as My tasks and the home page show it. */
export function TrainingTaskLine({ task: { party, own, due, requestedOn, handOver } }: { task: Tasks['tasks'][number] }) {
  const t = useTranslations(translateTrainingTasks);
  const desk = useTranslations(translateDesk);
  const locale = useLocale();
  return (
    <li>
      <span className="task-action">
        {handOver !== null ? (
          <Link to="/readiness" search={{ scope: party.id }}>
            {desk('task.of', { task: t('sign', { contingent: handOver.contingent }), object: party.name[locale] })}
          </Link>
        ) : requestedOn !== null ? (
          <Link to="/rosters">{desk('task.of', { task: t('roster'), object: party.name[locale] })}</Link>
        ) : own ? (
          <>
            <Link to="/training/own">{t('own')}</Link>
            <span className="small muted">{party.name[locale]}</span>
          </>
        ) : (
          <Link to="/readiness" search={{ scope: party.id, day: dayAfter(due!) }}>
            {desk('task.of', { task: t('renew'), object: party.name[locale] })}
          </Link>
        )}
      </span>
      <span className="task-due">
        {handOver !== null && (
          <>
            {t('waiting')} <DateText date={handOver.waitingSince} />
          </>
        )}
        {requestedOn !== null && (
          <>
            {t('requested')} <DateText date={requestedOn} />
          </>
        )}
        {due !== null && (
          <>
            <DateText date={due} />
            <small className="muted">{t('first-end')}</small>
          </>
        )}
      </span>
    </li>
  );
}

/** The board of the next day shows whose training has ended by then. */
function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}
