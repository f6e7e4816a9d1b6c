import { type ReactNode, useEffect, useRef } from 'react';
import { followedLink } from '../client/followed-link.ts';
import { useTranslations } from '../client/language.ts';
import { translateDesk } from '../texts/texts.ts';
import { useSetHelp } from './Help.tsx';

let firstPage = true;

/**
 * The head of a page: its title (also of the window), a line below, actions at the right, and 3 to 5 sentences of help for the side panel.
 * A change of page moves the focus to the title, so that a screen reader starts there; Back moves it to the link that led away. The
 * first page of a visit leaves it alone.
 */
export function PageHead({
  title,
  path,
  meta,
  actions,
  help,
}: {
  title: string;
  path?: ReactNode;
  meta?: ReactNode;
  actions?: ReactNode;
  help?: readonly string[];
}) {
  const t = useTranslations(translateDesk);
  const heading = useRef<HTMLHeadingElement>(null);
  useSetHelp(title, help);
  useEffect(() => {
    document.title = t('title', { page: title });
  }, [t, title]);
  useEffect(() => {
    if (!firstPage) (followedLink() ?? heading.current)?.focus();
    firstPage = false;
  }, []);
  return (
    <header className="page-head">
      <div>
        {path && <p className="small muted no-print">{path}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {meta && <p className="small muted">{meta}</p>}
      </div>
      {actions && <div className="page-actions no-print">{actions}</div>}
    </header>
  );
}
