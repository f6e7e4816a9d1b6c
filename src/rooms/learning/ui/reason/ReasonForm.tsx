import { type ReactNode, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { translateReason } from './texts.ts';

/**
 * A form to revoke something with a reason: the consequence in words, the reason, the button. `children` add fields before the reason and receive whether a
 * submit was attempted; while `ready` is false nothing is sent. `cancel` is for a form that is not alone in a drawer.
 */
export function ReasonForm({
  consequence,
  label,
  submitLabel,
  doing,
  send,
  ready = true,
  cancel,
  children,
}: {
  consequence: string;
  label: string;
  submitLabel: string;
  doing: { isPending: boolean; error: Error | null };
  send: (reason: string) => void;
  ready?: boolean;
  cancel?: () => void;
  children?: (tried: boolean) => ReactNode;
}) {
  const t = useTranslations(translateReason);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const missing = reason.trim() === '';
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!missing && ready) send(reason);
      }}
    >
      <p className="muted small">{consequence}</p>
      {children?.(tried)}
      <TextArea
        label={label}
        error={tried && missing ? t('needed') : undefined}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <FormFoot action={submitLabel} waiting={doing.isPending} error={doing.error} close={cancel} />
    </form>
  );
}
