import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type Resolver, useForm, useWatch } from 'react-hook-form';
import type { z } from 'zod';
import { labelsUpTo } from '#kernel/labels.ts';
import { isIn, PARTY_KINDS, ROLE, ROLES } from '#kernel/roles.ts';
import { translateParties } from '#rooms/parties/texts.ts';
import { allPartiesQuery, partyQuery } from '#rooms/parties/ui/parties-data.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFaults } from '#web/kit/fields/faults.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { GiveGrant } from '../../people.schema.ts';
import type { Person } from '../people-data.ts';
import { usePeopleWords } from '../people-words.ts';

const Fields = GiveGrant.omit({ personId: true });
type Input = z.output<typeof Fields>;

/** Gives a person a role at a party, optionally for a unit or operation, from one day to another. */
export function GrantForm({ person, close, done }: { person: Person; close: () => void; done: (words: string) => void }) {
  const { t, role, locale, label, day } = usePeopleWords();
  const tParty = useTranslations(translateParties);
  const session = useSession();
  const queries = useQueryClient();
  const parties = useQuery(allPartiesQuery()).data ?? [];
  const form = useForm<Input>({
    resolver: zodResolver(Fields) as unknown as Resolver<Input>,
    defaultValues: {
      role: ROLE.focalPoint,
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
  const labels = {
    role: t('ui.role'),
    partyId: t('ui.party'),
    unitId: t('ui.unit'),
    operationId: t('ui.operation'),
    rotationId: t('ui.rotation'),
    label: t('ui.label'),
    from: t('ui.first-day'),
    to: t('ui.last-day'),
  };
  const faults = useFaults({ labels, errors: form.formState.errors, problem: save.error });
  // Most roles are held at a party; the server checks the same.
  const give = (input: Input) => {
    if (input.partyId !== null || isIn('held-without-party', input.role)) save.mutate(input);
    else form.setError('partyId', { type: 'too_small' }, { shouldFocus: true });
  };
  const orNull = { setValueAs: (text: string | null) => text?.trim() || null };
  const appoints = can(session, 'people:appoint');
  const roles = ROLES.filter((one) => appoints || !isIn('given-by-office', one));
  const offered = parties.filter(({ id }) => can(session, 'people:grant', id));
  return (
    <form className="form people-form" noValidate aria-label={t('ui.give')} onSubmit={form.handleSubmit(give)}>
      <ErrorSummary faults={faults} />
      <SelectField id="role" autoFocus label={labels.role} error={faults.of('role')} {...form.register('role')}>
        {roles.map((one) => (
          <option key={one} value={one}>
            {role(one)}
          </option>
        ))}
      </SelectField>
      <SelectField
        id="partyId"
        label={labels.partyId}
        hint={isIn('held-without-party', chosen) ? t('ui.party-optional') : undefined}
        error={faults.of('partyId')}
        {...form.register('partyId', {
          ...orNull,
          onChange: () => {
            form.setValue('unitId', null);
            form.setValue('rotationId', null);
          },
        })}
      >
        <option value="">{t('ui.choose')}</option>
        {PARTY_KINDS.map((kind) => (
          <optgroup key={kind} label={tParty(`ui.kind.${kind}`)}>
            {offered
              .filter((party) => party.kind === kind)
              .map((party) => (
                <option key={party.id} value={party.id}>
                  {party.name[locale]}
                </option>
              ))}
          </optgroup>
        ))}
      </SelectField>
      {units.length > 0 && (
        <SelectField
          id="unitId"
          label={labels.unitId}
          error={faults.of('unitId')}
          {...form.register('unitId', { ...orNull, onChange: () => form.setValue('rotationId', null) })}
        >
          <option value="">{t('ui.unit-all')}</option>
          {units.map((unit) => (
            <option key={unit.id} value={unit.id}>
              {unit.name}
            </option>
          ))}
        </SelectField>
      )}
      {rotations.length > 0 && (
        <SelectField
          id="rotationId"
          label={labels.rotationId}
          hint={t('ui.rotation-hint')}
          error={faults.of('rotationId')}
          {...form.register('rotationId', orNull)}
        >
          <option value="">{t('ui.rotation-none')}</option>
          {rotations.map((rotation) => (
            <option key={rotation.id} value={rotation.id}>
              {rotation.contingent}, {rotation.unit}, {rotation.operation.code}
              {rotation.handOver !== null && `, ${day(rotation.handOver)}`}
            </option>
          ))}
        </SelectField>
      )}
      <SelectField id="operationId" label={labels.operationId} error={faults.of('operationId')} {...form.register('operationId', orNull)}>
        <option value="">{t('ui.operation-any')}</option>
        {parties
          .filter((party) => party.kind === 'operation')
          .map((party) => (
            <option key={party.id} value={party.id}>
              {party.code}: {party.name[locale]}
            </option>
          ))}
      </SelectField>
      <SelectField id="label" label={labels.label} hint={t('ui.label-hint')} error={faults.of('label')} {...form.register('label')}>
        {labelsUpTo(session.highestLabel).map((one) => (
          <option key={one} value={one}>
            {label(one)}
          </option>
        ))}
      </SelectField>
      <TextField id="from" label={labels.from} hint={t('ui.from-hint')} error={faults.of('from')} {...form.register('from', orNull)} />
      <TextField id="to" label={labels.to} hint={t('ui.to-hint')} error={faults.of('to')} {...form.register('to', orNull)} />
      {isIn('office', chosen) && session.onePersonMode && <p className="note">{t('ui.ends-alone')}</p>}
      <div className="people-actions">
        <Button kind="main" type="submit" waiting={save.isPending}>
          {t('ui.give-action')}
        </Button>
        <Button onClick={close}>{t('ui.cancel')}</Button>
      </div>
    </form>
  );
}
