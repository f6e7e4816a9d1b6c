import { useQuery } from '@tanstack/react-query';
import type { UseFormReturn } from 'react-hook-form';
import type { PartyKind } from '#kernel/roles.ts';
import { DateField } from '#web/kit/fields/DateField.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { BODY_KINDS } from '../party.schema.ts';
import { allPartiesQuery } from './parties-data.ts';
import { usePartyWords } from './party-words.ts';

/** The values of the form, for every kind of party. */
export type RegisterFields = {
  code: string;
  name: { en: string; fr: string };
  bodyKind?: string;
  theatre?: string;
  hostId?: string;
  partner?: { kind: string; contact?: string; contactKind?: string };
  memberSince?: string;
  from?: string;
  to?: string;
  note?: string;
  source: string;
};

/** The fields that only one kind of party has. */
export function RegisterParticulars({
  kind,
  form,
  labels,
  of,
}: {
  kind: PartyKind;
  form: UseFormReturn<RegisterFields>;
  labels: Record<'bodyKind' | 'theatre' | 'hostId' | 'partner.kind' | 'partner.contact' | 'memberSince', string>;
  of: (path: string) => string | undefined;
}) {
  const { t, locale } = usePartyWords();
  const nations = useQuery({ ...allPartiesQuery('nation'), enabled: kind === 'operation' }).data;
  switch (kind) {
    case 'body':
      return (
        <SelectField id="bodyKind" label={labels.bodyKind} error={of('bodyKind')} {...form.register('bodyKind')}>
          {BODY_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`ui.body.${one}`)}
            </option>
          ))}
        </SelectField>
      );
    case 'operation':
      return (
        <>
          <TextField id="theatre" label={labels.theatre} error={of('theatre')} {...form.register('theatre')} />
          <SelectField id="hostId" label={labels.hostId} hint={t('ui.optional')} error={of('hostId')} {...form.register('hostId')}>
            <option value="">{t('ui.unknown')}</option>
            {nations?.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name[locale]}
              </option>
            ))}
          </SelectField>
        </>
      );
    case 'partner':
      return (
        <TextField
          id="partner.kind"
          label={labels['partner.kind']}
          hint={t('ui.partner-kind-hint')}
          error={of('partner.kind')}
          {...form.register('partner.kind')}
        />
      );
    case 'nation':
      return (
        <DateField
          id="memberSince"
          label={labels.memberSince}
          hint={t('ui.member-since-hint')}
          error={of('memberSince')}
          {...form.register('memberSince')}
        />
      );
    default:
      return null;
  }
}
