import { type ReactNode, useContext, useEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from '../../client/language.ts';
import { useNarrow } from '../../client/phone.ts';
import { translateDesk } from '../../texts/texts.ts';
import { Button } from '../Button.tsx';
import { Icon } from '../Icon.tsx';
import { useDrawerPage } from './drawer-page.ts';
import { DrawerPlace } from './drawer-place.ts';

/**
 * A drawer in the grid: it pushes the page aside and covers nothing. In a narrow window it is the page: the one behind it is out of reach, and the
 * browser's Back closes it. The page decides what closing means. Focus moves into it when it opens and back when it closes; Escape closes it. `about` is the key of its content.
 */
export function Drawer(props: DrawerProps) {
  const place = useContext(DrawerPlace);
  return place === null ? null : createPortal(<DrawerBody {...props} />, place);
}

type DrawerProps = {
  about: string;
  path: ReactNode;
  title: string;
  /** Opening it made an entry in the history of the browser. Otherwise it makes its own where it is a page. */
  hasEntry?: boolean;
  close: () => void;
  previous?: (() => void) | undefined;
  next?: (() => void) | undefined;
  actions?: ReactNode;
  children: ReactNode;
};

function DrawerBody({ about, path, title, hasEntry = false, close, previous, next, actions, children }: DrawerProps) {
  const t = useTranslations(translateDesk);
  const drawer = useRef<HTMLElement>(null);
  const isPage = useNarrow();
  const { behind, leave } = useDrawerPage({ isPage, makesEntry: isPage && !hasEntry, title, close });
  // Read before the page behind is hidden, which takes the focus from what opened the drawer.
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    },
    [before],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows what the drawer is about
  useEffect(() => {
    if (!drawer.current?.contains(document.activeElement)) drawer.current?.focus({ preventScroll: true });
  }, [about]);
  return (
    <div role={isPage ? 'main' : undefined} className="drawer-page">
      <aside
        className="drawer no-print"
        ref={drawer}
        tabIndex={-1}
        role={isPage ? 'region' : undefined}
        aria-label={title}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.stopPropagation();
          leave();
        }}
      >
        {isPage && (
          <>
            <h1 className="out-of-sight">{behind}</h1>
            <Button kind="plain" onClick={leave}>
              <Icon name="fold" /> {t('drawer.back', { page: behind })}
            </Button>
          </>
        )}
        <div className="path">
          <span>{path}</span>
          <span className="spacer" />
          {previous && (
            <Button kind="icon" aria-label={t('drawer.previous')} onClick={previous}>
              <Icon name="up" />
            </Button>
          )}
          {next && (
            <Button kind="icon" aria-label={t('drawer.next')} onClick={next}>
              <Icon name="down" />
            </Button>
          )}
          {!isPage && (
            <Button kind="icon" aria-label={t('drawer.close')} onClick={close}>
              <Icon name="close" />
            </Button>
          )}
        </div>
        <h2>{title}</h2>
        {children}
        {actions && <div className="actions">{actions}</div>}
      </aside>
    </div>
  );
}
