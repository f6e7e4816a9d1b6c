import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FieldPath, type Resolver, useForm } from 'react-hook-form';
import type { PartyKind } from '#kernel/party-kinds.ts';
import { type InputOf, send } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import { Drawer } from '#web/kit/drawer/Drawer.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { BODY_KINDS } from '../party.schema.ts';
import { RegisterContractor, RegisterParty } from '../register/register.schema.ts';
import type { translateParties } from '../texts.ts';
import { allPartiesQuery } from './parties-data.ts';
import { usePartyWords } from './party-words.ts';

/** The values of the form, for every kind of party. */
type RegisterFields = {
  code: string;
  name: { en: string; fr: string };
  bodyKind?: string;
  theatre?: string;
  hostId?: string;
  partner?: { kind: string };
  memberSince?: string;
  from?: string;
  to?: string;
  note?: string;
  source: string;
};
type Facts = { kind: PartyKind; bodyKinds: Option[]; nations: Option[] };

const FIELDS: FieldTable<FieldPath<RegisterFields>, TextKey<typeof translateParties>, Facts> = [
  { name: 'name.en', kind: 'line', label: 'ui.name-en' },
  { name: 'name.fr', kind: 'line', label: 'ui.name-fr', attributes: { lang: 'fr' } },
  {
    ...{ name: 'code', kind: 'line', label: 'ui.code', attributes: { autoCapitalize: 'characters' } },
    hint: ({ kind }) => (kind === 'nation' ? 'ui.code-hint-nation' : 'ui.code-hint'),
    toValue: (text) => text.toUpperCase(),
  },
  {
    ...{ name: 'bodyKind', kind: 'choice', label: 'ui.body-kind', options: ({ bodyKinds }) => bodyKinds },
    when: ({ kind }) => kind === 'body',
  },
  { name: 'theatre', kind: 'line', label: 'ui.theatre', required: true, when: ({ kind }) => kind === 'operation' },
  {
    ...{ name: 'hostId', kind: 'choice', label: 'ui.host', hint: 'ui.optional', none: 'ui.unknown', options: ({ nations }) => nations },
    when: ({ kind }) => kind === 'operation',
  },
  { name: 'partner.kind', kind: 'line', label: 'ui.partner-kind', hint: 'ui.partner-kind-hint', when: ({ kind }) => kind === 'partner' },
  { name: 'memberSince', kind: 'date', label: 'ui.member-since', hint: 'ui.member-since-hint', when: ({ kind }) => kind === 'nation' },
  { name: 'from', kind: 'date', label: 'ui.began', hint: 'ui.optional', when: ({ kind }) => kind !== 'nation' && kind !== 'partner' },
  { name: 'to', kind: 'date', label: 'ui.ended-on', hint: 'ui.optional', when: ({ kind }) => kind !== 'nation' && kind !== 'partner' },
  { name: 'note', kind: 'lines', label: 'ui.note', hint: 'ui.optional' },
  { name: 'source', kind: 'lines', label: 'ui.source', hint: 'ui.source-hint' },
];

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
  const nations = useQuery({ ...allPartiesQuery('nation'), enabled: kind === 'operation' }).data;
  const resolver = zodResolver(kind === 'contractor' ? RegisterContractor : RegisterParty) as unknown as Resolver<RegisterFields>;
  const form = useForm<RegisterFields>({
    defaultValues: { code: '', name: { en: '', fr: '' } },
    resolver: (values, context, options) =>
      resolver((kind === 'contractor' ? values : { ...values, kind }) as RegisterFields, context, options),
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
  const schema = kind === 'contractor' ? RegisterContractor : RegisterParty;
  const facts = {
    kind,
    bodyKinds: BODY_KINDS.map((value) => ({ value, text: t(`ui.body.${value}`) })),
    nations: (nations ?? []).map((one) => ({ value: one.id, text: one.name[locale] })),
  };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema, t, facts, problem: save.error });
  return (
    <Drawer about={`new ${kind}`} path={t(`ui.kind.${kind}`)} title={t(`ui.register.${kind}`)} close={close}>
      <form className="form" noValidate onSubmit={form.handleSubmit((input) => save.mutate(input))}>
        <ErrorSummary faults={faults} />
        {rows}
        <p className="note">{t(`ui.register-consequence.${kind}`)}</p>
        <FormFoot action={t('ui.register')} waiting={save.isPending} close={close} />
      </form>
    </Drawer>
  );
}
