import { type ReactNode, useId } from 'react';
import { StatusGlyph } from '../status/StatusMark.tsx';

/** What every field shows around its control. */
export type FieldWords = { label: string; hint?: ReactNode; error?: string | undefined; id?: string };

/** The attributes that connect a control to its label, hint and error. */
export type Wiring = { id: string; 'aria-describedby': string | undefined; 'aria-invalid': true | undefined };

/** Label above, hint between label and field, error below in red with a cross. The control is rendered with the given attributes. */
export function FieldFrame({ label, hint, error, id, children }: FieldWords & { children: (wiring: Wiring) => ReactNode }) {
  const generatedId = useId();
  const own = id ?? generatedId;
  return (
    <div className="field">
      <label htmlFor={own}>{label}</label>
      <FieldHint id={own}>{hint}</FieldHint>
      {children(wire(own, hint, error))}
      <FieldError id={own}>{error}</FieldError>
    </div>
  );
}

/** The attributes of a control whose label is rendered elsewhere. */
export function wire(id: string, hint: ReactNode, error: string | undefined): Wiring {
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return { id, 'aria-describedby': described || undefined, 'aria-invalid': error ? true : undefined };
}

/** The hint of the field with this id; nothing where there is none. */
export function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  if (!children) return null;
  return (
    <span className="hint" id={`${id}-hint`}>
      {children}
    </span>
  );
}

/** The error of the field with this id; nothing where there is none. */
export function FieldError({ id, children }: { id: string; children: string | undefined }) {
  if (!children) return null;
  return (
    <span className="error" id={`${id}-error`}>
      <StatusGlyph status="not-met" />
      {children}
    </span>
  );
}
