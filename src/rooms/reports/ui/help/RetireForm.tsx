import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { RetireHelpEntry } from '../../help/help.schema.ts';
import { type HelpEntry, useHelpWrite } from './help-data.ts';
import { translateHelpDesk } from './texts.ts';

const Fields = RetireHelpEntry.pick({ reason: true });
type Values = z.output<typeof Fields>;

/** Takes a number out of the list permanently, with a reason. */
export function RetireForm({ entry, close, done }: { entry: HelpEntry; close: () => void; done: () => void }) {
  const t = useTranslations(translateHelpDesk);
  const form = useForm<Values>({ resolver: zodResolver(Fields), defaultValues: { reason: '' } });
  const save = useHelpWrite(
    (input: Values, key) => send('POST /help-entries/:entryId/retirement', { entryId: entry.id, version: entry.version, ...input }, key),
    done,
  );
  const faults = useFaults({ labels: { reason: t('retire.reason') }, errors: form.formState.errors, problem: save.error });
  return (
    <form className="panel form" noValidate aria-label={t('entry.retire')} onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <ErrorSummary faults={faults} />
      <TextArea
        id="reason"
        rows={2}
        maxLength={500}
        label={t('retire.reason')}
        hint={t('retire.hint')}
        error={faults.of('reason')}
        {...form.register('reason')}
      />
      <FormFoot action={t('entry.retire')} waiting={save.isPending} close={close} />
    </form>
  );
}
