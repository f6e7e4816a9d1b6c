import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { type Resolver, useForm } from 'react-hook-form';
import type { z } from 'zod';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import type { Session } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { RadioRow } from '#web/kit/fields/RadioRow.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { tasksQuery } from '#web/tasks/use-tasks.ts';
import { HandOverPosition } from '../../hand-over/hand-over.schema.ts';
import { colleaguesQuery } from '../access-data.ts';
import { usePeopleWords } from '../people-words.ts';
import { translateAccess } from '../texts.ts';

type Input = z.output<typeof HandOverPosition>;

/** The leaver chooses roles, a last day and a successor. At first all roles are chosen. */
export function HandOverForm({ grants, tell }: { grants: Session['grants']; tell: (words: string) => void }) {
  const t = useTranslations(translateAccess);
  const words = usePeopleWords();
  const queries = useQueryClient();
  const [find, setFind] = useState('');
  const wanted = useDeferredValue(find.trim());
  const found = useQuery(colleaguesQuery(wanted));
  const form = useForm<Input>({
    resolver: zodResolver(HandOverPosition) as unknown as Resolver<Input>,
    defaultValues: { grantIds: grants.map(({ id }) => id), lastDay: '', successorId: '' },
  });
  const save = useWrite((input: Input, key) => send('POST /hand-overs', input, key), {
    onSuccess: async (_, input) => {
      const name = found.data?.items.find(({ id }) => id === input.successorId)?.name ?? '';
      await queries.invalidateQueries();
      tell(t('hand.said', { name, day: words.day(input.lastDay) }));
    },
  });
  const labels = { grantIds: t('hand.roles'), lastDay: t('hand.last-day'), successorId: t('hand.successor') };
  const { errors } = form.formState;
  const faults = useFaults({ labels, errors, problem: save.error });
  const anybody = (found.data?.items.length ?? 0) > 0;
  // Missing fields are reported in this form's own words. Where no successor is listed, the message points to the search field.
  const missing = {
    ...(errors.grantIds && { grantIds: t('hand.roles-needed') }),
    ...(errors.lastDay && { lastDay: t('hand.last-day-needed') }),
    ...(errors.successorId && { [anybody ? 'successorId' : 'find']: t('hand.successor-needed') }),
  };
  const list = Object.entries(missing).map(([id, message]) => ({ id, message }));
  return (
    <form className="form people-note" noValidate aria-label={t('hand.title')} onSubmit={form.handleSubmit((input) => save.mutate(input))}>
      <ErrorSummary faults={list.length > 0 ? { ...faults, list } : faults} />
      <fieldset className="field">
        <legend className="label">{labels.grantIds}</legend>
        <div className="choices people-roles">
          {grants.map((grant, place) => (
            <label key={grant.id}>
              <input type="checkbox" value={grant.id} id={place === 0 ? 'grantIds' : undefined} {...form.register('grantIds')} />
              {words.grant(grant)}
            </label>
          ))}
        </div>
        {errors.grantIds && <p className="error">{t('hand.roles-needed')}</p>}
      </fieldset>
      <OpenTasks />
      <TextField
        id="lastDay"
        type="date"
        label={labels.lastDay}
        hint={t('hand.last-day-hint')}
        error={missing.lastDay ?? faults.of('lastDay')}
        {...form.register('lastDay')}
      />
      <TextField
        id="find"
        type="search"
        autoComplete="off"
        label={t('hand.find')}
        hint={t('hand.find-hint')}
        error={anybody ? undefined : errors.successorId && t('hand.successor-needed')}
        value={find}
        onChange={(event) => setFind(event.target.value)}
      />
      {found.data?.items.length === 0 && (
        <p className="muted" role="status">
          {t('hand.none-found')}
        </p>
      )}
      {found.data && anybody && (
        <RadioRow
          id="successorId"
          label={labels.successorId}
          error={errors.successorId && t('hand.successor-needed')}
          choices={found.data.items.map(({ id, name }) => ({ value: id, text: name }))}
          {...form.register('successorId')}
        />
      )}
      <FormFoot action={t('hand.action')} waiting={save.isPending} />
    </form>
  );
}

/** How many open tasks go with the roles. Tasks belong to roles, so nothing else has to be moved; those about access and channels name a person. */
function OpenTasks() {
  const t = useTranslations(translateAccess);
  const { data } = useQuery(tasksQuery);
  if (data === undefined) return <p className="small muted">{'\u00a0'}</p>;
  const { access: _, channels: __, ...ofRoles } = data;
  return <p className="small muted">{t('hand.tasks', { n: Object.values(ofRoles).reduce((sum, { tasks }) => sum + tasks.length, 0) })}</p>;
}
