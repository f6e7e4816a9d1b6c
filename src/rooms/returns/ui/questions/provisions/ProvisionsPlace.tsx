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
import type { QuestionView, ReturnView } from '../../../return.schema.ts';
import { ProvisionText } from './ProvisionText.tsx';

const ProvisionForm = later(() => import('./ProvisionForm.tsx').then((file) => file.ProvisionForm));

/** The national law for the article of a question: recorded once, and shown in each year until it is changed or ends. */
export function ProvisionsPlace({ view, question, mayRecord }: { view: ReturnView; question: QuestionView; mayRecord: boolean }) {
  const t = useTranslations(translateProvisions);
  const locale = useLocale();
  // The provision in the form; null for a new one.
  const [open, setOpen] = useState<ProvisionView | null>();
  const rows = provisionsFor(question, view.provisions);
  const current = citedIn(rows, view.period);
  if (current.length === 0 && !mayRecord) return null;
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
            {mayRecord && open === undefined && (
              <p className="no-print">
                <Button kind="quiet" aria-label={t('change-of', { provision: name })} onClick={() => setOpen(provision)}>
                  {t('change')}
                </Button>
              </p>
            )}
          </div>
        );
      })}
      {mayRecord && open === undefined && (
        <p className="no-print">
          <Button kind="quiet" aria-label={t('add-for', { question: question.text[locale] })} onClick={() => setOpen(null)}>
            {t('add')}
          </Button>
        </p>
      )}
      {open !== undefined && <ProvisionForm view={view} question={question} changes={open} close={() => setOpen(undefined)} />}
    </div>
  );

  function recorded({ period, by, at }: ProvisionView): string {
    return t('recorded', { period, name: by, day: formatDay(locale, at.slice(0, 10)) });
  }
}
