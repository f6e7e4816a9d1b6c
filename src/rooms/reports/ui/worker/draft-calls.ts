import { textOf, utf8 } from '../../crypto/bytes.ts';
import { decryptWith, encryptTo, publicOf, type SecretKeys } from '../../crypto/keys.ts';
import type { ReaderCalls } from './protocol.ts';

/** The calls that keep a draft while the keys are locked. `keysOf` gives the reader's own keys while they are unlocked, and throws otherwise. */
export function draftCalls(keysOf: (channel: string) => SecretKeys) {
  return {
    encryptDraft: async ({ channel, text }: Parameters<ReaderCalls['encryptDraft']>[0]): Promise<Uint8Array> =>
      encryptTo([(await publicOf(keysOf(channel))).recipient], utf8(text)),
    openDraft: async ({ channel, encrypted }: Parameters<ReaderCalls['openDraft']>[0]): Promise<string | null> => {
      const { identity } = keysOf(channel);
      return await decryptWith(identity, encrypted).then(textOf, () => null);
    },
  };
}
