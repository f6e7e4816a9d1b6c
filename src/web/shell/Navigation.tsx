import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { useLocale, useTranslations } from '../client/language.ts';
import { useMedia } from '../client/phone.ts';
import { can, useSession } from '../client/session.ts';
import { Icon } from '../kit/Icon.tsx';
import { later } from '../kit/later.tsx';
import { Wordmark } from '../kit/Wordmark.tsx';
import { translateDesk } from '../texts/texts.ts';
import { NAVIGATION } from './navigation-plan.ts';
import { useNavigationState } from './navigation-state.ts';
import { type GroupHeight, groupsToClose } from './room-for-groups.rules.ts';
import { SignedIn } from './SignedIn.tsx';

// Loaded after the page: the page does not wait for a number, nor for the search. If the file is missing, the band of the log says so: a link cannot hold a button.
const TaskCount = later(() => import('./shell-rest.ts').then((file) => file.TaskCount), null, null);
const NewsCount = later(() => import('./shell-rest.ts').then((file) => file.NewsCount), null, null);
const SearchButton = later(() => import('./shell-rest.ts').then((file) => file.SearchButton), null, null);

// Where it is at the left and its list scrolls. Elsewhere it is a menu, as long as the page.
const AT_THE_LEFT = '(min-width: 1024px)';
const MAX_IN_MENU = 21;

/** The navigation at the left, which folds to a strip; a menu where the window is narrow. */
export function Navigation() {
  const t = useTranslations(translateDesk);
  const session = useSession();
  const [open, setOpen] = useState(false);
  const [{ folded, closed: chosen }, change] = useNavigationState();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const isCurrent = (to: string) => (to === '/' ? path === '/' : path.startsWith(to));
  const groups = NAVIGATION.map(({ text, items }) => ({
    heading: text,
    items: items.filter(({ needs }) => needs.length === 0 || needs.some((permission) => can(session, permission))),
  })).filter(({ items }) => items.length > 0);
  const current = groups.find(({ items }) => items.some(({ to }) => isCurrent(to)))?.heading;
  // Until the person chooses: at the left as few groups as needed are closed, lower ones first; in a long menu all but the one in use.
  const isAtTheLeft = useMedia(AT_THE_LEFT);
  const locale = useLocale();
  const list = useRef<HTMLElement>(null);
  const [measured, setMeasured] = useState<{ heights: GroupHeight[]; excessPx: number }>();
  const entries = groups.reduce((sum, { items }) => sum + items.length, 0);
  const others = groups.flatMap(({ heading }) => (heading === null || heading === current ? [] : [heading]));
  const fitting = measured ? groupsToClose(measured.heights, measured.excessPx, current) : [];
  const closed = chosen ?? (isAtTheLeft ? fitting : entries > MAX_IN_MENU ? others : []);
  const [fonts, fontsCame] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => {
    document.fonts.addEventListener('loadingdone', fontsCame);
    return () => document.fonts.removeEventListener('loadingdone', fontsCame);
  }, []);
  // Before the list is painted, and again where its fonts, words or entries change. Later changes of the window move no entry: the list scrolls.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what changes its height
  useLayoutEffect(() => {
    if (isAtTheLeft && list.current!.clientHeight > 0) setMeasured(measureGroups(list.current!, groups));
  }, [folded, isAtTheLeft, fonts, locale, entries]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu, and opens its group
  useEffect(() => {
    setOpen(false);
    if (current && chosen?.includes(current)) change({ closed: chosen.filter((one) => one !== current) });
  }, [path]);
  return (
    <header className="side no-print" data-open={open} data-folded={folded}>
      <div className="side-inner">
        <div className="side-head">
          <Link to="/" className="wordmark">
            <Wordmark />
            <span>Manumit</span>
          </Link>
          <button
            type="button"
            className="fold-button"
            aria-expanded={!folded}
            aria-controls="main-navigation"
            aria-label={t(folded ? 'nav.unfold' : 'nav.fold')}
            title={t(folded ? 'nav.unfold' : 'nav.fold')}
            onClick={() => change({ folded: !folded })}
          >
            <Icon name={folded ? 'unfold' : 'fold'} />
          </button>
          <div className="search-place">
            <SearchButton />
          </div>
          <button type="button" className="menu-button" aria-expanded={open} aria-controls="main-navigation" onClick={() => setOpen(!open)}>
            <Icon name="menu" />
            {t('menu')}
          </button>
        </div>
        <div className="side-body" id="main-navigation">
          <nav aria-label={t('nav')} ref={list}>
            {groups.map(({ heading, items }) => {
              const isClosed = heading !== null && closed.includes(heading);
              return (
                <div key={heading ?? 'first'}>
                  {heading && (
                    <button
                      type="button"
                      className="group"
                      aria-expanded={!isClosed}
                      aria-controls={heading}
                      onClick={() => change({ closed: isClosed ? closed.filter((one) => one !== heading) : [...closed, heading] })}
                    >
                      {t(heading)}
                      <Icon name={isClosed ? 'down' : 'up'} size={12} />
                    </button>
                  )}
                  <ul id={heading ?? undefined} hidden={isClosed}>
                    {items.map(({ to, text }) => (
                      <li key={to}>
                        <Link to={to} aria-current={isCurrent(to) ? 'page' : undefined}>
                          {t(text)}
                          {to === '/' && <NewsCount />}
                          {to === '/tasks' && <TaskCount />}
                        </Link>
                      </li>
                    ))}
                  </ul>
                </div>
              );
            })}
          </nav>
          <SignedIn />
        </div>
      </div>
    </header>
  );
}

/** The height of the entries of each group, and how much the list lacks, with every group open. */
function measureGroups(list: HTMLElement, groups: readonly { heading: string | null }[]): { heights: GroupHeight[]; excessPx: number } {
  const closed = list.querySelectorAll<HTMLElement>('ul[hidden]');
  for (const entries of closed) entries.hidden = false;
  const heights = groups.map(({ heading }, at) => ({ heading, heightPx: list.children[at]!.querySelector('ul')!.offsetHeight }));
  const excessPx = list.scrollHeight - list.clientHeight;
  for (const entries of closed) entries.hidden = true;
  return { heights, excessPx };
}
