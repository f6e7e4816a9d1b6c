import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { translateCredentials } from './texts.ts';

/** Asks for the name of a new passkey; the browser then creates it. */
export function PasskeyForm({
  first,
  waiting,
  problem,
  onSubmit,
  onLeave,
}: {
  first: boolean;
  waiting: boolean;
  problem: Error | null;
  onSubmit: (name: string) => void;
  onLeave?: () => void;
}) {
  const t = useTranslations(translateCredentials);
  const labels = { passkeyName: t('passkey.name') };
  const { faults, form } = usePlainForm({ labels, problem, send: ({ passkeyName }) => onSubmit(passkeyName) });
  return (
    <form {...form}>
      <ErrorSummary faults={faults} />
      <TextField
        id="passkeyName"
        autoComplete="off"
        maxLength={60}
        label={labels.passkeyName}
        hint={t('passkey.name-hint')}
        error={faults.of('passkeyName')}
        name="passkeyName"
        defaultValue={first ? t('passkey.name-first') : ''}
      />
      <p className="form-actions">
        <Button type="submit" waiting={waiting}>
          {t('passkey.add')}
        </Button>
        {onLeave && (
          <Button kind="quiet" onClick={onLeave}>
            {t('passkey.not-now')}
          </Button>
        )}
      </p>
      <span role="status" className="small muted">
        {waiting && t('passkey.waiting')}
      </span>
    </form>
  );
}
