import { sha256 } from '@noble/hashes/sha2.js';
import { decode, joinBytes, utf8 } from '../../crypto/bytes.ts';
import { digitsOf } from '../../crypto/digits.ts';
import { type PublicKeys, publicOf, type SecretKeys } from '../../crypto/keys.ts';
import { handedOver } from './channel-calls.ts';
import type { InterpreterCalls } from './protocol.ts';

type Handlers = {
  [Call in keyof InterpreterCalls]: (input: Parameters<InterpreterCalls[Call]>[0]) => Promise<ReturnType<InterpreterCalls[Call]>>;
};

/** Six groups of four digits: about 80 bits. */
const DIGITS = 24;

/** The calls about interpreters. `keysOf` gives the reader's own keys of a channel while they are unlocked, and throws otherwise. */
export function interpreterCalls(keysOf: (channel: string) => SecretKeys): Handlers {
  return {
    ownCheckNumber: async ({ channel }) => checkNumberOf(await publicOf(keysOf(channel))),
    wrapForInterpreter: async ({ channel, report, interpreter, check }) => {
      const { identity } = keysOf(channel);
      const number = checkNumberOf({ recipient: interpreter.recipient, verifyKey: decode(interpreter.verifyKey) });
      // The server says whose keys these are. Only the person can say that they are theirs.
      if (digitsOf(check) !== digitsOf(number)) return 'other-keys';
      const made = await handedOver(channel, report, identity, interpreter);
      return 'wrap' in made ? { wrap: made.wrap } : made.kept;
    },
  };
}

/** What a person reads aloud so that another knows their keys: digits of a hash of both public keys, in groups of four. */
export function checkNumberOf({ recipient, verifyKey }: PublicKeys): string {
  const hash = sha256(joinBytes(utf8(`interpreter ${recipient} `), verifyKey));
  const whole = hash.reduce((number, byte) => (number << 8n) | BigInt(byte), 0n);
  const digits = (whole % 10n ** BigInt(DIGITS)).toString().padStart(DIGITS, '0');
  return digits.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
