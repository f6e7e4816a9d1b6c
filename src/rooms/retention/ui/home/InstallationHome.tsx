import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { CopyDrawer } from '#web/kit/drawer/CopyDrawer.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { InstallationHome as Data } from '../../installation-home.schema.ts';
import { translateInstallationHome } from './texts.ts';

/**
 * Whether the installation is healthy, its backups are proven and mail goes out. That this page was answered proves that the database answers. What is wrong
 * is fixed by the operator, so the administrator copies a message to them.
 */
export default function InstallationHome({ data: { backupStatus, disk, lastBackup, mail } }: { data: Data }) {
  const t = useTranslations(translateInstallationHome);
  const [isAsking, setIsAsking] = useState(false);
  const faults = [backupStatus !== 'proven' && t(`ask.${backupStatus}`), disk === 'low' && t('ask.low')].filter(Boolean);
  return (
    <Section title={t('title')}>
      <div className="panel home-lead">
        <p className={backupStatus === 'proven' ? undefined : 'is-late'}>
          <b>{t(`state.${backupStatus}`)}</b>
        </p>
        <p className={disk === 'ok' ? undefined : 'is-late'}>{t(`disk.${disk}`)}</p>
        <KeyValues
          across
          items={[
            { key: 'made', name: t('made'), value: lastBackup ? <DateText date={lastBackup.createdAt} time /> : t('none') },
            ...(mail ? (['waiting', 'sent', 'failed'] as const).map((key) => ({ key, name: t(`mail.${key}`), value: mail[key] })) : []),
          ]}
        />
        {mail === null && <p className="small muted">{t('mail.off')}</p>}
        <p>
          {faults.length > 0 && (
            <>
              <Button kind="main" onClick={() => setIsAsking(true)}>
                {t('ask')}
              </Button>{' '}
            </>
          )}
          <Link className={buttonClass(faults.length > 0 ? 'quiet' : 'main')} to="/retention">
            {t('open')}
          </Link>
        </p>
      </div>
      {isAsking && (
        <CopyDrawer
          about="operator"
          path={t('title')}
          title={t('ask.title')}
          says={t('ask.says')}
          message={t('ask.text', { address: window.location.origin, faults: faults.join('\n') })}
          close={() => setIsAsking(false)}
        />
      )}
    </Section>
  );
}
