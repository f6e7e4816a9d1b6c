import { useTranslations } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import type { Kept } from './count-kept.ts';
import { translateSignOut } from './texts.ts';

/** What waits to be sent here and would be deleted, or that it is unknown. The person decides. */
export function KeptNote({ kept, leave, stay }: { kept: Kept; leave: () => void; stay: () => void }) {
  const t = useTranslations(translateSignOut);
  return (
    <div role="alert" className="note">
      {kept.records === null && <p>{t('unknown')}</p>}
      {kept.records !== null && kept.records > 0 && <p>{t('kept', { n: kept.records })}</p>}
      {kept.lessons > 0 && <p>{t('lessons', { n: kept.lessons })}</p>}
      <p className="page-actions">
        <Button onClick={leave}>{t('now')}</Button>
        <Button kind="quiet" onClick={stay}>
          {t('not')}
        </Button>
      </p>
    </div>
  );
}
