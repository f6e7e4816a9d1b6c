import { createContext, type ReactNode, useContext, useEffect, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useTranslations } from '../client/language.ts';
import { translateDesk } from '../texts/texts.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';

/** The element at the right of the page that contains a drawer; provided by the shell. */
export const DrawerPlace = createContext<HTMLElement | null>(null);

/**
 * A drawer in the grid: it pushes the page aside and covers nothing; on a phone it fills the page. It has its own address, so the page decides what closing
 * means. Focus moves into it when it opens and back when it closes; Escape closes it. `about` is the key of its content.
 */
export function Drawer(props: DrawerProps) {
  const place = useContext(DrawerPlace);
  return place === null ? null : createPortal(<DrawerBody {...props} />, place);
}

type DrawerProps = {
  about: string;
  path: ReactNode;
  title: string;
  close: () => void;
  previous?: (() => void) | undefined;
  next?: (() => void) | undefined;
  actions?: ReactNode;
  children: ReactNode;
};

function DrawerBody({ about, path, title, close, previous, next, actions, children }: DrawerProps) {
  const t = useTranslations(translateDesk);
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows what the drawer is about
  useEffect(() => {
    if (!drawer.current?.contains(document.activeElement)) drawer.current?.focus({ preventScroll: true });
  }, [about]);
  return (
    <aside
      className="drawer no-print"
      ref={drawer}
      tabIndex={-1}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        close();
      }}
    >
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
        <Button kind="icon" aria-label={t('drawer.close')} onClick={close}>
          <Icon name="close" />
        </Button>
      </div>
      <h2>{title}</h2>
      {children}
      {actions && <div className="actions">{actions}</div>}
    </aside>
  );
}
