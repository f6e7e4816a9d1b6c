import { Link } from '@tanstack/react-router';
import { offers } from '#kernel/machine.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Icon } from '#web/kit/Icon.tsx';
import { later } from '#web/kit/later.tsx';
import type { ReturnView } from '../return.schema.ts';
import { addressOf, type Part } from './return-words.ts';
import { translateReturns } from './texts.ts';

const VersionContents = later(() => import('./version/VersionPlace.tsx').then((file) => file.VersionContents), null);

/** The sections of a return and their pages with their open questions, and the submitted versions. */
export function SectionNav({
  view,
  parts,
  chosen,
  page,
}: {
  view: ReturnView;
  parts: readonly Part[];
  chosen: string | undefined;
  /** The number of the page that is shown. */
  page: number | undefined;
}) {
  const t = useTranslations(translateReturns);
  const locale = useLocale();
  const link = (search: { view: string; page?: string }, isHere: boolean, letter: string, name: string, progress?: Part['progress']) => (
    <Link
      to="/returns/$returnId"
      params={{ returnId: view.id }}
      search={search}
      aria-current={isHere ? 'page' : undefined}
      activeOptions={{ exact: true }}
      resetScroll={false}
    >
      <b>{letter}</b>
      <span>{name}</span>
      <em>{progress && <Progress {...progress} />}</em>
    </Link>
  );
  const version = /^version-(\d+)$/.exec(chosen ?? '')?.[1];
  const line = (key: string, name: string) => <li key={key}>{link({ view: key }, chosen === key, '', name)}</li>;
  const partLine = (part: Part) => {
    const { section, letter, progress, pages } = part;
    const isHere = chosen === section.id;
    return (
      <li key={section.id}>
        {link({ view: section.id }, isHere && (page === 1 || pages.length === 1), letter, section.title[locale], progress)}
        {pages.length > 1 && version === undefined && (
          <ul className={isHere ? 'is-here' : undefined}>
            {pages.map((one) => (
              <li key={one.number}>
                {link(addressOf(section.id, one.number), isHere && page === one.number, '', one.title[locale], one.progress)}
              </li>
            ))}
          </ul>
        )}
      </li>
    );
  };
  return (
    <nav className="return-nav no-print" aria-label={t('nav.name')}>
      <ul>{parts.map(partLine)}</ul>
      {offers(view.actions, 'answer') && parts.length > 0 && (
        <ul>
          {view.elsewhere.length > 0 && line('elsewhere', t('elsewhere.title'))}
          {line('form', t('form.title'))}
        </ul>
      )}
      {view.versions.length > 0 && (
        <ul>
          {view.versions.map(({ number }) => line(`version-${number}`, t('version.title', { number })))}
          {version !== undefined && (
            <li>
              <VersionContents view={view} number={Number(version)} />
            </li>
          )}
        </ul>
      )}
    </nav>
  );
}

/** How far a section or page is. Where no question is asked, it says so: nothing was done there. */
function Progress({ asked, left }: Part['progress']) {
  const t = useTranslations(translateReturns);
  if (left > 0) return `${asked - left}/${asked}`;
  return (
    <>
      {asked > 0 ? <Icon name="tick" size={14} /> : <span aria-hidden="true">–</span>}
      <span className="out-of-sight">{t(asked > 0 ? 'nav.done' : 'nav.none')}</span>
    </>
  );
}
