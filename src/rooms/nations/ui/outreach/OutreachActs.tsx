import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useSay } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { OutreachAct } from '../../outreach/outreach.rules.ts';
import type { OutreachView } from '../../outreach/outreach.schema.ts';
import { useOutreachWrite } from './outreach-data.ts';
import { SendLetterForm } from './SendLetterForm.tsx';
import { sayOutreachDesk } from './texts.ts';

type Doing = OutreachAct | 'remind';
const ORDER: readonly Doing[] = ['record-reply', 'record-silence', 'send', 'remind', 'close'];

/** The steps the writer may take now; each opens its form in place. */
export function OutreachActs({ view }: { view: OutreachView }) {
  const say = useSay(sayOutreachDesk);
  const [doing, setDoing] = useState<Doing>();
  const close = () => setDoing(undefined);
  const step = useOutreachWrite(
    ({ method, path, body }: { method: 'POST' | 'PUT'; path: string; body: object }, key) =>
      send(method, `/outreach/${view.id}/${path}`, body, { key, version: view.version }),
    close,
  );
  const may = new Set<Doing>([...view.may, ...(view.may.length > 0 && view.state !== 'opened' ? (['remind'] as const) : [])]);
  if (doing === 'send')
    return (
      <SendLetterForm
        view={view}
        waiting={step.isPending}
        error={step.error}
        send={(body) => step.mutate({ method: 'POST', path: 'letters', body })}
        close={close}
      />
    );
  if (doing !== undefined)
    return (
      <SmallForm
        key={doing}
        doing={doing}
        view={view}
        waiting={step.isPending}
        error={step.error}
        send={(request) => step.mutate(request)}
        close={close}
      />
    );
  return ORDER.filter((act) => may.has(act)).map((act, place) => (
    <p key={act}>
      <Button kind={place === 0 ? 'main' : 'plain'} onClick={() => setDoing(act)}>
        {say(`act.${act}`)}
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
  send: (request: { method: 'POST' | 'PUT'; path: string; body: object }) => void;
  close: () => void;
}) {
  const say = useSay(sayOutreachDesk);
  const [day, setDay] = useState(doing === 'remind' ? (view.reminderOn ?? '') : new Date().toISOString().slice(0, 10));
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const isReply = doing === 'record-reply' || doing === 'record-silence';
  const missing = doing === 'close' ? text.trim() === '' : isReply && day === '';
  const submit = () => {
    setTried(true);
    if (missing) return;
    if (doing === 'remind') go({ method: 'PUT', path: 'reminder', body: { reminderOn: day || null } });
    else if (doing === 'close') go({ method: 'POST', path: 'closing', body: { reason: text } });
    else go({ method: 'POST', path: 'replies', body: { received: doing === 'record-reply', on: day, body: text.trim() || null } });
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
          label={say(doing === 'remind' ? 'send.reminder' : 'reply.day')}
          hint={doing === 'remind' ? say('send.reminder-hint') : undefined}
          error={tried && missing ? say('form.needed') : undefined}
          type="date"
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      )}
      {doing !== 'remind' && doing !== 'record-silence' && (
        <TextArea
          label={say(doing === 'close' ? 'close.reason' : 'reply.body')}
          hint={doing === 'close' ? say('close.hint') : undefined}
          error={doing === 'close' && tried && missing ? say('form.needed') : undefined}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      {error && <ProblemNote error={error} />}
      <p>
        <Button kind="main" type="submit" waiting={waiting}>
          {say(`act.${doing}`)}
        </Button>{' '}
        <Button kind="quiet" onClick={close}>
          {say('act.cancel')}
        </Button>
      </p>
    </form>
  );
}
