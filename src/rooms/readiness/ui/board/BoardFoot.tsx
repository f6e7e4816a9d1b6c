import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { dayOf } from '#kernel/dates.ts';
import { languageOf } from '#kernel/languages.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import type { Board } from '../../board/board.schema.ts';
import { translateReadinessDesk } from '../texts.ts';

/** On paper only: who may see this, who printed it and when. */
export function BoardFoot({ board }: { board: Board }) {
  const t = useTranslations(translateReadinessDesk);
  const locale = useLocale();
  const session = useSession();
  const [at, setAt] = useState(() => new Date());
  useEffect(() => {
    const now = () => flushSync(() => setAt(new Date()));
    window.addEventListener('beforeprint', now);
    return () => window.removeEventListener('beforeprint', now);
  }, []);
  const time = at.toLocaleTimeString(languageOf(locale).tag, { hour: '2-digit', minute: '2-digit' });
  return (
    <div className="board-foot">
      <p>{t('print-readers', { party: board.scope.name[locale] })}</p>
      <p>{t('print-by', { at: `${formatDay(locale, dayOf(at))}, ${time}`, name: session?.person.name ?? '' })}</p>
    </div>
  );
}
