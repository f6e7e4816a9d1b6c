import { useTranslations } from '#web/client/language.ts';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import type { Came, CodeGiven } from '../entered/entered.rules.ts';
import type { Entered } from './entry-state.ts';
import { translateEntry } from './texts.ts';

/** What is wrong with what was entered, as the key of its text. */
export type EntryFault = Parameters<typeof translateEntry>[1];

/** One of the two marks of a report that was entered by an operator. Neither is preset. */
export function EntryChoice<Field extends 'came' | 'code'>({
  field,
  choices,
  entered,
  change,
  fault,
}: {
  field: Field;
  choices: readonly (Came | CodeGiven)[];
  entered: Entered;
  change: (part: Partial<Entered>) => void;
  fault: EntryFault | null;
}) {
  const t = useTranslations(translateEntry);
  return (
    <SelectField
      id={field}
      label={t(field)}
      hint={t(`${field}.hint`)}
      value={entered[field]}
      error={fault === `${field}.missing` ? t(fault) : undefined}
      onChange={(event) => change({ [field]: event.target.value })}
    >
      <option value="">{t('choose')}</option>
      {choices.map((one) => (
        <option key={one} value={one}>
          {t(`${field}.${one}` as 'came.visit')}
        </option>
      ))}
    </SelectField>
  );
}
