import { useEffect, useRef, useState } from 'react';
import { useSay } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorSummary } from '../kit/fields/ErrorSummary.tsx';
import { usePlainForm } from '../kit/fields/plain-form.ts';
import { TextField } from '../kit/fields/TextField.tsx';
import { sayEntrance } from './texts.ts';
import { type Stands, useStep } from './use-enter.ts';

/** Asks for the code of the second step, or for a recovery code from a person without their telephone. */
export function CodeForm({ methods, onIn }: { methods: Stands['methods']; onIn: () => void }) {
  const say = useSay(sayEntrance);
  const [recovering, setRecovering] = useState(!methods.includes('totp'));
  return recovering ? (
    <>
      <OneCode key="recovery" field="recoveryCode" onIn={onIn} />
      {methods.includes('totp') && (
        <p>
          <Button kind="quiet" onClick={() => setRecovering(false)}>
            {say('second.by-code')}
          </Button>
        </p>
      )}
    </>
  ) : (
    <>
      <OneCode key="totp" field="code" onIn={onIn} />
      {methods.includes('recovery-code') && (
        <p>
          <Button kind="quiet" onClick={() => setRecovering(true)}>
            {say('second.by-recovery')}
          </Button>
        </p>
      )}
      <p className="muted">{say('second.lost')}</p>
    </>
  );
}

type Field = 'code' | 'recoveryCode';
const FIELDS = { code: 'second.code', recoveryCode: 'second.recovery-code' } as const;
const HINTS = { code: 'second.code-hint', recoveryCode: 'second.recovery-hint' } as const;

function OneCode({ field, onIn }: { field: Field; onIn: () => void }) {
  const say = useSay(sayEntrance);
  const enter = useStep(field === 'code' ? 'POST /session/totp' : 'POST /session/recovery-code', onIn);
  const place = useRef<HTMLInputElement>(null);
  // Focuses the code field, because the person came here to type the code. It runs after the page title has taken the focus, as on every page.
  useEffect(() => place.current?.focus(), []);
  const label = say(FIELDS[field]);
  const { faults, form } = usePlainForm({
    labels: { [field]: label } as Record<Field, string>,
    problem: enter.error,
    send: ({ code, recoveryCode }) => enter.mutate(field === 'code' ? { code } : { recoveryCode }),
  });
  return (
    <form {...form}>
      <ErrorSummary faults={faults} />
      <TextField
        id={field}
        autoComplete={field === 'code' ? 'one-time-code' : 'off'}
        inputMode={field === 'code' ? 'numeric' : undefined}
        spellCheck={false}
        label={label}
        hint={say(HINTS[field])}
        error={faults.of(field)}
        name={field}
        ref={place}
      />
      <Button kind="main" type="submit" waiting={enter.isPending}>
        {say('sign-in.act')}
      </Button>
    </form>
  );
}
