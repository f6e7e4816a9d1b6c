import { useState } from 'react';
import { type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { OutreachAct } from '../../outreach/outreach.rules.ts';
import type { OutreachView } from '../../outreach/outreach.schema.ts';
import { useOutreachWrite } from './outreach-data.ts';
import { SendLetterForm } from './SendLetterForm.tsx';
import { translateOutreachDesk } from './texts.ts';

type Doing = OutreachAct | 'remind';
type Wanted =
  | { letter: BodyOf<'POST /outreach/:outreachId/letters'> }
  | { reply: BodyOf<'POST /outreach/:outreachId/replies'> }
  | { reminder: BodyOf<'PUT /outreach/:outreachId/reminder'> }
  | { closing: BodyOf<'POST /outreach/:outreachId/closing'> };
const ORDER: readonly Doing[] = ['record-reply', 'record-silence', 'send', 'remind', 'close'];

/** The steps the writer may take now; each opens its form in place. */
export function OutreachActs({ view }: { view: OutreachView }) {
  const t = useTranslations(translateOutreachDesk);
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const step = useOutreachWrite((wanted: Wanted, key) => {
    const on = { outreachId: view.id, version: view.version };
    if ('letter' in wanted) return send('POST /outreach/:outreachId/letters', { ...on, ...wanted.letter }, key);
    if ('reply' in wanted) return send('POST /outreach/:outreachId/replies', { ...on, ...wanted.reply }, key);
    if ('reminder' in wanted) return send('PUT /outreach/:outreachId/reminder', { ...on, ...wanted.reminder }, key);
    return send('POST /outreach/:outreachId/closing', { ...on, ...wanted.closing }, key);
  }, close);
  const may = new Set<Doing>([...view.may, ...(view.may.length > 0 && view.state !== 'opened' ? (['remind'] as const) : [])]);
  if (doing === 'send')
    return (
      <SendLetterForm view={view} waiting={step.isPending} error={step.error} send={(letter) => step.mutate({ letter })} close={close} />
    );
  if (doing !== undefined)
    return (
      <SmallForm
        key={doing}
        doing={doing}
        view={view}
        waiting={step.isPending}
        error={step.error}
        send={(wanted) => step.mutate(wanted)}
        close={close}
      />
    );
  return ORDER.filter((act) => may.has(act)).map((act, place) => (
    <p key={act}>
      <Button kind={place === 0 ? 'main' : 'plain'} onClick={() => setDoing(act)}>
        {t(`act.${act}`)}
      </Button>
    </p>
  ));
}

function SmallForm({
  doing,
  view,
  waiting,
  error,
  send: go,
  close,
}: {
  doing: Exclude<Doing, 'send'>;
  view: OutreachView;
  waiting: boolean;
  error: Error | null;
  send: (wanted: Wanted) => void;
  close: () => void;
}) {
  const t = useTranslations(translateOutreachDesk);
  const [day, setDay] = useState(doing === 'remind' ? (view.reminderOn ?? '') : new Date().toISOString().slice(0, 10));
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const isReply = doing === 'record-reply' || doing === 'record-silence';
  const missing = doing === 'close' ? text.trim() === '' : isReply && day === '';
  const submit = () => {
    setTried(true);
    if (missing) return;
    if (doing === 'remind') go({ reminder: { reminderOn: day || null } });
    else if (doing === 'close') go({ closing: { reason: text } });
    else go({ reply: { received: doing === 'record-reply', on: day, body: text.trim() || null } });
  };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {doing !== 'close' && (
        <TextField
          label={t(doing === 'remind' ? 'send.reminder' : 'reply.day')}
          hint={doing === 'remind' ? t('send.reminder-hint') : undefined}
          error={tried && missing ? t('form.needed') : undefined}
          type="date"
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      )}
      {doing !== 'remind' && doing !== 'record-silence' && (
        <TextArea
          label={t(doing === 'close' ? 'close.reason' : 'reply.body')}
          hint={doing === 'close' ? t('close.hint') : undefined}
          error={doing === 'close' && tried && missing ? t('form.needed') : undefined}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {error && <ProblemNote error={error} />}
      <p>
        <Button kind="main" type="submit" waiting={waiting}>
          {t(`act.${doing}`)}
        </Button>{' '}
        <Button kind="quiet" onClick={close}>
          {t('act.cancel')}
        </Button>
      </p>
    </form>
  );
}
