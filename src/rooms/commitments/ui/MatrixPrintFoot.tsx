import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { dayOf } from '#kernel/dates.ts';
import { languageOf } from '#kernel/languages.ts';
import type { ExportLabel } from '#kernel/record-label.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { translateMatrix } from './texts.ts';

/** On paper only: the label again, who may see this, who printed it and when. */
export function MatrixPrintFoot({ label }: { label: ExportLabel }) {
  const t = useTranslations(translateMatrix);
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
    <div className="on-paper print-foot">
      <p>
        <LabelBadge label={label} />
      </p>
      <p>{t('seen-by')}</p>
      <p>{t('printed', { at: `${formatDay(locale, dayOf(at))}, ${time}`, name: session?.person.name ?? '' })}</p>
    </div>
  );
}
