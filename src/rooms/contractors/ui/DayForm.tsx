import type { UseMutationResult } from '@tanstack/react-query';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';

/** Asks for the day of a step, and takes the step. */
export function DayForm({
  id,
  label,
  hint,
  action,
  save,
  close,
}: {
  id: string;
  label: string;
  hint?: string | undefined;
  action: string;
  save: Pick<UseMutationResult<unknown, Error, string>, 'mutate' | 'isPending' | 'error'>;
  close: () => void;
}) {
  const { faults, form } = usePlainForm({ labels: { [id]: label }, problem: save.error, send: (values) => save.mutate(values[id]!) });
  return (
    <form {...form}>
      <ErrorSummary faults={faults} />
      <TextField id={id} name={id} type="date" label={label} hint={hint} error={faults.of(id)} aria-required />
      <FormFoot action={action} waiting={save.isPending} close={close} />
    </form>
  );
}
