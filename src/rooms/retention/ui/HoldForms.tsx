import { zodResolver } from '@hookform/resolvers/zod';
import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { peopleQuery } from '#rooms/people/ui/people-data.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { LiftHold } from '../retention.schema.ts';
import { translateRetention } from '../texts.ts';
import { retentionQuery } from './retention-data.ts';

const Fields = LiftHold.pick({ reason: true });
type Closing = { close: () => void; done: (words: string) => void };

/** Places a hold on deletion, about one person or everybody. */
export function PlaceForm({ close, done }: Closing) {
  const t = useTranslations(translateRetention);
  return (
    <ReasonForm
      title={t('ui.hold-new')}
      label={t('ui.hold-reason')}
      hint={t('ui.hold-reason-hint')}
      submitLabel={t('ui.hold-place')}
      write={({ reason, personId }, key) => send('POST /holds', { reason, personId: personId || null }, key)}
      close={close}
      done={() => done(t('ui.hold-placed-said'))}
      isAboutPeople
    />
  );
}

export function LiftForm({ holdId, about, close, done }: Closing & { holdId: string; about: string }) {
  const t = useTranslations(translateRetention);
  return (
    <ReasonForm
      title={t('ui.hold-lift-of', { about })}
      label={t('ui.hold-lift-reason')}
      submitLabel={t('ui.hold-lift')}
      write={({ reason }, key) => send('POST /holds/:holdId/lift', { holdId, reason }, key)}
      close={close}
      done={() => done(t('ui.hold-lifted-said'))}
    />
  );
}

type Input = z.output<typeof Fields> & { personId?: string };

function ReasonForm({
  title,
  label,
  hint,
  submitLabel,
  write,
  close,
  done,
  isAboutPeople = false,
}: {
  title: string;
  label: string;
  hint?: string;
  submitLabel: string;
  write: (input: Input, key: string) => Promise<unknown>;
  close: () => void;
  done: () => void;
  isAboutPeople?: boolean;
}) {
  const t = useTranslations(translateRetention);
  const queries = useQueryClient();
  const form = useForm<Input>({
    resolver: zodResolver(Fields.loose()),
    defaultValues: { reason: '', ...(isAboutPeople && { personId: '' }) },
  });
  const save = useWrite(write, {
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: retentionQuery.queryKey });
      done();
    },
  });
  const faults = useFaults({
    labels: { personId: t('ui.hold-about'), reason: label },
    errors: form.formState.errors,
    problem: save.error,
  });
  return (
    <form className="form retention-form" noValidate aria-label={title} onSubmit={form.handleSubmit((input) => save.mutate(input))}>
      <ErrorSummary faults={faults} />
      {isAboutPeople && <AboutPerson form={form} error={faults.of('personId')} />}
      <TextArea
        id="reason"
        rows={3}
        autoFocus={!isAboutPeople}
        label={label}
        hint={hint}
        error={faults.of('reason')}
        {...form.register('reason')}
      />
      <FormFoot action={submitLabel} waiting={save.isPending} close={close} />
    </form>
  );
}

/** Everyone, or one person. The list starts with the first people by name; a part of a name finds the others. */
function AboutPerson({ form, error }: { form: UseFormReturn<Input>; error: string | undefined }) {
  const t = useTranslations(translateRetention);
  const [find, setFind] = useState('');
  const people = useInfiniteQuery({ ...peopleQuery({ find: useDeferredValue(find.trim()) }), placeholderData: keepPreviousData });
  return (
    <>
      <TextField
        id="find"
        type="search"
        autoFocus
        autoComplete="off"
        label={t('ui.hold-find')}
        value={find}
        onChange={(event) => {
          setFind(event.target.value);
          // A person who leaves the list is not chosen any more.
          form.setValue('personId', '');
        }}
      />
      {people.error && <ProblemNote error={people.error} retry={() => void people.refetch()} />}
      <SelectField
        id="personId"
        label={t('ui.hold-about')}
        hint={people.hasNextPage ? t('ui.hold-more') : undefined}
        error={error}
        {...form.register('personId')}
      >
        <option value="">{t('ui.hold-everybody')}</option>
        {people.data?.pages
          .flatMap((page) => page.items)
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </SelectField>
    </>
  );
}
