import { useSay } from '../client/language.ts';
import type { Faults } from '../kit/fields/faults.ts';
import { TextField } from '../kit/fields/TextField.tsx';
import { sayPassword } from './texts.ts';

/** Shortest password the server takes; length is what protects. */
const SHORTEST = 12;

/** A new password and the same once more, in a form of `usePlainForm`, whose `check` is `usePasswordCheck()`. */
export function PasswordPair({ label, faults }: { label: string; faults: Faults }) {
  const say = useSay(sayPassword);
  const common = { type: 'password', autoComplete: 'new-password' };
  return (
    <>
      <TextField {...common} id="password" name="password" label={label} hint={say('hint')} error={faults.of('password')} />
      <TextField {...common} id="again" name="again" label={say('again')} error={faults.of('again')} />
    </>
  );
}

/** What does not fit about a new password written twice: it is too short, or the two differ. Silent where none is asked for. */
export function usePasswordCheck() {
  const say = useSay(sayPassword);
  return ({ password, again }: { password?: string; again?: string }): { password?: string; again?: string } => ({
    ...(password !== undefined && password.length < SHORTEST && { password: say('too-short') }),
    ...(again !== password && { again: say('differs') }),
  });
}
