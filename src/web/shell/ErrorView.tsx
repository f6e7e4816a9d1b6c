import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router';
import { useTranslations } from '../client/language.ts';
import { isNewerVersion } from '../client/newer-version.ts';
import { Problem } from '../client/problem.ts';
import { Button } from '../kit/Button.tsx';
import { NewerVersionNote } from '../kit/notes/NewerVersion.tsx';
import { problemText } from '../kit/notes/ProblemNote.tsx';
import { PageHead } from '../kit/PageHead.tsx';
import { translateDesk } from '../texts/texts.ts';
import { NotFoundView } from './NotFoundView.tsx';

/** A page that could not be shown: what happened and what to do. A missing object and one the reader may not see look the same. */
export function ErrorView({ error, reset }: ErrorComponentProps) {
  const t = useTranslations(translateDesk);
  const router = useRouter();
  const queries = useQueryErrorResetBoundary();
  if (error instanceof Problem && error.status === 404) return <NotFoundView />;
  if (isNewerVersion(error))
    return (
      <div className="message-page">
        <PageHead title={t('newer.title')} />
        <NewerVersionNote />
      </div>
    );
  const refused = error instanceof Problem && error.status === 403;
  return (
    <div className="message-page">
      <PageHead title={t(refused ? 'problem.refused' : 'problem.title')} />
      <p role="alert">{problemText(error, t)}</p>
      {!refused && (
        <Button
          kind="main"
          onClick={() => {
            queries.reset();
            reset();
            void router.invalidate();
          }}
        >
          {t('problem.reload')}
        </Button>
      )}
    </div>
  );
}
