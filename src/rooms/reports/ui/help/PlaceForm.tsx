import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { AddHelpPlace, type PartyHelp } from '../../help/help.schema.ts';
import { useHelpWrite } from './help-data.ts';
import { translateHelpDesk } from './texts.ts';

const Fields = AddHelpPlace.omit({ partyId: true });
type Values = z.output<typeof Fields>;
type Name = Exclude<keyof Values, 'name'> | 'name.en' | 'name.fr';

const FIELDS: FieldTable<Name, TextKey<typeof translateHelpDesk>, Option[]> = [
  { name: 'name.en', kind: 'line', label: 'place.name-en', half: true, attributes: { maxLength: 100 } },
  { name: 'name.fr', kind: 'line', label: 'place.name-fr', half: true, attributes: { maxLength: 100, lang: 'fr' } },
  { name: 'countryId', kind: 'choice', label: 'place.country', none: 'place.choose', options: (nations) => nations },
  { name: 'slug', kind: 'line', label: 'place.slug', hint: 'place.slug-hint', attributes: { maxLength: 60, autoCapitalize: 'off' } },
  { name: 'zone', kind: 'line', label: 'place.zone', hint: 'place.zone-hint', attributes: { maxLength: 60 } },
];

/** A new place near which people can call for help, or what is changed of one: all but its address, to which links and posters lead. */
export function PlaceForm({
  partyId,
  place,
  close,
  done,
}: {
  partyId: string;
  place?: PartyHelp['places'][number];
  close: () => void;
  done: () => void;
}) {
  const t = useTranslations(translateHelpDesk);
  const locale = useLocale();
  const nations = useQuery(allPartiesQuery('nation'));
  const form = useForm<Values>({
    resolver: zodResolver(Fields),
    defaultValues: {
      name: place?.name ?? { en: '', fr: '' },
      countryId: place?.countryId ?? '',
      slug: place?.slug ?? '',
      zone: place?.zone ?? '',
    },
  });
  const save = useHelpWrite(
    (input: Values, key) =>
      place === undefined
        ? send('POST /parties/:partyId/help', { partyId, ...input }, key)
        : send(
            'PUT /help-places/:placeId',
            { placeId: place.id, version: place.version, name: input.name, countryId: input.countryId, zone: input.zone },
            key,
          ),
    done,
  );
  const fields = place === undefined ? FIELDS : FIELDS.filter(({ name }) => name !== 'slug');
  const label = t(place === undefined ? 'place.add' : 'place.change');
  const facts = (nations.data ?? []).map(({ id, name }) => ({ value: id, text: name[locale] }));
  const { faults, rows } = useFieldRows({ fields, form, schema: Fields, t, facts, problem: save.error });
  return (
    <form className="panel form" noValidate aria-label={label} onSubmit={form.handleSubmit((values) => save.mutate(values))}>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={label} waiting={save.isPending} close={close} />
    </form>
  );
}
