import { Link } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from '../client/language.ts';
import { useSession } from '../client/session.ts';
import { Icon } from '../kit/Icon.tsx';
import { translateDesk } from '../texts/texts.ts';
import { Button } from './Button.tsx';

type PageHelp = { title: string; sentences: readonly string[] };
const Help = createContext<{ page: PageHelp | null; setPage: (page: PageHelp | null) => void }>({ page: null, setPage: () => undefined });

/** Holds the help of the open page. */
export function HelpProvider({ children }: { children: ReactNode }) {
  const [page, setPage] = useState<PageHelp | null>(null);
  const value = useMemo(() => ({ page, setPage }), [page]);
  return <Help.Provider value={value}>{children}</Help.Provider>;
}

/** Sets the help of a page; removed when the page is left. */
export function useSetHelp(title: string, sentences: readonly string[] | undefined): void {
  const { setPage } = useContext(Help);
  const text = sentences?.join('\n');
  useEffect(() => {
    setPage(text === undefined ? null : { title, sentences: text.split('\n') });
    return () => setPage(null);
  }, [setPage, title, text]);
}

/** Opens the help of this page in a side panel, with the guides for this reader's roles. Absent where the page has none. */
export function HelpButton() {
  const t = useTranslations(translateDesk);
  const { page } = useContext(Help);
  const session = useSession();
  const panel = useRef<HTMLDialogElement>(null);
  if (page === null) return null;
  const close = () => panel.current?.close();
  return (
    <>
      <button type="button" onClick={() => panel.current?.showModal()}>
        {t('help')}
      </button>
      <dialog className="help-panel" ref={panel} aria-labelledby="help-title" closedby="any">
        <div className="page-head">
          <h2 id="help-title">{t('help.of', { page: page.title })}</h2>
          <Button kind="icon" aria-label={t('help.close')} onClick={close}>
            <Icon name="close" />
          </Button>
        </div>
        {page.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {[...new Set(session.grants.map(({ role }) => role))].map((role) => (
          <p key={role}>
            <Link to="/help/$guide" params={{ guide: role }} onClick={close}>
              {t('help.guide', { role: t(`role.${role}`) })}
            </Link>
          </p>
        ))}
        <p>
          <Link to="/help" onClick={close}>
            {t('help.guides')}
          </Link>
        </p>
      </dialog>
    </>
  );
}
