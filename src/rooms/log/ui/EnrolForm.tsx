import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useSay } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { EnrolWitness } from '../log.schema.ts';
import { sayLog } from '../texts.ts';

type Input = z.output<typeof EnrolWitness>;

/** Enrols a witness with the key line that it printed when it started. */
export function EnrolForm({ close, done }: { close: () => void; done: (name: string) => void }) {
  const say = useSay(sayLog);
  const form = useForm<Input>({ resolver: zodResolver(EnrolWitness), defaultValues: { name: '', vkey: '', url: '' } });
  const save = useWrite((input: Input, key) => send('POST /log/witnesses', input, key), { onSuccess: (_, { name }) => done(name) });
  const labels = { name: say('ui.witness-name'), vkey: say('ui.witness-key'), url: say('ui.witness-url') };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: save.error });
  return (
    <form className="form log-form" noValidate aria-label={say('ui.enrol')} onSubmit={form.handleSubmit((input) => save.mutate(input))}>
      <ErrorSummary faults={faults} />
      <TextField id="name" autoFocus label={labels.name} error={faults.of('name')} {...form.register('name')} />
      <TextField id="vkey" label={labels.vkey} hint={say('ui.witness-key-hint')} error={faults.of('vkey')} {...form.register('vkey')} />
      <TextField id="url" label={labels.url} hint={say('ui.witness-url-hint')} error={faults.of('url')} {...form.register('url')} />
      <div className="log-acts">
        <Button kind="main" type="submit" waiting={save.isPending}>
          {say('ui.enrol')}
        </Button>
        <Button onClick={close}>{say('ui.cancel')}</Button>
      </div>
    </form>
  );
}
