import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { EnrolWitness } from '../log.schema.ts';
import { translateLog } from '../texts.ts';

type Input = z.output<typeof EnrolWitness>;

/** Enrols a witness with the key line that it printed when it started. */
export function EnrolForm({ close, done }: { close: () => void; done: (name: string) => void }) {
  const t = useTranslations(translateLog);
  const form = useForm<Input>({ resolver: zodResolver(EnrolWitness), defaultValues: { name: '', vkey: '', url: '' } });
  const save = useWrite((input: Input, key) => send('POST /log/witnesses', input, key), { onSuccess: (_, { name }) => done(name) });
  const labels = { name: t('ui.witness-name'), vkey: t('ui.witness-key'), url: t('ui.witness-url') };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: save.error });
  return (
    <form className="form log-form" noValidate aria-label={t('ui.enrol')} onSubmit={form.handleSubmit((input) => save.mutate(input))}>
      <ErrorSummary faults={faults} />
      <TextField id="name" autoFocus label={labels.name} error={faults.of('name')} {...form.register('name')} />
      <TextField id="vkey" label={labels.vkey} hint={t('ui.witness-key-hint')} error={faults.of('vkey')} {...form.register('vkey')} />
      <TextField id="url" label={labels.url} hint={t('ui.witness-url-hint')} error={faults.of('url')} {...form.register('url')} />
      <FormFoot action={t('ui.enrol')} waiting={save.isPending} close={close} />
    </form>
  );
}
