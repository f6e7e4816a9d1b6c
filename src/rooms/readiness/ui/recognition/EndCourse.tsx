import { useState } from 'react';
import type { CommentRule } from '#kernel/machine.ts';
import { ReasonForm } from '#rooms/learning/ui/reason/ReasonForm.tsx';
import { type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import type { Recognition } from '../../recognition/recognition.schema.ts';
import { useTrainingWrite } from '../board/readiness-data.ts';
import { translateRecognition } from './texts.ts';

/** A course to end, with what the table of states says of the reason. */
export type Ending = { course: Recognition['equivalents'][number]; rule: CommentRule | null };

/** Ends a course that was found equivalent, with a reason, and decides whether training taken under it still counts. */
export function EndCourse({ course, rule, close }: Ending & { close: () => void }) {
  const t = useTranslations(translateRecognition);
  const [keepCompletions, setKeep] = useState<boolean>();
  const ending = useTrainingWrite(
    (input: BodyOf<'POST /equivalents/:equivalentId/end'>, key) =>
      send('POST /equivalents/:equivalentId/end', { equivalentId: course.id, version: course.version, ...input }, key),
    close,
  );
  return (
    <Drawer about={`end ${course.id}`} path={t('recognition.title')} title={t('end.title', { course: course.title })} close={close}>
      <ReasonForm
        consequence={t('end.says')}
        rule={rule}
        label={t('end.reason')}
        submitLabel={t('action.end-recognition')}
        doing={ending}
        send={({ reason }) => ending.mutate({ reason: reason!, keep: keepCompletions! })}
        ready={keepCompletions !== undefined}
        cancel={close}
      >
        {(tried) => (
          <fieldset>
            <legend>{t('end.who-took-it')}</legend>
            {[true, false].map((one) => (
              <label key={String(one)} className="readiness-choice">
                <input type="radio" name="keep" checked={keepCompletions === one} onChange={() => setKeep(one)} />{' '}
                {t(one ? 'end.keep' : 'end.lose')}
              </label>
            ))}
            {tried && keepCompletions === undefined && (
              <p className="field-error">
                <StatusGlyph status="not-met" /> {t('choose')}
              </p>
            )}
          </fieldset>
        )}
      </ReasonForm>
    </Drawer>
  );
}
