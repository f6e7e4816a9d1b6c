import { useState } from 'react';
import { type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { StepAct } from '../return.rules.ts';
import type { ReturnView } from '../return.schema.ts';
import { useReturnWrite } from './returns-data.ts';
import { translateReturns } from './texts.ts';
import { UploadField } from './UploadField.tsx';

/** The address of each step; the first open one is the primary button. */
type Step = { act: StepAct } & (
  | { form: 'plain'; path: 'start' | 'legal-review' | 'submission' | 'acceptance' | 'amendment' }
  | { form: 'reason'; path: 'sending-back' | 'reopening' }
  | { form: 'note' | 'signature' }
);
const STEPS: readonly Step[] = [
  { act: 'start', form: 'plain', path: 'start' },
  { act: 'ask-review', form: 'plain', path: 'legal-review' },
  { act: 'clear', form: 'note' },
  { act: 'sign', form: 'signature' },
  { act: 'submit', form: 'plain', path: 'submission' },
  { act: 'accept', form: 'plain', path: 'acceptance' },
  { act: 'send-back', form: 'reason', path: 'sending-back' },
  { act: 'amend', form: 'plain', path: 'amendment' },
  { act: 'reopen', form: 'reason', path: 'reopening' },
];
type Words = { reason: string; note: string | null; signature: BodyOf<'POST /returns/:returnId/signature'> };

/** The steps this reader may take now. A step that needs text opens its form first. */
export function ReturnActs({ view, left }: { view: ReturnView; left: number }) {
  const t = useTranslations(translateReturns);
  const [doing, setDoing] = useState<StepAct>();
  const step = useReturnWrite(
    ({ step, words }: { step: Step; words?: Words }, key) => {
      const on = { returnId: view.id, version: view.version };
      if (step.form === 'plain') return send(`POST /returns/:returnId/${step.path}`, on, key);
      if (step.form === 'reason') return send(`POST /returns/:returnId/${step.path}`, { ...on, reason: words!.reason }, key);
      if (step.form === 'note') return send('POST /returns/:returnId/clearance', { ...on, note: words!.note }, key);
      return send('POST /returns/:returnId/signature', { ...on, ...words!.signature }, key);
    },
    () => setDoing(undefined),
  );
  const open = STEPS.filter(({ act }) => view.may.includes(act));
  if (open.length === 0) return null;
  return (
    <>
      {open.map((one, place) =>
        doing === one.act ? (
          <StepForm
            key={one.act}
            act={one.act}
            form={one.form}
            partyId={view.party.id}
            waiting={step.isPending}
            send={(words) => step.mutate({ step: one, words })}
            close={() => setDoing(undefined)}
          />
        ) : (
          <p key={one.act}>
            <Button
              kind={place === 0 && !(one.act === 'ask-review' && left > 0) ? 'main' : 'plain'}
              waiting={step.isPending}
              onClick={() => (one.form === 'plain' ? step.mutate({ step: one }) : setDoing(one.act))}
            >
              {t(`act.${one.act}`)}
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
  form: Step['form'];
  partyId: string;
  waiting: boolean;
  send: (words: Words) => void;
  close: () => void;
}) {
  const t = useTranslations(translateReturns);
  const [text, setText] = useState('');
  const [name, setName] = useState('');
  const [capacity, setCapacity] = useState('');
  const [documentId, setLetter] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const needed = (value: string) => (tried && value.trim() === '' ? t('act.needed') : undefined);
  const isReady = form === 'note' || (form === 'reason' ? text.trim() !== '' : name.trim() !== '' && capacity.trim() !== '');
  const words = { reason: text, note: text.trim() || null, signature: { name, capacity, documentId } };
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isReady) go(words);
      }}
    >
      {form === 'signature' ? (
        <>
          <p className="small muted">{t('sign.says')}</p>
          <TextField
            label={t('sign.name')}
            error={needed(name)}
            maxLength={200}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <TextField
            label={t('sign.capacity')}
            error={needed(capacity)}
            maxLength={200}
            value={capacity}
            onChange={(event) => setCapacity(event.target.value)}
          />
          <UploadField
            partyId={partyId}
            label={t('sign.letter')}
            hint={t('sign.letter-hint')}
            onKept={(kept) => setLetter(kept?.id ?? null)}
          />
        </>
      ) : (
        <TextArea
          label={t(form === 'reason' ? 'act.reason' : 'act.note')}
          error={form === 'reason' ? needed(text) : undefined}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      )}
      <p className="form-acts">
        <Button kind="main" type="submit" waiting={waiting}>
          {t(`act.${act}`)}
        </Button>{' '}
        <Button kind="quiet" onClick={close}>
          {t('act.cancel')}
        </Button>
      </p>
    </form>
  );
}
