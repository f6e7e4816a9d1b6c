import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { later } from '#web/kit/later.tsx';
import type { ParameterView } from '../parameters/parameter.schema.ts';
import { translateParameters } from '../parameters/texts.ts';
import type { EditionData } from '../policy.schema.ts';
import { Origins } from './Badges.tsx';
import { parametersQuery } from './office-data.ts';
import { usePolicyWords } from './policy-words.ts';

const DecideForm = later(() => import('./DecideForm.tsx').then((file) => file.DecideForm));

/** The numbers that the policy leaves open: value today, since when, the shipped value, decisions and origin. The policy office decides on them. */
export function ParameterDecisions({ edition }: { edition: EditionData }) {
  const words = usePolicyWords();
  const t = useTranslations(translateParameters);
  const locale = useLocale();
  const mayDecide = can(useSession(), 'policy:decide-parameters');
  const { parameters } = useSuspenseQuery(parametersQuery).data;
  const [open, setOpen] = useState<ParameterView | null>(null);
  const [message, setMessage] = useState('');
  const close = (said = '') => {
    setOpen(null);
    setMessage(said);
  };
  return (
    <>
      <p role="status" className={message === '' ? 'out-of-sight' : 'note'}>
        {message}
      </p>
      {open && <DecideForm key={open.id} parameter={open} edition={edition} close={close} />}
      <DataTable
        caption={words.t('ui.table-of', { what: words.t('ui.parameters') })}
        groups={[{ key: 'all', rows: parameters }]}
        rowKey={({ id }) => id}
        empty={words.t('ui.parameters-none')}
        columns={[
          { key: 'title', head: words.t('ui.parameter'), cell: (row) => row.title[locale] },
          { key: 'value', head: t('value'), cell: (row) => <Value row={row} /> },
          { key: 'since', head: t('since'), cell: (row) => <Since row={row} /> },
          {
            key: 'origin',
            head: words.t('ui.parameter-origin'),
            cell: (row) => (
              <>
                {row.origin.text[locale]}{' '}
                <span className="muted">
                  <Origins tags={[row.origin.tag]} />
                </span>
              </>
            ),
          },
          ...(mayDecide
            ? [
                {
                  key: 'action',
                  head: t('action'),
                  cell: (row: ParameterView) => (
                    <Button kind="quiet" aria-label={t('change-of', { title: row.title[locale] })} onClick={() => setOpen(row)}>
                      {t('change')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </>
  );
}

/** The value today, the shipped one where it differs, and what is decided for later. */
function Value({ row }: { row: ParameterView }) {
  const words = usePolicyWords();
  const t = useTranslations(translateParameters);
  const locale = useLocale();
  const shown = (value: number | string) => words.value({ value, unit: row.unit });
  const coming = row.decisions.filter(({ state }) => state === 'coming');
  return (
    <>
      <span className="nowrap">{shown(row.value)}</span>
      {row.value !== row.shipped && <span className="small muted">{t('shipped-value', { value: shown(row.shipped) })}</span>}
      {coming.map((one) => (
        <span key={one.number} className="small">
          {t('coming', { day: formatDay(locale, one.fromDay), value: shown(one.value) })}
        </span>
      ))}
    </>
  );
}

/** Since when the value holds and by whom, with every decision and its reason. */
function Since({ row }: { row: ParameterView }) {
  const words = usePolicyWords();
  const t = useTranslations(translateParameters);
  const locale = useLocale();
  const current = row.decisions.find(({ state }) => state === 'in-force');
  return (
    <>
      {current ? t('by', { day: formatDay(locale, current.fromDay), name: current.decidedBy }) : t('shipped')}
      {row.decisions.length > 0 && (
        <details>
          <summary>{t('history', { n: row.decisions.length })}</summary>
          <ul className="small">
            {row.decisions.map((one) => (
              <li key={one.number}>
                {t('line', {
                  value: words.value({ value: one.value, unit: row.unit }),
                  day: formatDay(locale, one.fromDay),
                  state: t(`state.${one.state}`),
                  reason: one.reason,
                })}{' '}
                {t('decided', { day: formatDay(locale, one.decidedAt.slice(0, 10)), name: one.decidedBy })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
