import { useSuspenseQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { fileAddress } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateEditions } from '../../editions/texts.ts';
import { translatePolicy } from '../../texts.ts';
import { editionsQuery } from './editions-data.ts';
import { ImportedPanel } from './ImportedPanel.tsx';
import { ImportForm } from './ImportForm.tsx';
import './editions.css';

/** Editions of the policy: import one at the desk, decide its first day, and see what was decided. */
export default function EditionsPage() {
  const t = useTranslations(translateEditions);
  const words = useTranslations(translatePolicy);
  const locale = useLocale();
  const mayImport = can(useSession(), 'policy:import-editions');
  const { inForce, editions } = useSuspenseQuery(editionsQuery).data;
  const [message, setMessage] = useState('');
  return (
    <>
      <PageHead
        title={t('title')}
        path={<Link to="/policy">{words('ui.title')}</Link>}
        meta={
          inForce.since === null
            ? t('meta.shipped', { id: inForce.id })
            : t('meta.since', { id: inForce.id, day: formatDay(locale, inForce.since) })
        }
        help={[t('help-1'), t('help-2'), t('help-3')]}
        actions={
          <a className={buttonClass()} href={fileAddress('/policy/editions/in-force.zip', {})}>
            {t('download')}
          </a>
        }
      />
      <p role="status" className={message === '' ? 'out-of-sight' : 'note'}>
        {message}
      </p>
      {mayImport && (
        <Section title={t('import')}>
          <ImportForm done={setMessage} />
        </Section>
      )}
      <Section title={t('list')}>
        {editions.length === 0 && <p>{t(mayImport ? 'none' : 'none-reader')}</p>}
        {editions.map((edition) => (
          <ImportedPanel key={edition.importId} edition={edition} said={setMessage} />
        ))}
      </Section>
    </>
  );
}
