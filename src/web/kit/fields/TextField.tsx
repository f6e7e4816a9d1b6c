import type { ComponentProps } from 'react';
import { DateInput } from './DateInput.tsx';
import { FieldFrame, type FieldWords } from './FieldFrame.tsx';

/** A field of one line; with the type `date` a whole day. Takes what `register` of a form returns. */
export function TextField({ label, hint, error, id, ...input }: FieldWords & ComponentProps<'input'>) {
  if (input.type === 'date') return <DateInput {...{ label, hint, error, id, ...input }} type="text" />;
  return (
    <FieldFrame label={label} hint={hint} error={error} id={id}>
      {(wiring) => <input className="input" {...input} {...wiring} />}
    </FieldFrame>
  );
}
