import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { acceptancesQuery } from './acceptance-data.ts';
import { translateAcceptances } from './texts.ts';

const RecordAcceptanceForm = later(() => import('./RecordAcceptanceForm.tsx').then((file) => file.RecordAcceptanceForm));

/** On a party's page: the acts by which it accepted the policy, newest first, and for its own people the form to record one. */
export default function AcceptanceOnParty({ partyId }: { partyId: string }) {
  const t = useTranslations(translateAcceptances);
  const locale = useLocale();
  const [isOpen, setOpen] = useState(false);
  const [message, setMessage] = useState('');
  const { data, error, refetch } = useQuery(acceptancesQuery(partyId));
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (!data?.accepts) return null;
  return (
    <Section title={t('title')}>
      <p role="status" className={message === '' ? 'out-of-sight' : 'note'}>
        {message}
      </p>
      {data.acceptances.length === 0 && <p className="small muted">{t('none')}</p>}
      {data.acceptances.map((one, index) => (
        <div key={one.id}>
          <p>
            <b>{t('line', { body: one.body })}</b> · <DateText date={one.acceptedOn} />{' '}
            {index > 0 && <span className="chip">{t('earlier')}</span>}
          </p>
          {one.reservation !== null && <p>{t('reservation', { reservation: one.reservation })}</p>}
          <p className="small muted">
            {t('document', { document: one.document })} · {t('edition', { edition: one.edition[locale] })}
            {one.recordedBy !== null && <> · {t('recorded', { who: one.recordedBy })}</>}
          </p>
        </div>
      ))}
      {data.mayRecord && !isOpen && (
        <p className="no-print">
          <Button onClick={() => setOpen(true)}>{t('record')}</Button>
        </p>
      )}
      {isOpen && (
        <RecordAcceptanceForm
          partyId={partyId}
          close={() => setOpen(false)}
          done={() => {
            setOpen(false);
            setMessage(t('saved'));
          }}
        />
      )}
    </Section>
  );
}
