import type { ComponentProps } from 'react';
import { useSay } from '../../client/language.ts';
import { sayDesk } from '../../texts/texts.ts';
import { TextField } from './TextField.tsx';

/** A day, a month or a year as exactly as it is known, typed as text: a calendar would force a day that is unknown. */
export function DateField({ hint, ...field }: ComponentProps<typeof TextField>) {
  const say = useSay(sayDesk);
  return (
    <TextField
      inputMode="numeric"
      autoComplete="off"
      maxLength={10}
      size={12}
      {...field}
      hint={
        <>
          {hint} {say('date.hint')}
        </>
      }
    />
  );
}
