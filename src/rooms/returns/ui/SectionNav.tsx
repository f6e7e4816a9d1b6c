import { Link } from '@tanstack/react-router';
import { offers } from '#kernel/machine.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Icon } from '#web/kit/Icon.tsx';
import type { ReturnView } from '../return.schema.ts';
import type { sectionsWithProgress } from './return-words.ts';
import { translateReturns } from './texts.ts';

/** The sections of a return with their open questions, and the submitted versions. */
export function SectionNav({
  view,
  parts,
  chosen,
}: {
  view: ReturnView;
  parts: ReturnType<typeof sectionsWithProgress>;
  chosen: string | undefined;
}) {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  const line = (key: string, letter: string, name: string, count: string, done: boolean) => (
    <li key={key}>
      <Link
        to="/returns/$returnId"
        params={{ returnId: view.id }}
        search={{ view: key }}
        aria-current={chosen === key ? 'page' : undefined}
        resetScroll={false}
      >
        <b>{letter}</b>
        <span>{name}</span>
        <em>
          {count}
          {done && <Icon name="tick" size={14} />}
          {done && <span className="out-of-sight">{t('nav.done')}</span>}
        </em>
      </Link>
    </li>
  );
  return (
    <nav className="return-nav no-print" aria-label={t('nav.name')}>
      <ul>
        {parts.map(({ section, letter, progress: { asked, left } }) =>
          line(section.id, letter, section.title[locale], left === 0 ? '' : `${asked - left}/${asked}`, left === 0),
        )}
      </ul>
      {offers(view.actions, 'answer') && parts.length > 0 && (
        <ul>
          {view.elsewhere.length > 0 && line('elsewhere', '', t('elsewhere.title'), '', false)}
          {line('form', '', t('form.title'), '', false)}
        </ul>
      )}
      {view.versions.length > 0 && (
        <ul>{view.versions.map(({ number }) => line(`version-${number}`, '', t('version.title', { number }), '', false))}</ul>
      )}
    </nav>
  );
}
