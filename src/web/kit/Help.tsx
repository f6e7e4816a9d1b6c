import { Link } from '@tanstack/react-router';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from '../client/language.ts';
import { Icon } from '../kit/Icon.tsx';
import { translateDesk } from '../texts/texts.ts';
import { Button } from './Button.tsx';

/** Guides in docs/help that a page may link to. */
export const GUIDES = ['focal-point', 'policy-office'] as const;

type PageHelp = { title: string; sentences: readonly string[]; guides: boolean };
const Help = createContext<{ page: PageHelp | null; setPage: (page: PageHelp | null) => void }>({ page: null, setPage: () => undefined });

/** Holds the help of the open page. */
export function HelpProvider({ children }: { children: ReactNode }) {
  const [page, setPage] = useState<PageHelp | null>(null);
  const value = useMemo(() => ({ page, setPage }), [page]);
  return <Help.Provider value={value}>{children}</Help.Provider>;
}

/** Sets the help of a page, and whether the guides say more; removed when the page is left. */
export function useSetHelp(title: string, sentences: readonly string[] | undefined, guides: boolean): void {
  const { setPage } = useContext(Help);
  const text = sentences?.join('\n');
  useEffect(() => {
    setPage(text === undefined ? null : { title, sentences: text.split('\n'), guides });
    return () => setPage(null);
  }, [setPage, title, text, guides]);
}

/** Opens the help of this page in a side panel. Absent where the page has none. */
export function HelpButton() {
  const t = useTranslations(translateDesk);
  const { page } = useContext(Help);
  const panel = useRef<HTMLDialogElement>(null);
  if (page === null) return null;
  return (
    <>
      <button type="button" onClick={() => panel.current?.showModal()}>
        {t('help')}
      </button>
      <dialog className="help-panel" ref={panel} aria-labelledby="help-title" closedby="any">
        <div className="page-head">
          <h2 id="help-title">{t('help.of', { page: page.title })}</h2>
          <Button kind="icon" aria-label={t('help.close')} onClick={() => panel.current?.close()}>
            <Icon name="close" />
          </Button>
        </div>
        {page.sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {page.guides &&
          GUIDES.map((guide) => (
            <p key={guide}>
              <Link to="/help/$guide" params={{ guide }} onClick={() => panel.current?.close()}>
                {t(`help.guide.${guide}`)}
              </Link>
            </p>
          ))}
      </dialog>
    </>
  );
}
