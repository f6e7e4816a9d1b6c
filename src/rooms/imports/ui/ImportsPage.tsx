import './tables.css';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useAddress } from '#web/client/address.ts';
import { useTranslations } from '#web/client/language.ts';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { Tabs } from '#web/kit/Tabs.tsx';
import { SUBJECTS } from '../import-columns.schema.ts';
import { BatchList } from './BatchList.tsx';
import { type Handed, HandedLinks } from './HandedLinks.tsx';
import { ImportForm } from './ImportForm.tsx';
import { translateTables } from './texts.ts';

/** Imports tables from elsewhere: past evidence, parties, people. First the preview, then the button that imports. */
export default function ImportsPage() {
  const t = useTranslations(translateTables);
  const [{ of: requested }] = useAddress();
  const of = SUBJECTS.find((one) => one === requested) ?? 'evidence';
  const [message, setMessage] = useState('');
  // Only this page keeps the one-time links: they are lost when it is left.
  const [links, setLinks] = useState<Handed>([]);
  return (
    <>
      <PageHead title={t('title')} meta={t('meta')} help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]} />
      <Tabs
        name={t('title')}
        items={SUBJECTS.map((one) => ({ to: '/imports', search: { of: one }, text: t(`of.${one}`), on: one === of }))}
      />
      <p role="status" className={message === '' ? 'out-of-sight' : 'note'}>
        {message}
      </p>
      {links.length > 0 && <HandedLinks links={links} close={() => setLinks([])} />}
      <Section title={t(`import.${of}`)}>
        <p className="small">
          {t(`says.${of}`)} {of === 'people' && <Link to="/people/hand-over">{t('decide')}</Link>}
        </p>
        <ImportForm
          key={of}
          of={of}
          done={(words, handed) => {
            setMessage(words);
            setLinks(handed);
          }}
        />
      </Section>
      <Section title={t('batches')}>
        <BatchList tell={setMessage} />
      </Section>
    </>
  );
}
