import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { isStale } from '#web/client/problem.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { StaleNote } from '#web/kit/notes/stale/StaleNote.tsx';
import type { Contribution } from '../party.schema.ts';
import type { PartyView } from '../party-view.schema.ts';
import { EndContribution } from '../register/register.schema.ts';
import { usePartyWords } from './party-words.ts';

const Fields = EndContribution.pick({ to: true });

/** The last day of a contribution; after it the nation owes nothing because of it. */
export function EndForm({
  party,
  contribution,
  close,
  done,
}: {
  party: PartyView;
  contribution: Contribution;
  close: () => void;
  done: (words: string) => void;
}) {
  const { t, locale, day } = usePartyWords();
  const queries = useQueryClient();
  const form = useForm<z.input<typeof Fields>>({ resolver: zodResolver(Fields), defaultValues: { to: contribution.to ?? '' } });
  const save = useWrite(
    (input: z.output<typeof Fields>, key) =>
      send('POST /contributions/:contributionId/end', { contributionId: contribution.id, version: contribution.version, ...input }, key),
    {
      readAgain: () => queries.invalidateQueries({ queryKey: ['party'] }),
      onSuccess: async (_, { to }) => {
        await queries.invalidateQueries();
        done(t('ui.ended', { name: party.name[locale], to: day(to) }));
      },
    },
  );
  const labels = { to: t('ui.last-day') };
  const stale = isStale(save.error);
  const faults = useFaults({ labels, errors: form.formState.errors, problem: stale ? null : save.error });
  return (
    <form
      className="form parties-form"
      noValidate
      aria-label={t('ui.end-contribution')}
      onSubmit={form.handleSubmit((input) => save.mutate(input))}
    >
      {stale && (
        <StaleNote
          rows={[{ key: 'to', name: labels.to, current: contribution.to && day(contribution.to), yours: form.getValues('to') }]}
          load={() => save.reset()}
        />
      )}
      <ErrorSummary faults={faults} />
      <TextField id="to" type="date" autoFocus label={labels.to} error={faults.of('to')} {...form.register('to')} />
      <p className="note">{t('ui.end-consequence')}</p>
      <FormFoot action={t('ui.end-contribution')} waiting={save.isPending} close={close} />
    </form>
  );
}
