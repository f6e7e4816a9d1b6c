import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Resolver, type UseFormReturn, useForm, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { labelsUpTo } from '#kernel/labels.ts';
import { PARTY_KINDS } from '#kernel/party-kinds.ts';
import { isIn, ROLE, ROLES } from '#kernel/roles.ts';
import { translateParties } from '#rooms/parties/texts.ts';
import { allPartiesQuery, partyQuery } from '#rooms/parties/ui/parties-data.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { GiveGrant } from '../../people.schema.ts';
import type { translatePeople } from '../../texts.ts';
import type { Person } from '../people-data.ts';
import { usePeopleWords } from '../people-words.ts';
import { mayGrant } from './may-grant.ts';

const Fields = GiveGrant.omit({ personId: true });
type Input = z.output<typeof Fields>;

type Facts = { form: UseFormReturn<Input>; isOptional: boolean } & Record<
  'roles' | 'parties' | 'units' | 'rotations' | 'operations' | 'labels',
  Option[]
>;

const FIELDS: FieldTable<keyof Input, TextKey<typeof translatePeople>, Facts> = [
  { name: 'role', kind: 'choice', label: 'ui.role', options: ({ roles }) => roles, attributes: { autoFocus: true } },
  {
    ...{ name: 'partyId', kind: 'choice', label: 'ui.party', none: 'ui.choose', options: ({ parties }) => parties },
    hint: ({ isOptional }) => (isOptional ? 'ui.party-optional' : undefined),
    changed: ({ form }) => {
      form.setValue('unitId', null);
      form.setValue('rotationId', null);
    },
  },
  {
    ...{ name: 'unitId', kind: 'choice', label: 'ui.unit', none: 'ui.unit-all', options: ({ units }) => units },
    when: ({ units }) => units.length > 0,
    changed: ({ form }) => form.setValue('rotationId', null),
  },
  {
    ...{ name: 'rotationId', kind: 'choice', label: 'ui.rotation', hint: 'ui.rotation-hint', none: 'ui.rotation-none' },
    when: ({ rotations }) => rotations.length > 0,
    options: ({ rotations }) => rotations,
  },
  { name: 'operationId', kind: 'choice', label: 'ui.operation', none: 'ui.operation-any', options: ({ operations }) => operations },
  { name: 'label', kind: 'choice', label: 'ui.label', hint: 'ui.label-hint', options: ({ labels }) => labels },
  { name: 'from', kind: 'day', label: 'ui.first-day', hint: 'ui.from-hint' },
  { name: 'to', kind: 'day', label: 'ui.last-day', hint: 'ui.to-hint' },
];

/** Gives a person a role at a party, optionally for a unit or operation, from one day to another. */
export function GrantForm({ person, close, done }: { person: Person; close: () => void; done: (words: string) => void }) {
  const { t, role, locale, label, day } = usePeopleWords();
  const tParty = useTranslations(translateParties);
  const session = useSession();
  const queries = useQueryClient();
  const parties = useQuery(allPartiesQuery()).data ?? [];
  const roles = ROLES.filter((one) => mayGrant(session, one));
  const form = useForm<Input>({
    resolver: zodResolver(Fields) as unknown as Resolver<Input>,
    defaultValues: {
      role: roles.includes(ROLE.focalPoint) ? ROLE.focalPoint : roles[0]!,
      partyId: null,
      unitId: null,
      operationId: null,
      rotationId: null,
      label: 'unclassified',
      from: null,
      to: null,
    },
  });
  const [chosen, partyId, unitId] = useWatch({ control: form.control, name: ['role', 'partyId', 'unitId'] });
  const units = useQuery({ ...partyQuery(partyId ?? ''), enabled: !!partyId }).data?.units ?? [];
  // A tour that is over would open nothing; the server checks the same.
  const today = new Date().toISOString().slice(0, 10);
  const rotations = units
    .filter((unit) => unitId === null || unit.id === unitId)
    .flatMap((unit) => unit.rotations.map((rotation) => ({ ...rotation, unit: unit.name })))
    .filter(({ handOver }) => handOver === null || handOver >= today);
  const save = useWrite((input: Input, key) => send('POST /grants', { ...input, personId: person.id }, key), {
    onSuccess: async (_, input) => {
      await queries.invalidateQueries();
      done(t('ui.given', { name: person.name, role: role(input.role) }));
    },
  });
  // Most roles are held at a party; the server checks the same.
  const give = (input: Input) => {
    if (input.partyId !== null || isIn('held-without-party', input.role)) save.mutate(input);
    else form.setError('partyId', { type: 'too_small' }, { shouldFocus: true });
  };
  const facts: Facts = {
    form,
    isOptional: isIn('held-without-party', chosen),
    roles: roles.map((value) => ({ value, text: role(value) })),
    parties: PARTY_KINDS.flatMap((kind) =>
      parties
        .filter((party) => party.kind === kind && mayGrant(session, chosen, party.id))
        .map((party) => ({ value: party.id, text: party.name[locale], group: tParty(`ui.kind.${kind}`) })),
    ),
    units: units.map((unit) => ({ value: unit.id, text: unit.name })),
    rotations: rotations.map(({ id, contingent, unit, operation, handOver }) => ({
      value: id,
      text: [contingent, unit, operation.code, handOver !== null && day(handOver)].filter(Boolean).join(', '),
    })),
    operations: parties
      .filter((party) => party.kind === 'operation')
      .map((party) => ({ value: party.id, text: `${party.code}: ${party.name[locale]}` })),
    labels: labelsUpTo(session.highestLabel).map((value) => ({ value, text: label(value) })),
  };
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: Fields, t, facts, problem: save.error });
  return (
    <form className="form people-form" noValidate aria-label={t('ui.give')} onSubmit={form.handleSubmit(give)}>
      <ErrorSummary faults={faults} />
      {rows}
      {isIn('office', chosen) && session.onePersonMode && <p className="note">{t('ui.ends-alone')}</p>}
      <FormFoot action={t('ui.give-action')} waiting={save.isPending} close={close} />
    </form>
  );
}
