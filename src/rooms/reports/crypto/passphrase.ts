import { wordlist as english } from '@scure/bip39/wordlists/english.js';
import { wordlist as french } from '@scure/bip39/wordlists/french.js';
import { Decrypter, Encrypter } from 'age-encryption';
import type { Bytes } from './bytes.ts';

/** Words of a generated passphrase: 66 bits from lists of 2,048 words. */
export const PASSPHRASE_WORDS = 6;
/** 2^17 rounds cost about half a second in a browser: each guess costs as much. Only tests lower it (`fixtures.ts`), and the exercise, whose passphrases are public. */
export const PASSPHRASE_COST = { workFactor: 17 };
const LISTS = { en: english, fr: french };

/** A generated passphrase in a language of the desk. A person writes it down; nobody chooses one. */
export function newPassphrase(language: keyof typeof LISTS): string {
  const list = LISTS[language];
  // 2^16 is a multiple of 2,048: all words are equally likely.
  const picks = crypto.getRandomValues(new Uint16Array(PASSPHRASE_WORDS));
  return [...picks].map((pick) => list[pick % list.length]!.normalize('NFC')).join(' ');
}

/** The one form in which a passphrase locks and unlocks: case, accents and spaces do not count. No two words of a list differ in accents alone. */
function normalise(passphrase: string): string {
  return passphrase
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .trim()
    .split(/[\s-]+/)
    .join(' ');
}

/** Locks bytes under a passphrase (age with scrypt, 2^`workFactor` rounds). */
export async function lockUnder(passphrase: string, secret: Uint8Array, { workFactor } = PASSPHRASE_COST): Promise<Bytes> {
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(workFactor);
  encrypter.setPassphrase(normalise(passphrase));
  return new Uint8Array(await encrypter.encrypt(secret));
}

/** Unlocks them; null where the passphrase is another or a byte was changed. */
export async function unlockUnder(passphrase: string, locked: Uint8Array): Promise<Bytes | null> {
  const decrypter = new Decrypter();
  decrypter.addPassphrase(normalise(passphrase));
  try {
    return new Uint8Array(await decrypter.decrypt(locked));
  } catch {
    return null;
  }
}
