import { Link } from '@tanstack/react-router';
import { useTranslations } from '#web/client/language.ts';
import { TaskDue } from '#web/kit/status/TaskDue.tsx';
import { TaskSection } from '#web/kit/status/TaskSection.tsx';
import type { ContractTask, ContractTasks as Tasks } from '../../tasks/contract-task.schema.ts';
import { translateContractTasks } from './texts.ts';

/** What is asked of this reader about contracts, for My tasks. */
export function ContractTasks({ tasks }: Tasks) {
  const t = useTranslations(translateContractTasks);
  return (
    <TaskSection name="contracts" title={t('title')} count={tasks.length}>
      {tasks.map((task) => (
        <ContractTaskLine key={`${task.kind} ${task.partyId} ${task.id}`} task={task} />
      ))}
    </TaskSection>
  );
}

/** One task, as My tasks and the home page show it. */
export function ContractTaskLine({ task }: { task: ContractTask }) {
  const t = useTranslations(translateContractTasks);
  const { kind, names, count, due, late, danger } = task;
  return (
    <li>
      <span className="task-action">
        <TaskLink task={task}>{t(`task.${kind}`, { n: count ?? 1, name: names[0] ?? '' })}</TaskLink>
        <span className="small muted">{[danger && t('danger'), ...names.slice(1), t(`says.${kind}`)].filter(Boolean).join(' · ')}</span>
      </span>
      <TaskDue due={due} late={late} />
    </li>
  );
}

function TaskLink({ task: { page, id }, children }: { task: ContractTask; children: string }) {
  switch (page) {
    case 'files':
      return (
        <Link to="/contracts/files" search={{ drop: id ?? undefined }}>
          {children}
        </Link>
      );
    case 'queue':
      return <Link to="/contracts/queue">{children}</Link>;
    case 'contract':
      return (
        <Link to="/contracts/$contractId" params={{ contractId: id! }}>
          {children}
        </Link>
      );
    case 'firms':
      return (
        <Link to="/contracts/$contractId/firms" params={{ contractId: id! }}>
          {children}
        </Link>
      );
    case 'violation':
      return (
        <Link to="/violations/$violationId" params={{ violationId: id! }}>
          {children}
        </Link>
      );
  }
}
