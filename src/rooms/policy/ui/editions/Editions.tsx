import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateEditions } from '../../editions/texts.ts';
import { editionsQuery } from './editions-data.ts';
import { ImportedPanel } from './ImportedPanel.tsx';
import { ImportForm } from './ImportForm.tsx';
import './editions.css';

/** Editions of the policy on its page: import one at the desk, decide its first day, and see what was decided. */
export function Editions() {
  const t = useTranslations(translateEditions);
  const locale = useLocale();
  const mayImport = can(useSession(), 'policy:import-editions');
  const { inForce, editions } = useSuspenseQuery(editionsQuery).data;
  const [message, setMessage] = useState('');
  const state =
    inForce.since === null
      ? t('meta.shipped', { id: inForce.id })
      : t('meta.since', { id: inForce.id, day: formatDay(locale, inForce.since) });
  return (
    <Section title={t('title')} side={state}>
      <p className="policy-text">
        {t('help-1')} {t('help-2')} {t('help-3')}
      </p>
      <p role="status" className={message === '' ? 'out-of-sight' : 'note'}>
        {message}
      </p>
      <p className="no-print">
        <a className={buttonClass()} href={fileAddress('/policy/editions/in-force.zip', {})}>
          {t('download')}
        </a>
      </p>
      {mayImport && <ImportForm done={setMessage} />}
      {editions.length === 0 && <p>{t(mayImport ? 'none' : 'none-reader')}</p>}
      {editions.map((edition) => (
        <ImportedPanel key={edition.importId} edition={edition} said={setMessage} />
      ))}
    </Section>
  );
}
