import type { ComponentProps } from 'react';
import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';
import { DateInput } from './DateInput.tsx';

/** A day, a month or a year as exactly as it is known, typed as text: a calendar would force a day that is unknown. */
export function DateField({ hint, ...field }: Omit<ComponentProps<typeof DateInput>, 'partial'>) {
  const t = useTranslations(translateDesk);
  return (
    <DateInput
      {...field}
      partial
      hint={
        <>
          {hint} {t('date.hint')}
        </>
      }
    />
  );
}
