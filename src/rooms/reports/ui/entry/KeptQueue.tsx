import { type ReactNode, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { Section } from '#web/kit/Section.tsx';
import { translateEntry } from './texts.ts';

/** What waits on this phone, with what became of it, a button that sends all of it, and one that deletes it once that was confirmed. */
export function KeptQueue({
  title,
  about,
  status,
  fault,
  sending,
  onSend,
  onDelete,
  children,
}: {
  title: string;
  about: string;
  /** Said to a screen reader when it changes. */
  status: string;
  fault?: string | undefined;
  sending: boolean;
  onSend: () => void;
  onDelete: () => Promise<void>;
  children?: ReactNode;
}) {
  const t = useTranslations(translateEntry);
  const [isDeleting, setDeleting] = useState(false);
  return (
    <div className="no-print">
      <Section title={title}>
        <p>{about}</p>
        {children}
        <p role="status">{status}</p>
        {fault !== undefined && (
          <p role="alert" className="note fault">
            {fault}
          </p>
        )}
        {isDeleting ? (
          <>
            <p role="alert">{t('waiting.delete-ask')}</p>
            <p className="page-actions">
              <Button onClick={() => void onDelete().then(() => setDeleting(false))}>{t('waiting.delete-now')}</Button>
              <Button kind="quiet" onClick={() => setDeleting(false)}>
                {t('waiting.delete-not')}
              </Button>
            </p>
          </>
        ) : (
          <p className="page-actions">
            <Button kind="main" waiting={sending} onClick={onSend}>
              {t('waiting.send')}
            </Button>
            <Button kind="quiet" onClick={() => setDeleting(true)}>
              {t('waiting.delete')}
            </Button>
          </p>
        )}
      </Section>
    </div>
  );
}
