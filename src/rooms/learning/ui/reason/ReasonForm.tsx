import { type ReactNode, useState } from 'react';
import type { CommentRule } from '#kernel/machine.ts';
import { useTranslations } from '#web/client/language.ts';
import type { CommentWords } from '#web/kit/CommentForm.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { translateReason } from './texts.ts';

/**
 * A form to revoke something with a reason: the consequence in words, the reason, the button. `children` add fields before the reason and receive whether a
 * submit was attempted; while `ready` is false nothing is sent. `cancel` is for a form that is not alone in a drawer. Without a `rule` no reason is asked.
 */
export function ReasonForm({
  consequence,
  rule,
  label,
  submitLabel,
  doing,
  send,
  ready = true,
  cancel,
  children,
}: {
  consequence: string;
  /** What the table of states says of the reason. */
  rule: CommentRule | null;
  label: string;
  submitLabel: string;
  doing: { isPending: boolean; error: Error | null };
  send: (words: CommentWords) => void;
  ready?: boolean;
  cancel?: () => void;
  children?: (tried: boolean) => ReactNode;
}) {
  const t = useTranslations(translateReason);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const comment = reason.trim() || null;
  const missing = rule?.required === true && comment === null;
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!missing && ready) send(rule === null ? {} : { [rule.field]: comment });
      }}
    >
      <p className="muted small">{consequence}</p>
      {children?.(tried)}
      {rule && (
        <TextArea
          label={label}
          error={tried && missing ? t('needed') : undefined}
          maxLength={rule.maxLength}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <FormFoot action={submitLabel} waiting={doing.isPending} error={doing.error} close={cancel} />
    </form>
  );
}
