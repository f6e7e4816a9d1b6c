import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { isStale } from '#web/client/problem.ts';
import { can, useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { StaleNote } from '#web/kit/notes/stale/StaleNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { PartyView } from '../party-view.schema.ts';
import { RecordContracting } from '../register/register.schema.ts';
import { Linked } from './Linked.tsx';
import { obligationCountsQuery } from './parties-data.ts';
import { usePartyWords } from './party-words.ts';

const Fields = RecordContracting.pick({ from: true, source: true });
type Fields = z.output<typeof Fields>;

/** Whether an operation lets contracts itself, since when, and how that is known. A person who may records it here. */
export function OperationContracting({ party, tell }: { party: PartyView; tell: (words: string) => void }) {
  const { t, locale, day } = usePartyWords();
  const session = useSession();
  const [open, setOpen] = useState(false);
  const { contracting } = party.facts;
  const more = useQuery({ ...obligationCountsQuery, select: (edition) => countOf(edition.obligations) }).data;
  return (
    <Section title={t('ui.contracting')} level={3}>
      <p>{contracting ? t('ui.contracting-since', { from: day(contracting.from) }) : t('ui.contracting-none')}</p>
      {contracting && (
        <p className="small muted">
          <Linked text={contracting.source} />
        </p>
      )}
      {can(session, 'parties:record-contracting', party.id) && !open && (
        <p>
          <Button onClick={() => setOpen(true)}>{t('ui.contracting-record')}</Button>
        </p>
      )}
      {open && (
        <ContractingForm
          party={party}
          more={more ?? 0}
          close={() => setOpen(false)}
          done={(from) => {
            setOpen(false);
            tell(t(from === null ? 'ui.contracting-cleared' : 'ui.contracting-recorded', { name: party.name[locale] }));
          }}
        />
      )}
    </Section>
  );
}

// What an operation owes only because it lets contracts.
const countOf = (obligations: readonly { owners: readonly string[] }[]) =>
  obligations.filter(({ owners }) => owners.includes('contracting-operation') && !owners.includes('operation')).length;

function ContractingForm({
  party,
  more,
  close,
  done,
}: {
  party: PartyView;
  more: number;
  close: () => void;
  done: (from: string | null) => void;
}) {
  const { t, day } = usePartyWords();
  const queries = useQueryClient();
  const current = party.facts.contracting;
  const form = useForm<z.input<typeof Fields>, unknown, Fields>({
    resolver: zodResolver(Fields),
    defaultValues: { from: current?.from ?? null, source: current?.source ?? '' },
  });
  const save = useWrite(
    (input: Fields, key) =>
      send('PUT /parties/:partyId/contracting', { partyId: party.id, version: party.operation!.version, ...input }, key),
    {
      readAgain: () => queries.invalidateQueries({ queryKey: ['party'] }),
      onSuccess: async (_, { from }) => {
        await queries.invalidateQueries();
        done(from);
      },
    },
  );
  const labels = { from: t('ui.contracting-from'), source: t('ui.source') };
  const stale = isStale(save.error);
  const faults = useFaults({ labels, errors: form.formState.errors, problem: stale ? null : save.error });
  return (
    <form
      className="form parties-form"
      noValidate
      aria-label={t('ui.contracting-record')}
      onSubmit={form.handleSubmit((input) => save.mutate(input))}
    >
      {stale && (
        <StaleNote
          rows={[{ key: 'from', name: labels.from, current: current && day(current.from), yours: form.getValues('from') }]}
          load={() => save.reset()}
        />
      )}
      <ErrorSummary faults={faults} />
      <TextField
        id="from"
        type="date"
        autoFocus
        label={labels.from}
        hint={t('ui.contracting-from-hint')}
        error={faults.of('from')}
        {...form.register('from', { setValueAs: (text: string | null) => text?.trim() || null })}
      />
      <TextArea
        id="source"
        label={labels.source}
        hint={t('ui.contracting-source-hint')}
        error={faults.of('source')}
        {...form.register('source')}
      />
      <p className="note">{t('ui.contracting-consequence', { n: more })}</p>
      <FormFoot action={t('ui.contracting-record')} waiting={save.isPending} close={close} />
    </form>
  );
}
