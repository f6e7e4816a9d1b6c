import { useState } from 'react';
import type { CommentRule } from '#kernel/machine.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import type { CertificateLine } from '../../certificates/certificate.schema.ts';
import { useFocusInside } from '../use-focus-inside.ts';
import { translateCertificatesDesk } from './texts.ts';

/** The reason for revoking a certificate, as the table of states asks for it. */
export function RevokeForm({
  of,
  rule,
  close,
  done,
}: {
  of: CertificateLine;
  rule: CommentRule | null;
  close: () => void;
  done: () => Promise<unknown>;
}) {
  const t = useTranslations(translateCertificatesDesk);
  const [reason, setReason] = useState('');
  const frame = useFocusInside<HTMLFormElement>();
  const revoke = useWrite(
    // Only an optional reason can be null.
    (comment: string | null, key) => send('POST /certificates/:number/revocation', { number: of.number!, reason: comment! }, key),
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
        revoke.mutate(reason.trim() || null);
      }}
    >
      <h2>{t('revoke.title', { number: of.serviceNumber })}</h2>
      <p className="small muted">{t('revoke.says')}</p>
      {rule && (
        <TextField
          label={t('reason')}
          required={rule.required}
          maxLength={rule.maxLength}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <FormFoot action={t('action.revoke')} waiting={revoke.isPending} error={revoke.error} close={close} />
    </form>
  );
}
