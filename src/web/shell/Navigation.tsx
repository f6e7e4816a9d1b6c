import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslations } from '../client/language.ts';
import { can, useSession } from '../client/session.ts';
import { Icon } from '../kit/Icon.tsx';
import { later } from '../kit/later.tsx';
import { Wordmark } from '../kit/Wordmark.tsx';
import { translateDesk } from '../texts/texts.ts';
import { NAVIGATION } from './navigation-plan.ts';
import { SignedIn } from './SignedIn.tsx';

// Loaded after the page: the page does not wait for a number, nor for the search.
const TaskCount = later(() => import('../tasks/TaskCount.tsx').then((file) => file.TaskCount), null);
const SearchButton = later(() => import('../search/SearchButton.tsx').then((file) => file.SearchButton), null);

/** The navigation at the left; a menu where the window is narrow. */
export function Navigation() {
  const t = useTranslations(translateDesk);
  const session = useSession();
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu
  useEffect(() => setOpen(false), [path]);
  return (
    <header className="side no-print" data-open={open}>
      <div className="side-inner">
        <div className="side-head">
          <Link to="/" className="wordmark">
            <Wordmark />
            Manumit
          </Link>
          <div className="search-place">
            <SearchButton />
          </div>
          <button type="button" className="menu-button" aria-expanded={open} aria-controls="main-navigation" onClick={() => setOpen(!open)}>
            <Icon name="menu" />
            {t('menu')}
          </button>
        </div>
        <div className="side-body" id="main-navigation">
          <nav aria-label={t('nav')}>
            {NAVIGATION.map((group) => {
              const items = group.items.filter(({ needs }) => needs.length === 0 || needs.some((permission) => can(session, permission)));
              return (
                items.length > 0 && (
                  <div key={group.text ?? 'first'}>
                    {group.text && <p className="group">{t(group.text)}</p>}
                    <ul>
                      {items.map(({ to, text }) => (
                        <li key={to}>
                          <Link to={to} aria-current={(to === '/' ? path === '/' : path.startsWith(to)) ? 'page' : undefined}>
                            {t(text)}
                            {to === '/tasks' && <TaskCount />}
                          </Link>
                        </li>
                      ))}
                    </ul>
                  </div>
                )
              );
            })}
          </nav>
          <SignedIn />
        </div>
      </div>
    </header>
  );
}
