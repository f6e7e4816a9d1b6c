import { decode, encode } from '../../crypto/bytes.ts';
import type { SecretKeys } from '../../crypto/keys.ts';
import { unlockKeys } from '../../crypto/reader-keys.ts';
import { verifyKeyOf } from '../../crypto/signatures.ts';
import { isSuccession, signInherited, signSuccession } from '../../manifest/succession.ts';
import { checkedList, handedOver } from './channel-calls.ts';
import type { GivenList, SuccessionCalls } from './channel-protocol.ts';
import { namesKeys } from './list.ts';

type Handlers = {
  [Call in keyof SuccessionCalls]: (input: Parameters<SuccessionCalls[Call]>[0]) => Promise<ReturnType<SuccessionCalls[Call]>>;
};

/** The calls about successors. `keysOf` gives the reader's own keys of a channel while they are unlocked, and throws otherwise. */
export function successionCalls(keysOf: (channel: string) => SecretKeys): Handlers {
  return {
    nameSuccessor: async ({ list, successor }) => {
      const keys = keysOf(list.channel);
      const found = await ownPlace(list, keys);
      const listed = found?.manifest.readers.find(({ number }) => number === successor);
      if (found === null || listed === undefined || successor === found.own.number) return 'list-refused';
      const named = { channel: list.channel, predecessor: found.own.number, successor, verifyKey: listed.verifyKey };
      return { signed: encode(signSuccession(named, keys.signingKey)) };
    },
    inheritReports: async ({ list, predecessor, named, locked, passphrase, reports }) => {
      const { channel } = list;
      const found = await ownPlace(list, keysOf(channel));
      const former = found?.manifest.former.find(({ number }) => number === predecessor);
      // The channel key signed that the predecessor reads no more: the server alone cannot say so.
      if (found === null || former === undefined || found.manifest.readers.some(({ number }) => number === predecessor))
        return 'list-refused';
      const { number: successor, verifyKey } = found.own;
      if (!isSuccession(decode(named), { channel, predecessor, successor, verifyKey }, decode(former.verifyKey))) return 'not-named';
      const keys = await unlockKeys(decode(locked), passphrase);
      if (keys === null) return 'wrong-passphrase';
      if (encode(verifyKeyOf(keys.signingKey)) !== former.verifyKey) return 'other-reader';
      const made = await Promise.all(reports.map((report) => handedOver(channel, report, keys.identity, found.own)));
      const wraps = made.flatMap((one) => ('wrap' in one ? [{ report: one.report, bytes: one.wrap }] : []));
      const signature = encode(signInherited({ channel, predecessor, successor, wraps }, keys.signingKey));
      return { wraps, signature, damaged: made.filter((one) => 'kept' in one && one.kept === 'damaged').length };
    },
  };
}

/** The list, and the place in it of the reader with these keys: both keys are theirs. Null where there is no such place, or the list is refused. */
async function ownPlace(list: GivenList, keys: SecretKeys) {
  const manifest = checkedList(list)?.manifest;
  const own = manifest?.readers.find(({ verifyKey }) => verifyKey === encode(verifyKeyOf(keys.signingKey)));
  return manifest && own && (await namesKeys(manifest, own.number, keys)) ? { manifest, own } : null;
}
