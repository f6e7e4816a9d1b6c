import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useSay } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { StepAct } from '../return.rules.ts';
import type { ReturnView } from '../return.schema.ts';
import { useReturnWrite } from './returns-data.ts';
import { sayReturns } from './texts.ts';
import { UploadField } from './UploadField.tsx';

/** Where each step is sent; the first that is open is the main one. */
const STEPS: readonly (readonly [StepAct, string, 'plain' | 'reason' | 'signature' | 'note'])[] = [
  ['start', 'start', 'plain'],
  ['ask-review', 'legal-review', 'plain'],
  ['clear', 'clearance', 'note'],
  ['sign', 'signature', 'signature'],
  ['submit', 'submission', 'plain'],
  ['accept', 'acceptance', 'plain'],
  ['send-back', 'sending-back', 'reason'],
  ['amend', 'amendment', 'plain'],
  ['reopen', 'reopening', 'reason'],
];

/** The steps this reader may take now. What asks for words opens its form first. */
export function ReturnActs({ view, left }: { view: ReturnView; left: number }) {
  const say = useSay(sayReturns);
  const [doing, setDoing] = useState<StepAct>();
  const step = useReturnWrite(
    ({ path, body }: { path: string; body: object }, key) =>
      send('POST', `/returns/${view.id}/${path}`, body, { key, version: view.version }),
    () => setDoing(undefined),
  );
  const open = STEPS.filter(([act]) => view.may.includes(act));
  if (open.length === 0) return null;
  return (
    <>
      {open.map(([act, path, form], place) =>
        doing === act ? (
          <StepForm
            key={act}
            act={act}
            form={form}
            partyId={view.party.id}
            waiting={step.isPending}
            send={(body) => step.mutate({ path, body })}
            close={() => setDoing(undefined)}
          />
        ) : (
          <p key={act}>
            <Button
              kind={place === 0 && !(act === 'ask-review' && left > 0) ? 'main' : 'plain'}
              waiting={step.isPending}
              onClick={() => (form === 'plain' ? step.mutate({ path, body: {} }) : setDoing(act))}
            >
              {say(`act.${act}`)}
            </Button>
          </p>
        ),
      )}
      {step.error && <ProblemNote error={step.error} />}
    </>
  );
}

function StepForm({
  act,
  form,
  partyId,
  waiting,
  send: go,
  close,
}: {
  act: StepAct;
  form: 'plain' | 'reason' | 'signature' | 'note';
  partyId: string;
  waiting: boolean;
  send: (body: object) => void;
  close: () => void;
}) {
  const say = useSay(sayReturns);
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [capacity, setCapacity] = useState('');
  const [documentId, setLetter] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const needed = (value: string) => (tried && value.trim() === '' ? say('act.needed') : undefined);
  const isReady = form === 'note' || (form === 'reason' ? text.trim() !== '' : name.trim() !== '' && capacity.trim() !== '');
  const body = form === 'signature' ? { name, capacity, documentId } : form === 'reason' ? { reason: text } : { note: text.trim() || null };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isReady) go(body);
      }}
    >
      {form === 'signature' ? (
        <>
          <p className="small muted">{say('sign.says')}</p>
          <TextField
            label={say('sign.name')}
            error={needed(name)}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <TextField
            label={say('sign.capacity')}
            error={needed(capacity)}
            maxLength={200}
            value={capacity}
            onChange={(event) => setCapacity(event.target.value)}
          />
          <UploadField
            partyId={partyId}
            label={say('sign.letter')}
            hint={say('sign.letter-hint')}
            onKept={(kept) => setLetter(kept?.id ?? null)}
          />
        </>
      ) : (
        <TextArea
          label={say(form === 'reason' ? 'act.reason' : 'act.note')}
          error={form === 'reason' ? needed(text) : undefined}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <p className="form-acts">
        <Button kind="main" type="submit" waiting={waiting}>
          {say(`act.${act}`)}
        </Button>{' '}
        <Button kind="quiet" onClick={close}>
          {say('act.cancel')}
        </Button>
      </p>
    </form>
  );
}
