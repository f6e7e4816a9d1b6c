import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { AskErasure } from '../log.schema.ts';
import { translateLog } from '../texts.ts';

type Input = z.output<typeof AskErasure>;

/** Requests that the content of an entry be erased, with a reason. `entryId` is the entry from whose row it was opened; empty: the person enters it. */
export function AskErasureDrawer({ entryId, close, done }: { entryId: string; close: () => void; done: () => void }) {
  const t = useTranslations(translateLog);
  const queries = useQueryClient();
  const form = useForm<Input>({ resolver: zodResolver(AskErasure), defaultValues: { entryId, reason: '' } });
  const save = useWrite((input: Input, key) => send('POST /log/entries/:entryId/erasure-request', input, key), {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['log', 'erasures'] });
      done();
    },
  });
  const labels = { entryId: t('ui.entry'), reason: t('ui.reason') };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: save.error });
  return (
    <Drawer about={`erasure ${entryId}`} path={t('ui.erasures')} title={t('ui.ask-erasure')} close={close}>
      <form className="form" noValidate onSubmit={form.handleSubmit((input) => save.mutate(input))}>
        <p className="muted small">{t('ui.ask-says')}</p>
        <ErrorSummary faults={faults} />
        <TextField
          id="entryId"
          label={labels.entryId}
          hint={t('ui.entry-hint')}
          readOnly={entryId !== ''}
          error={faults.of('entryId')}
          {...form.register('entryId', { setValueAs: (value: string) => value.trim() })}
        />
        <TextArea id="reason" label={labels.reason} hint={t('ui.reason-hint')} error={faults.of('reason')} {...form.register('reason')} />
        <FormFoot action={t('ui.ask-erasure')} waiting={save.isPending} close={close} />
      </form>
    </Drawer>
  );
}
