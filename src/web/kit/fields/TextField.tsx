import type { ComponentProps } from 'react';
import { FieldFrame, type FieldWords } from './FieldFrame.tsx';

/** A field of one line. Takes what `register` of a form returns. */
export function TextField({ label, hint, error, id, ...input }: FieldWords & ComponentProps<'input'>) {
  return (
    <FieldFrame label={label} hint={hint} error={error} id={id}>
      {(wiring) => <input className="input" {...input} {...wiring} />}
    </FieldFrame>
  );
}
