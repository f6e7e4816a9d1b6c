import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { addressOf, type Place } from '../../return-words.ts';
import { translatePages } from './texts.ts';

/** Links to the pages before and after this one, over the borders of sections. */
export function PageTurn({ near }: { near: { before: Place | undefined; after: Place | undefined } }) {
  const t = useTranslations(translatePages);
  const locale = useLocale();
  const link = (to: 'before' | 'after') => {
    const place = near[to];
    if (place === undefined) return null;
    const { letter, section, pages } = place.part;
    const name = `${letter} ${pages.length > 1 ? place.page.title[locale] : section.title[locale]}`;
    return (
      <Link to="." search={addressOf(section.id, place.page.number)} className={buttonClass('plain')}>
        {t(to, { name })}
      </Link>
    );
  };
  if (near.before === undefined && near.after === undefined) return null;
  return (
    <nav className="no-print return-turn" aria-label={t('turn')}>
      {link('before')}
      {link('after')}
    </nav>
  );
}
