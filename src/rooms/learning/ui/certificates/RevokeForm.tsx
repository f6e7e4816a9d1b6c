import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { CertificateLine } from '../../certificates/certificate.schema.ts';
import { useFocusInside } from '../use-focus-inside.ts';
import { translateCertificatesDesk } from './texts.ts';

/** The reason for revoking a certificate. */
export function RevokeForm({ of, close, done }: { of: CertificateLine; close: () => void; done: () => Promise<unknown> }) {
  const t = useTranslations(translateCertificatesDesk);
  const [reason, setReason] = useState('');
  const frame = useFocusInside<HTMLFormElement>();
  const revoke = useWrite(
    (input: { reason: string }, key) => send('POST /certificates/:number/revocation', { number: of.number!, ...input }, key),
    {
      onSuccess: async () => {
        await done();
        close();
      },
    },
  );
  return (
    <form
      className="panel form"
      ref={frame}
      onSubmit={(event) => {
        event.preventDefault();
        revoke.mutate({ reason });
      }}
    >
      <h2>{t('revoke.title', { number: of.serviceNumber })}</h2>
      <p className="small muted">{t('revoke.says')}</p>
      <TextField label={t('reason')} required maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      <FormFoot action={t('revoke.do')} waiting={revoke.isPending} error={revoke.error} close={close} />
    </form>
  );
}
