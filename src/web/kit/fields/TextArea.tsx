import type { ComponentProps } from 'react';
import { FieldFrame, type FieldWords } from './FieldFrame.tsx';

/** A field of several lines. Takes what `register` of a form returns. */
export function TextArea({ label, hint, error, id, ...input }: FieldWords & ComponentProps<'textarea'>) {
  return (
    <FieldFrame label={label} hint={hint} error={error} id={id}>
      {(wiring) => <textarea className="input" rows={3} {...input} {...wiring} />}
    </FieldFrame>
  );
}
