import { useTranslations } from '../client/language.ts';
import type { Faults } from '../kit/fields/faults.ts';
import { TextField } from '../kit/fields/TextField.tsx';
import { translatePassword } from './texts.ts';

/** Shortest password the server accepts; length is what protects. */
const SHORTEST = 12;

/** A new password, typed twice, in a form of `usePlainForm` whose `check` is `usePasswordCheck()`. */
export function PasswordPair({ label, faults }: { label: string; faults: Faults }) {
  const t = useTranslations(translatePassword);
  const common = { type: 'password', autoComplete: 'new-password' };
  return (
    <>
      <TextField {...common} id="password" name="password" label={label} hint={t('hint')} error={faults.of('password')} />
      <TextField {...common} id="again" name="again" label={t('again')} error={faults.of('again')} />
    </>
  );
}

/** The faults of a new password typed twice: it is too short, or the two differ. None where no password is required. */
export function usePasswordCheck() {
  const t = useTranslations(translatePassword);
  return ({ password, again }: { password?: string; again?: string }): { password?: string; again?: string } => ({
    ...(password !== undefined && password.length < SHORTEST && { password: t('too-short') }),
    ...(again !== password && { again: t('differs') }),
  });
}
