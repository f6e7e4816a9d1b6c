import { useState } from 'react';
import type { BodyOf } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { translateReturns } from '../texts.ts';
import { UploadField } from '../UploadField.tsx';

type Signature = BodyOf<'POST /returns/:returnId/sign'>;

/** The official who signs, and the signed letter, if any. */
export function SignForm({
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
      <UploadField
        partyId={partyId}
        label={t('sign.letter')}
        hint={t('sign.letter-hint')}
        onUploaded={(uploaded) => setLetter(uploaded?.id ?? null)}
      />
      <FormFoot action={t('action.sign')} waiting={waiting} close={close} />
    </form>
  );
}
