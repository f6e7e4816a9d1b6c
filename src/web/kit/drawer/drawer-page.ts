import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';

const stateOf = (state: object) => state as { drawer?: boolean };

/**
 * Makes an open drawer the page of a narrow window: it has the title of the window and, where its opening made none, an entry in the history of the browser, so
 * that Back closes it. Returns the title of the page behind it, and how to close it.
 */
export function useDrawerPage({
  isPage,
  makesEntry,
  title,
  close,
}: {
  isPage: boolean;
  makesEntry: boolean;
  title: string;
  close: () => void;
}): { behind: string; leave: () => void } {
  const t = useTranslations(translateDesk);
  const { history } = useRouter();
  const [heading] = useState(() => document.querySelector('main h1'));
  const [behind, setBehind] = useState(heading?.textContent ?? '');
  // The page behind changes its heading with the language.
  useEffect(() => {
    if (heading === null) return;
    const observer = new MutationObserver(() => setBehind(heading.textContent));
    observer.observe(heading, { characterData: true, childList: true, subtree: true });
    return () => observer.disconnect();
  }, [heading]);
  useEffect(() => {
    if (!isPage) return;
    const before = document.title;
    document.title = t('title', { page: title });
    return () => {
      document.title = before;
    };
  }, [isPage, t, title]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one place in the history for as long as the drawer is open, whatever it shows
  useEffect(() => {
    if (!makesEntry) return;
    history.push(history.location.href, { ...history.location.state, drawer: true });
    // Closed by what was done in it, and not by Back: its place goes too. After a link to another page it stays, for Back.
    return () => {
      if (stateOf(history.location.state).drawer) history.back();
    };
  }, [makesEntry]);
  useEffect(() => {
    if (!makesEntry) return;
    return history.subscribe(({ location, action }) => {
      if (action.type === 'BACK' && !stateOf(location.state).drawer) close();
    });
  }, [makesEntry, history, close]);
  return { behind, leave: () => (makesEntry && stateOf(history.location.state).drawer ? history.back() : close()) };
}
