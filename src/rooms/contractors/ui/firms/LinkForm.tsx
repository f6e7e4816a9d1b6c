import { zodResolver } from '@hookform/resolvers/zod';
import { type Resolver, useForm } from 'react-hook-form';
import { type InputOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { useFieldRows } from '#web/kit/fields/FieldRows.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { FieldTable, Option, TextKey } from '#web/kit/fields/field-table.ts';
import { MakeFirmLink } from '../../firms/firm.schema.ts';
import { type Contract, firmsOf, useFirmWrite } from './firms-data.ts';
import { translateFirms } from './texts.ts';

type Values = InputOf<'POST /contracts/:contractId/firm-links'>;
/** A new link with whom it is for; the link is empty where it was shown before. */
export type MadeLink = Pick<Values, 'name' | 'capacity' | 'telephone' | 'endsOn'> & { link: string; firm: string };

const FIELDS: FieldTable<keyof Values, TextKey<typeof translateFirms>, { firms: Option[] }> = [
  // The empty choice is the contractor.
  { name: 'memberId', kind: 'choice', label: 'link.firm', options: ({ firms }) => firms },
  { name: 'name', kind: 'line', label: 'link.name', hint: 'link.name-hint', attributes: { maxLength: 200 } },
  { name: 'capacity', kind: 'line', label: 'link.capacity', attributes: { maxLength: 200 } },
  { name: 'email', kind: 'line', label: 'link.email', hint: 'link.email-hint', attributes: { type: 'email' } },
  {
    ...{ name: 'telephone', kind: 'line', label: 'link.telephone', hint: 'link.telephone-hint' },
    attributes: { type: 'tel', maxLength: 40 },
  },
  { name: 'endsOn', kind: 'day', label: 'link.ends' },
];
const resolver = zodResolver(MakeFirmLink) as unknown as Resolver<Values>;

/** Makes a link for a named representative of a firm under the contract. */
export function LinkForm({ contract, close, made }: { contract: Contract; close: () => void; made: (link: MadeLink) => void }) {
  const t = useTranslations(translateFirms);
  const firms = firmsOf(contract);
  const form = useForm<Values>({ resolver, defaultValues: { contractId: contract.id } });
  const save = useFirmWrite(
    (input: Values, key) => send('POST /contracts/:contractId/firm-links', input, key),
    ({ link }, { memberId, name, capacity, telephone, endsOn }) => {
      const firm = firms.find(({ value }) => value === (memberId ?? ''))!.text;
      made({ link, firm, name, capacity, telephone, endsOn });
    },
  );
  const { faults, rows } = useFieldRows({ fields: FIELDS, form, schema: MakeFirmLink, t, facts: { firms }, problem: save.error });
  return (
    <form className="form panel" noValidate onSubmit={form.handleSubmit((input) => save.mutate(input))}>
      <ErrorSummary faults={faults} />
      {rows}
      <FormFoot action={t('links.make')} waiting={save.isPending} close={close} />
    </form>
  );
}
