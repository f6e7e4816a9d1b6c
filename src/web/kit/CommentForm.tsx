import { useState } from 'react';
import type { CommentRule } from '#kernel/machine.ts';
import { useTranslations } from '../client/language.ts';
import { translateDesk } from '../texts/texts.ts';
import { FormFoot } from './fields/FormFoot.tsx';
import { TextArea } from './fields/TextArea.tsx';

/** What a form sends with an action: the text under the name that the command gives it, or nothing. */
export type CommentWords = { reason?: string; reasons?: string | null; note?: string | null };

/** Asks for the text of an action. `button` names the action. A required text must not be empty. */
export function CommentForm({
  rule,
  label,
  hint,
  button,
  waiting,
  send,
  close,
}: {
  rule: CommentRule;
  label: string;
  hint?: string;
  button: string;
  waiting: boolean;
  send: (words: CommentWords) => void;
  close: () => void;
}) {
  const t = useTranslations(translateDesk);
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const comment = text.trim() || null;
  const isMissing = rule.required && comment === null;
  return (
    <form
      className="form panel"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isMissing) send({ [rule.field]: comment });
      }}
    >
      <TextArea
        label={label}
        hint={hint}
        error={tried && isMissing ? t('form.needed') : undefined}
        autoFocus
        maxLength={rule.maxLength}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <FormFoot action={button} waiting={waiting} close={close} />
    </form>
  );
}
