import { useSay } from '../../client/language.ts';
import { mayPass, Problem } from '../../client/problem.ts';
import { sayDesk } from '../../texts/texts.ts';
import { Button } from '../Button.tsx';

/** An error in the server's words, if any, with a retry where that can help. `title` names the failed query, where a page has several. */
export function ProblemNote({ title, error, retry }: { title?: string; error: unknown; retry?: () => void }) {
  const say = useSay(sayDesk);
  return (
    <div className="note problem" role="alert">
      {title !== undefined && (
        <p>
          <b>{title}</b>
        </p>
      )}
      <p>{problemText(error, say)}</p>
      {retry !== undefined && mayPass(error) && (
        <p>
          <Button onClick={retry}>{say('try-again')}</Button>
        </p>
      )}
    </div>
  );
}

/** One sentence for any error, in the reader's language. */
export function problemText(error: unknown, say: (key: 'problem.offline' | 'problem.unreadable' | 'problem.unexpected') => string): string {
  if (!(error instanceof Problem)) return say('problem.unexpected');
  if (error.code === 'desk/unreachable') return say('problem.offline');
  return error.message === '' ? say('problem.unreadable') : error.message;
}
