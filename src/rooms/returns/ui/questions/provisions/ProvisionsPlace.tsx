import './provisions.css';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import { citedIn, provisionsFor } from '../../../answers/provisions/provision.rules.ts';
import type { ProvisionView } from '../../../answers/provisions/provision.schema.ts';
import { provisionLines } from '../../../answers/provisions/provision-words.ts';
import { translateProvisions } from '../../../answers/provisions/texts.ts';
import type { QuestionView } from '../../../return.schema.ts';
import type { RecordProvision } from '../../returns-data.ts';
import { ProvisionText } from './ProvisionText.tsx';

const ProvisionForm = later(() => import('./ProvisionForm.tsx').then((file) => file.ProvisionForm));

/** The national law for the article of a question: recorded once, and shown in each year until it is changed or ends. */
export function ProvisionsPlace({
  provisions,
  period,
  question,
  record,
}: {
  provisions: readonly ProvisionView[];
  /** The year of the return. */
  period: string;
  question: QuestionView;
  /** Records a provision; null for a reader who may not. */
  record: RecordProvision | null;
}) {
  const t = useTranslations(translateProvisions);
  const locale = useLocale();
  // The provision in the form; null for a new one.
  const [open, setOpen] = useState<ProvisionView | null>();
  const rows = provisionsFor(question, provisions);
  const current = citedIn(rows, period);
  if (current.length === 0 && record === null) return null;
  return (
    <div className="provisions">
      <h4>{t('title')}</h4>
      {current.length === 0 && <p className="small muted">{t('none')}</p>}
      {current.map((provision) => {
        const before = rows.filter((row) => row.provisionId === provision.provisionId && row.id !== provision.id);
        const [name = ''] = provisionLines(locale, provision);
        return (
          <div key={provision.provisionId} className="provision">
            <ProvisionText provision={provision} />
            <p className="small muted">{recorded(provision)}</p>
            {before.length > 0 && (
              <details className="small">
                <summary>{t('history', { count: before.length })}</summary>
                {before.toReversed().map((row) => (
                  <div key={row.id} className="provision">
                    <ProvisionText provision={row} />
                    <p className="small muted">{recorded(row)}</p>
                  </div>
                ))}
              </details>
            )}
            {record !== null && open === undefined && (
              <p className="no-print">
                <Button kind="quiet" aria-label={t('change-of', { provision: name })} onClick={() => setOpen(provision)}>
                  {t('change')}
                </Button>
              </p>
            )}
          </div>
        );
      })}
      {record !== null && open === undefined && (
        <p className="no-print">
          <Button kind="quiet" aria-label={t('add-for', { question: question.text[locale] })} onClick={() => setOpen(null)}>
            {t('add')}
          </Button>
        </p>
      )}
      {record !== null && open !== undefined && (
        <ProvisionForm questionId={question.id} changes={open} record={record} close={() => setOpen(undefined)} />
      )}
    </div>
  );

  function recorded({ period: year, by, at }: ProvisionView): string {
    const day = formatDay(locale, at.slice(0, 10));
    // The holder of a link sees no names of others.
    return by === '' ? t('recorded-unnamed', { period: year, day }) : t('recorded', { period: year, name: by, day });
  }
}
