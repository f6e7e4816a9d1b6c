import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useSay } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { Drawer } from '#web/kit/Drawer.tsx';
import { ProblemNote } from '#web/kit/ProblemNote.tsx';
import { TextArea } from '#web/kit/TextArea.tsx';
import type { Recognition } from '../../records/records.schema.ts';
import { useTrainingWrite } from '../readiness/readiness-data.ts';
import { sayReadiness } from '../readiness/texts.ts';

/** Ends a course that was found equivalent, with the reason, and says what becomes of what people took under it. */
export function EndCourse({ course, close }: { course: Recognition['equivalents'][number]; close: () => void }) {
  const say = useSay(sayReadiness);
  const [reason, setReason] = useState('');
  const [keep, setKeep] = useState<boolean>();
  const [tried, setTried] = useState(false);
  const act = useTrainingWrite(
    (input: object, key) => send('POST', `/equivalents/${course.id}/end`, input, { key, version: course.version }),
    close,
  );
  return (
    <Drawer about={`end ${course.id}`} path={say('recognition.title')} title={say('end.title', { course: course.title })} close={close}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (reason.trim() !== '' && keep !== undefined) act.mutate({ reason, keep });
        }}
      >
        <p className="muted small">{say('end.says')}</p>
        <fieldset>
          <legend>{say('end.who-took-it')}</legend>
          {[true, false].map((one) => (
            <label key={String(one)} className="readiness-choice">
              <input type="radio" name="keep" checked={keep === one} onChange={() => setKeep(one)} /> {say(one ? 'end.keep' : 'end.lose')}
            </label>
          ))}
          {tried && keep === undefined && <p className="field-error">{say('form.needed')}</p>}
        </fieldset>
        <TextArea
          label={say('waive.reason')}
          error={tried && reason.trim() === '' ? say('form.needed') : undefined}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {act.error && <ProblemNote error={act.error} />}
        <p>
          <Button kind="main" type="submit" waiting={act.isPending}>
            {say('end.act')}
          </Button>{' '}
          <Button kind="quiet" onClick={close}>
            {say('cancel')}
          </Button>
        </p>
      </form>
    </Drawer>
  );
}
