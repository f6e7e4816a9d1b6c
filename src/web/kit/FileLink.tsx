import { type ComponentProps, useState } from 'react';
import { saveFile } from '../client/files/file.ts';
import { useTranslations } from '../client/language.ts';
import { translateDesk } from '../texts/texts.ts';
import { problemText } from './notes/ProblemNote.tsx';

/**
 * A link to a file that is made on request. The request may have to wait or may be refused: both are shown next to the link, where a browser would only list a
 * failed download. Opened in another tab it is an ordinary link.
 */
export function FileLink({ href, children, ...rest }: ComponentProps<'a'> & { href: string }) {
  const t = useTranslations(translateDesk);
  const [waiting, setWaiting] = useState(false);
  const [error, setError] = useState<unknown>();
  const download = () => {
    setWaiting(true);
    setError(undefined);
    void saveFile(href)
      .catch(setError)
      .finally(() => setWaiting(false));
  };
  return (
    <span>
      <a
        {...rest}
        href={href}
        download
        aria-disabled={waiting || undefined}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          if (!waiting) download();
        }}
      >
        {children}
      </a>
      <span role="status" className="small muted">
        {waiting && ` ${t('still-working')}`}
      </span>
      {error !== undefined && (
        <span role="alert" className="note problem small">
          {problemText(error, t)}
        </span>
      )}
    </span>
  );
}
