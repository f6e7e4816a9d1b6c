import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { TaskDue } from '#web/kit/status/TaskDue.tsx';
import { DUE_WITHIN, type DueWithin } from '../../tasks/next-due/next-due.rules.ts';
import { translateContracts } from '../texts.ts';

type Row = Pick<AnswerOf<'/contracts'>['items'][number], 'id' | 'state' | 'next' | 'isPlanUnknown' | 'breaks'>;

/** What is due next of a contract, whether more may be owed, and where the clause no longer flows down: a link to that firm in the tree of firms. */
export function NextDue({ row: { id, next, isPlanUnknown, breaks } }: { row: Row }) {
  const t = useTranslations(translateContracts);
  return (
    <>
      {next !== null && (
        <>
          {t(`next.${next.kind}`)}
          <br />
          <TaskDue due={next.on} late={next.late}>
            {next.on === null && <span className="small muted">{t('next.no-day')}</span>}
          </TaskDue>
        </>
      )}
      {next === null && !isPlanUnknown && <span className="muted">{t('next.none')}</span>}
      {isPlanUnknown && <span className="small muted next-due-more">{t('next.plan-unknown')}</span>}
      {breaks > 0 && (
        <Link className="small next-due-more" to="/contracts/$contractId" params={{ contractId: id }} hash="flow-down">
          {t('next.breaks', { n: breaks })}
        </Link>
      )}
    </>
  );
}

/** The filter of the address, if it is one. */
export const dueWithin = (text: string | undefined): DueWithin | undefined => DUE_WITHIN.find((one) => one === text);

/** Narrows the list of contracts to those of which something is late, or late or due soon. */
export function DueFilter({ value, change }: { value: DueWithin | undefined; change: (address: { due: string }) => void }) {
  const t = useTranslations(translateContracts);
  return (
    <FilterSelect
      name={t('filter.due')}
      all={t('filter.any')}
      value={value}
      options={DUE_WITHIN.map((one) => ({ value: one, text: t(`due.${one}`) }))}
      onChange={(due) => change({ due: due ?? '' })}
    />
  );
}
