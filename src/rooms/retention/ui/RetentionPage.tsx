import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateRetention } from '../texts.ts';
import { BackupTable } from './BackupTable.tsx';
import { DeletionTable } from './DeletionTable.tsx';
import { Holds } from './Holds.tsx';
import { MailTable } from './MailTable.tsx';
import { retentionQuery } from './retention-data.ts';
import './retention.css';

/** Backups and retention: proven backups, what is deleted when, and the holds on deletion. */
export default function RetentionPage() {
  const t = useTranslations(translateRetention);
  const session = useSession();
  const [message, setMessage] = useState('');
  const maySee = can(session, 'retention:see');
  const { data, error, isLoading, refetch } = useQuery({ ...retentionQuery, enabled: maySee });
  const last = data?.backups[0];
  return (
    <>
      <PageHead
        title={t('ui.title')}
        meta={t('ui.meta')}
        help={[t('ui.help-1'), t('ui.help-5'), t('ui.help-2'), t('ui.help-3'), t('ui.help-4')]}
      />
      <p role="status" className={message === '' ? 'out-of-sight' : 'note retention-note'}>
        {message}
      </p>
      {!maySee && <Empty>{t('ui.not-yours')}</Empty>}
      {isLoading && <Skeleton rows={8} />}
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {data && (
        <>
          {data.backupStatus === 'none' && <p className="note retention-none">{t('ui.none-proven')}</p>}
          {data.backupStatus === 'late' && <p className="note retention-none">{t('ui.late-proven')}</p>}
          <KeyValues
            across
            items={[{ key: 'last', name: t('ui.last-proven'), value: last ? <DateText date={last.createdAt} time /> : t('ui.never') }]}
          />
          <Section title={t('ui.backups')} side={t('ui.backups-side')}>
            <BackupTable backups={data.backups} />
          </Section>
          {data.mail && (
            <Section title={t('ui.mail')} side={t('ui.mail-side')}>
              <MailTable mail={data.mail} />
            </Section>
          )}
          <Section title={t('ui.deletion')} side={t('ui.deletion-side')}>
            <DeletionTable rules={data.rules} />
          </Section>
          <Section title={t('ui.rest')}>
            <ul className="retention-rest">
              <li>{t('ui.rest-record', { n: data.kept.record })}</li>
              <li>{t('ui.rest-by-two', { n: data.kept.byTwo })}</li>
              <li>{t('ui.rest-with-account', { n: data.kept.withAccount })}</li>
              <li>{t('ui.rest-with-report', { n: data.kept.withReport })}</li>
              <li>{t('ui.rest-a-day', { n: data.kept.aDay })}</li>
              <li>{t('ui.rest-none', { n: data.kept.none })}</li>
            </ul>
          </Section>
          {data.holds && <Holds holds={data.holds} mayHold={can(session, 'retention:hold')} tell={setMessage} />}
        </>
      )}
    </>
  );
}
