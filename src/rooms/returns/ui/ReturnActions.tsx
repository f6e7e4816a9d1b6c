import { useState } from 'react';
import type { ButtonOf, CommentedOf } from '#kernel/machine.ts';
import { type BodyOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { Button } from '#web/kit/Button.tsx';
import type { CommentWords } from '#web/kit/CommentForm.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { RETURN_MACHINE } from '../return.rules.ts';
import type { ReturnView } from '../return.schema.ts';
import { useReturnWrite } from './returns-data.ts';
import { translateReturns } from './texts.ts';
import { UploadField } from './UploadField.tsx';

type Shown = ButtonOf<typeof RETURN_MACHINE>;
type Signature = BodyOf<'POST /returns/:returnId/sign'>;
type Wanted = { action: Exclude<Shown, 'sign'>; words: CommentWords } | { action: 'sign'; words: Signature };

/** The actions this reader may take on a return now. While questions are open, sending it to the legal office is not the main button. */
export function ReturnActions({ view, left }: { view: ReturnView; left: number }) {
  const t = useTranslations(translateReturns);
  const write = useReturnWrite(
    ({ action, words }: Wanted, key) => {
      const on = { returnId: view.id, version: view.version };
      if (action === 'sign') return send('POST /returns/:returnId/sign', { ...on, ...words }, key);
      return send(`POST /returns/:returnId/${action}`, { ...on, ...words }, key);
    },
    () => {},
  );
  const offered = view.actions.map((one) => (one.action === 'ask-review' && left > 0 ? { ...one, button: 'plain' as const } : one));
  return (
    <>
      <Actions
        key={view.version}
        offered={offered}
        label={(action: Shown) => t(`action.${action}`)}
        comment={(action: CommentedOf<typeof RETURN_MACHINE>) => ({ label: t(action === 'clear' ? 'comment.note' : 'comment.reason') })}
        waiting={write.isPending}
        run={(action: Exclude<Shown, 'sign'>, words) => write.mutate({ action, words })}
        forms={{
          sign: (close) => (
            <SignForm
              partyId={view.party.id}
              waiting={write.isPending}
              sign={(words) => write.mutate({ action: 'sign', words })}
              close={close}
            />
          ),
        }}
      />
      {write.error && <ProblemNote error={write.error} />}
    </>
  );
}

/** The official who signs, and the signed letter, if any. */
function SignForm({
  partyId,
  waiting,
  sign,
  close,
}: {
  partyId: string;
  waiting: boolean;
  sign: (signature: Signature) => void;
  close: () => void;
}) {
  const t = useTranslations(translateReturns);
  const [name, setName] = useState('');
  const [capacity, setCapacity] = useState('');
  const [documentId, setLetter] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const needed = (value: string) => (tried && value.trim() === '' ? t('needed') : undefined);
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (name.trim() !== '' && capacity.trim() !== '') sign({ name, capacity, documentId });
      }}
    >
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
      <UploadField partyId={partyId} label={t('sign.letter')} hint={t('sign.letter-hint')} onKept={(kept) => setLetter(kept?.id ?? null)} />
      <p className="form-acts">
        <Button kind="main" type="submit" waiting={waiting}>
          {t('action.sign')}
        </Button>{' '}
        <Button kind="quiet" onClick={close}>
          {t('cancel')}
        </Button>
      </p>
    </form>
  );
}
