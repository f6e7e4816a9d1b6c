import { zodResolver } from '@hookform/resolvers/zod';
import { useQueryClient } from '@tanstack/react-query';
import { type Resolver, useForm } from 'react-hook-form';
import type { PartyKind } from '#kernel/roles.ts';
import { type InputOf, send } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { Drawer } from '#web/kit/Drawer.tsx';
import { DateField } from '#web/kit/fields/DateField.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { RegisterContractor, RegisterParty } from '../register/register.schema.ts';
import { usePartyWords } from './party-words.ts';
import { type RegisterFields, RegisterParticulars } from './RegisterParticulars.tsx';

/** Registers a party of one kind, with its source. */
export function RegisterDrawer({
  kind,
  close,
  done,
}: {
  kind: PartyKind;
  close: () => void;
  done: (partyId: string, name: string) => void;
}) {
  const { t, locale } = usePartyWords();
  const queries = useQueryClient();
  const resolver = zodResolver(kind === 'contractor' ? RegisterContractor : RegisterParty) as unknown as Resolver<RegisterFields>;
  const form = useForm<RegisterFields>({
    defaultValues: { code: '', name: { en: '', fr: '' } },
    resolver: (values, context, options) =>
      resolver(withoutEmpty(kind === 'contractor' ? values : { ...values, kind }) as RegisterFields, context, options),
  });
  const save = useWrite(
    // The resolver has already validated the fields against the schema of the route.
    (input: RegisterFields, key) =>
      kind === 'contractor'
        ? send('POST /contractors', input as InputOf<'POST /contractors'>, key)
        : send('POST /parties', input as InputOf<'POST /parties'>, key),
    {
      onSuccess: async ({ partyId }, input) => {
        await queries.invalidateQueries({ queryKey: ['parties'] });
        done(partyId, input.name[locale]);
      },
    },
  );
  const labels = {
    code: t('ui.code'),
    'name.en': t('ui.name-en'),
    'name.fr': t('ui.name-fr'),
    bodyKind: t('ui.body-kind'),
    theatre: t('ui.theatre'),
    hostId: t('ui.host'),
    'partner.kind': t('ui.partner-kind'),
    'partner.contact': t('ui.contact'),
    memberSince: t('ui.member-since'),
    from: t('ui.began'),
    to: t('ui.ended-on'),
    note: t('ui.note'),
    source: t('ui.source'),
  };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: save.error });
  return (
    <Drawer about={`new ${kind}`} path={t(`ui.kind.${kind}`)} title={t(`ui.register.${kind}`)} close={close}>
      <form className="form" noValidate onSubmit={form.handleSubmit((input) => save.mutate(input))}>
        <ErrorSummary faults={faults} />
        <TextField id="name.en" label={labels['name.en']} error={faults.of('name.en')} {...form.register('name.en')} />
        <TextField id="name.fr" lang="fr" label={labels['name.fr']} error={faults.of('name.fr')} {...form.register('name.fr')} />
        <TextField
          id="code"
          autoCapitalize="characters"
          label={labels.code}
          hint={t(kind === 'nation' ? 'ui.code-hint-nation' : 'ui.code-hint')}
          error={faults.of('code')}
          {...form.register('code', { setValueAs: (text: string) => text.trim().toUpperCase() })}
        />
        <RegisterParticulars kind={kind} form={form} labels={labels} of={faults.of} />
        {kind !== 'nation' && kind !== 'partner' && (
          <>
            <DateField id="from" label={labels.from} hint={t('ui.optional')} error={faults.of('from')} {...form.register('from')} />
            <DateField id="to" label={labels.to} hint={t('ui.optional')} error={faults.of('to')} {...form.register('to')} />
          </>
        )}
        <TextArea id="note" label={labels.note} hint={t('ui.optional')} error={faults.of('note')} {...form.register('note')} />
        <TextArea id="source" label={labels.source} hint={t('ui.source-hint')} error={faults.of('source')} {...form.register('source')} />
        <p className="note">{t(`ui.register-consequence.${kind}`)}</p>
        <div className="parties-actions">
          <Button kind="main" type="submit" waiting={save.isPending}>
            {t('ui.register')}
          </Button>
          <Button onClick={close}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Drawer>
  );
}

// Drops empty optional fields; required ones stay, so that validation reports them.
function withoutEmpty(values: object): object {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => {
      if (typeof value === 'object' && value !== null) return [[key, key === 'name' ? value : withoutEmpty(value)]];
      return value === '' && !['code', 'source', 'theatre'].includes(key) ? [] : [[key, value]];
    }),
  );
}
