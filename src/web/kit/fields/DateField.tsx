import type { ComponentProps } from 'react';
import { useTranslations } from '../../client/language.ts';
import { translateDesk } from '../../texts/texts.ts';
import { TextField } from './TextField.tsx';

/** A day, a month or a year as exactly as it is known, typed as text: a calendar would force a day that is unknown. */
export function DateField({ hint, ...field }: ComponentProps<typeof TextField>) {
  const t = useTranslations(translateDesk);
  return (
    <TextField
      inputMode="numeric"
      autoComplete="off"
      maxLength={10}
      size={12}
      {...field}
      hint={
        <>
          {hint} {t('date.hint')}
        </>
      }
    />
  );
}
