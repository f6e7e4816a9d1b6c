import type { ReactNode } from 'react';
import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';
import { DateText } from '../DateText.tsx';

/** When a task is due. A late one says so in words, because not everybody sees its colour. `children`: what follows the date, or what is shown without one. */
export function TaskDue({ due, late = false, children }: { due: string | null; late?: boolean; children?: ReactNode }) {
  const t = useTranslations(translateDesk);
  return (
    <span className={late ? 'task-due is-late' : 'task-due'}>
      {due !== null && <DateText date={due} />}
      {late && ` · ${t('task.late')}`}
      {children}
    </span>
  );
}
