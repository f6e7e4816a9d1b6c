import { useEffect, useRef, useState } from 'react';
import { useTranslations } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import { ErrorSummary } from '../kit/fields/ErrorSummary.tsx';
import { usePlainForm } from '../kit/fields/plain-form.ts';
import { TextField } from '../kit/fields/TextField.tsx';
import { translateSignIn } from './texts.ts';
import { type PendingStep, useStep } from './use-enter.ts';

/** Asks for the code of the second step, or for a recovery code from a person without their telephone. */
export function CodeForm({ methods, onIn }: { methods: PendingStep['methods']; onIn: () => void }) {
  const t = useTranslations(translateSignIn);
  const [recovering, setRecovering] = useState(!methods.includes('totp'));
  return recovering ? (
    <>
      <OneCode key="recovery" field="recoveryCode" onIn={onIn} />
      {methods.includes('totp') && (
        <p>
          <Button kind="quiet" onClick={() => setRecovering(false)}>
            {t('second.by-code')}
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
            {t('second.by-recovery')}
          </Button>
        </p>
      )}
      <p className="muted">{t('second.lost')}</p>
    </>
  );
}

type Field = 'code' | 'recoveryCode';
const FIELDS = { code: 'second.code', recoveryCode: 'second.recovery-code' } as const;
const HINTS = { code: 'second.code-hint', recoveryCode: 'second.recovery-hint' } as const;

function OneCode({ field, onIn }: { field: Field; onIn: () => void }) {
  const t = useTranslations(translateSignIn);
  const enter = useStep(field === 'code' ? 'POST /session/totp' : 'POST /session/recovery-code', onIn);
  const place = useRef<HTMLInputElement>(null);
  // Focuses the code field, because the person came here to type the code. It runs after the page title has taken the focus, as on every page.
  useEffect(() => place.current?.focus(), []);
  const label = t(FIELDS[field]);
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
        hint={t(HINTS[field])}
        error={faults.of(field)}
        name={field}
        ref={place}
      />
      <Button kind="main" type="submit" waiting={enter.isPending}>
        {t('sign-in.action')}
      </Button>
    </form>
  );
}
