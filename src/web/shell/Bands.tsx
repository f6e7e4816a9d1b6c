import { type ReactNode, useSyncExternalStore } from 'react';
import { useIsKeptOffline } from '../client/keeps-offline.ts';
import { useTranslations } from '../client/language.ts';
import { translateDesk } from '../texts/texts.ts';

/** The important notices at the head of every page: exercise, one-person mode, notices for signed-in people only, no network. */
export function Bands({ exercise, alone, children }: { exercise: boolean; alone: boolean; children?: ReactNode }) {
  const t = useTranslations(translateDesk);
  const online = useSyncExternalStore(watchNetwork, () => navigator.onLine);
  const isKept = useIsKeptOffline();
  return (
    <section aria-label={t('notices')}>
      {exercise && (
        <p className="band exercise">
          <b>{t('exercise')}</b> <span>{t('exercise.says')}</span>{' '}
          <a className="no-print" href="/exercise">
            {t('exercise.walks')}
          </a>
        </p>
      )}
      {alone && <p className="band alone">{t('alone')}</p>}
      {children}
      <div role="status" className="no-print">
        {!online && <p className="band offline">{t(isKept ? 'offline.kept' : 'offline')}</p>}
      </div>
    </section>
  );
}

function watchNetwork(changed: () => void): () => void {
  window.addEventListener('online', changed);
  window.addEventListener('offline', changed);
  return () => {
    window.removeEventListener('online', changed);
    window.removeEventListener('offline', changed);
  };
}
