import { PASSPHRASE_COST } from './passphrase.ts';

/** Locks under passphrases cheaply until the returned function is called: for tests of what a passphrase opens. crypto.unit.test checks the full cost. */
export function lockCheaply(): () => void {
  const full = { ...PASSPHRASE_COST };
  Object.assign(PASSPHRASE_COST, { workFactor: 8 });
  return () => {
    Object.assign(PASSPHRASE_COST, full);
  };
}
