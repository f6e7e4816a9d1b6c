import { useTranslations } from '../../client/language.ts';
import { isTemporary, Problem } from '../../client/problem.ts';
import { translateDesk } from '../../texts/texts.ts';
import { Button } from '../Button.tsx';

/** An error in the server's words, if any, with a retry where that can help. `title` names the failed query, where a page has several. */
export function ProblemNote({ title, error, retry }: { title?: string; error: unknown; retry?: () => void }) {
  const t = useTranslations(translateDesk);
  return (
    <div className="note problem" role="alert">
      {title !== undefined && (
        <p>
          <b>{title}</b>
        </p>
      )}
      <p>{problemText(error, t)}</p>
      {retry !== undefined && isTemporary(error) && (
        <p>
          <Button onClick={retry}>{t('try-again')}</Button>
        </p>
      )}
    </div>
  );
}

/** One sentence for any error, in the reader's language. */
export function problemText(error: unknown, t: (key: 'problem.offline' | 'problem.unreadable' | 'problem.unexpected') => string): string {
  if (!(error instanceof Problem)) return t('problem.unexpected');
  // A proxy answers 502, 503 or 504 in its own words while the server starts again.
  if (error.code === 'desk/unreachable' || (error.message === '' && error.status >= 502)) return t('problem.offline');
  return error.message === '' ? t('problem.unreadable') : error.message;
}
