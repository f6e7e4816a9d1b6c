import { useState } from 'react';
import type { ButtonOf } from '#kernel/machine.ts';
import { type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { localToday } from '#web/client/local-today.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { OUTREACH_MACHINE } from '../../outreach/outreach.rules.ts';
import type { OutreachView } from '../../outreach/outreach.schema.ts';
import { useOutreachWrite } from './outreach-data.ts';
import { translateOutreachDesk } from './texts.ts';

const SendLetterForm = later(() => import('./SendLetterForm.tsx').then((file) => file.SendLetterForm));

type Wanted =
  | { letter: BodyOf<'POST /outreach/:outreachId/letters'> }
  | { reply: BodyOf<'POST /outreach/:outreachId/replies'> }
  | { reminder: BodyOf<'PUT /outreach/:outreachId/reminder'> }
  | { closing: BodyOf<'POST /outreach/:outreachId/close'> };

/** The actions the writer may take now; each opens its form in place. */
export function OutreachActions({ view }: { view: OutreachView }) {
  const t = useTranslations(translateOutreachDesk);
  const write = useOutreachWrite(
    (wanted: Wanted, key) => {
      const on = { outreachId: view.id, version: view.version };
      if ('letter' in wanted) return send('POST /outreach/:outreachId/letters', { ...on, ...wanted.letter }, key);
      if ('reply' in wanted) return send('POST /outreach/:outreachId/replies', { ...on, ...wanted.reply }, key);
      if ('reminder' in wanted) return send('PUT /outreach/:outreachId/reminder', { ...on, ...wanted.reminder }, key);
      return send('POST /outreach/:outreachId/close', { ...on, ...wanted.closing }, key);
    },
    () => {},
  );
  const dated = (action: Dated) => (close: () => void) => (
    <DatedForm key={action} action={action} view={view} waiting={write.isPending} send={(wanted) => write.mutate(wanted)} close={close} />
  );
  return (
    <>
      <Actions
        key={view.version}
        offered={view.actions}
        label={(action: ButtonOf<typeof OUTREACH_MACHINE>) => t(`action.${action}`)}
        comment={() => ({ label: t('comment.close'), hint: t('comment.hint') })}
        waiting={write.isPending}
        run={(_, { reason }) => write.mutate({ closing: { reason: reason! } })}
        forms={{
          send: (close) => (
            <SendLetterForm view={view} waiting={write.isPending} send={(letter) => write.mutate({ letter })} close={close} />
          ),
          'record-reply': dated('record-reply'),
          'record-silence': dated('record-silence'),
          remind: dated('remind'),
        }}
      />
      {write.error && <ProblemNote error={write.error} />}
    </>
  );
}

type Dated = 'record-reply' | 'record-silence' | 'remind';

/** A reply, that none came, or a reminder: a date, and what a reply says. */
function DatedForm({
  action,
  view,
  waiting,
  send: go,
  close,
}: {
  action: Dated;
  view: OutreachView;
  waiting: boolean;
  send: (wanted: Wanted) => void;
  close: () => void;
}) {
  const t = useTranslations(translateOutreachDesk);
  const reminds = action === 'remind';
  const [day, setDay] = useState(reminds ? (view.reminderOn ?? '') : localToday());
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const isMissing = !reminds && day === '';
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isMissing) return;
        if (reminds) go({ reminder: { reminderOn: day || null } });
        else go({ reply: { received: action === 'record-reply', on: day, body: text.trim() || null } });
      }}
    >
      <TextField
        label={t(reminds ? 'send.reminder' : 'reply.day')}
        hint={reminds ? t('send.reminder-hint') : undefined}
        error={tried && isMissing ? t('form.needed') : undefined}
        type="date"
        value={day}
        onChange={(event) => setDay(event.target.value)}
      />
      {action === 'record-reply' && (
        <TextArea label={t('reply.body')} maxLength={4000} value={text} onChange={(event) => setText(event.target.value)} />
      )}
      <FormFoot action={t(`action.${action}`)} waiting={waiting} close={close} />
    </form>
  );
}
