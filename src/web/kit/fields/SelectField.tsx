import type { ComponentProps } from 'react';
import { FieldFrame, type FieldWords } from './FieldFrame.tsx';

/** One of several choices, in a native select; `children` are options. */
export function SelectField({ label, hint, error, id, ...input }: FieldWords & ComponentProps<'select'>) {
  return (
    <FieldFrame label={label} hint={hint} error={error} id={id}>
      {(wiring) => <select className="input" {...input} {...wiring} />}
    </FieldFrame>
  );
}
