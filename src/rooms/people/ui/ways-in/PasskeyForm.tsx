import { useSay } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { sayWaysIn } from './texts.ts';

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
  const say = useSay(sayWaysIn);
  const labels = { passkeyName: say('passkey.name') };
  const { faults, form } = usePlainForm({ labels, problem, send: ({ passkeyName }) => onSubmit(passkeyName) });
  return (
    <form {...form}>
      <ErrorSummary faults={faults} />
      <TextField
        id="passkeyName"
        autoComplete="off"
        maxLength={60}
        label={labels.passkeyName}
        hint={say('passkey.name-hint')}
        error={faults.of('passkeyName')}
        name="passkeyName"
        defaultValue={first ? say('passkey.name-first') : ''}
      />
      <p className="form-acts">
        <Button type="submit" waiting={waiting}>
          {say('passkey.add')}
        </Button>
        {onLeave && (
          <Button kind="quiet" onClick={onLeave}>
            {say('passkey.not-now')}
          </Button>
        )}
      </p>
      <span role="status" className="small muted">
        {waiting && say('passkey.waiting')}
      </span>
    </form>
  );
}
