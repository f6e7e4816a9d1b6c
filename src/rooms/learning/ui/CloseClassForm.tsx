import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { ClassView } from '../classes/class.schema.ts';
import { useClassWrite } from './classes-data.ts';
import { translateLearningDesk } from './texts.ts';

/** Asks for confirmation before a class is closed: it cannot be reopened, and all its learners are signed out of the player. */
export function CloseClassForm({ view, close }: { view: ClassView; close: () => void }) {
  const t = useTranslations(translateLearningDesk);
  const end = useClassWrite(
    (version: number, key) => send('POST /training/classes/:classId/close', { classId: view.id, version }, key),
    close,
  );
  return (
    <section className="panel form" aria-label={t('action.close')}>
      <p>{t('class.close-what')}</p>
      {end.error && <ProblemNote error={end.error} />}
      <p>
        <Button kind="main" onClick={() => end.mutate(view.version)} waiting={end.isPending}>
          {t('action.close')}
        </Button>{' '}
        <Button kind="quiet" onClick={close}>
          {t('classes.cancel')}
        </Button>
      </p>
    </section>
  );
}
