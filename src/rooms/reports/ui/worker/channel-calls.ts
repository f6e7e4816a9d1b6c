import { sha256 } from '@noble/hashes/sha2.js';
import type { Locale } from '#kernel/languages.ts';
import { decode, encode } from '../../crypto/bytes.ts';
import { lockChannelKey, publicChannelKey, unlockChannelKey } from '../../crypto/channel-key.ts';
import { mailboxOf, newCode } from '../../crypto/code.ts';
import { newKeys, publicOf, type SecretKeys } from '../../crypto/keys.ts';
import { newPassphrase } from '../../crypto/passphrase.ts';
import { lockKeys, unlockKeys } from '../../crypto/reader-keys.ts';
import { encryptReport, openReport, unwrapKey, wrapKey } from '../../crypto/report.ts';
import { checkManifest, type Manifest, newestKey, signManifest, signSuccessor } from '../../manifest/manifest.ts';
import { type About, isExcluded } from '../../manifest/readers.rules.ts';
import type { ChannelCalls, FileForHolder, GivenList, HandedReport, HeldReport, LockedFile } from './channel-protocol.ts';

/** How many holders have a file of a channel key. */
const HOLDERS = 2;
const TEST_BYTES = 32;

type Handlers = {
  [Call in keyof ChannelCalls]: (
    input: Parameters<ChannelCalls[Call]>[0],
  ) => ReturnType<ChannelCalls[Call]> | Promise<ReturnType<ChannelCalls[Call]>>;
};

/** The calls about channels. `keysOf` gives the reader's own keys of a channel while they are unlocked, and throws otherwise. */
export function channelCalls(keysOf: (channel: string) => SecretKeys): Handlers {
  return {
    makeReader: async ({ language }) => {
      const keys = newKeys();
      const { recipient, verifyKey } = await publicOf(keys);
      const [own, recovery] = [await lockedFor(keys, language), await lockedFor(keys, language)];
      return { recipient, verifyKey: encode(verifyKey), own, recovery };
    },
    drillRecovery: async (input) => {
      const keys = await recoveredKeys(input);
      return typeof keys === 'string' ? keys : 'opens';
    },
    recoverKeys: async (input) => {
      const keys = await recoveredKeys(input);
      return typeof keys === 'string' ? keys : await lockedFor(keys, input.language);
    },
    makeChannelKey: async ({ language }) => {
      const { signingKey } = newKeys();
      return { publicKey: publicChannelKey(signingKey), files: await filesFor(signingKey, language) };
    },
    signList: async ({ manifest, ...file }) => {
      const key = await channelKeyOf(file);
      return typeof key === 'string' ? key : { signed: encode(signManifest(manifest, key)) };
    },
    signSuccessor: async ({ channel, language, ...file }) => {
      const key = await channelKeyOf(file);
      if (typeof key === 'string') return key;
      const next = newKeys().signingKey;
      const signed = encode(signSuccessor(channel, decode(publicChannelKey(next)), key));
      return { signed, files: await filesFor(next, language) };
    },
    encryptTest,
    openTest: async ({ channel, report, body, wrap }) => {
      const { identity } = keysOf(channel);
      try {
        const { answers } = await openReport(
          { channel, report },
          decode(body),
          await unwrapKey({ channel, report }, decode(wrap), identity),
        );
        return { answer: String(answers.test) };
      } catch {
        return 'damaged';
      }
    },
    handOver: async ({ list, newcomer, reports }) => {
      const { identity } = keysOf(list.channel);
      const listed = checkedList(list)?.manifest.readers.find(({ number }) => number === newcomer);
      if (listed === undefined) return 'list-refused';
      return Promise.all(reports.map((report) => handedOver(list.channel, report, identity, listed)));
    },
  };
}

async function lockedFor(keys: SecretKeys, language: Locale): Promise<FileForHolder> {
  const passphrase = newPassphrase(language);
  return { locked: encode(await lockKeys(keys, passphrase)), passphrase };
}

async function filesFor(channelKey: Uint8Array, language: Locale): Promise<FileForHolder[]> {
  const files: FileForHolder[] = [];
  for (let holder = 0; holder < HOLDERS; holder += 1) {
    const passphrase = newPassphrase(language);
    files.push({ locked: encode(await lockChannelKey(channelKey, passphrase)), passphrase });
  }
  return files;
}

async function recoveredKeys({
  locked,
  passphrase,
  recipient,
}: LockedFile & { recipient: string }): Promise<SecretKeys | 'wrong-passphrase' | 'other-reader'> {
  const keys = await unlockKeys(decode(locked), passphrase);
  if (keys === null) return 'wrong-passphrase';
  return (await publicOf(keys)).recipient === recipient ? keys : 'other-reader';
}

async function channelKeyOf({ locked, passphrase, key }: LockedFile & { key: string }) {
  const own = await unlockChannelKey(decode(locked), passphrase);
  if (own === null) return 'wrong-passphrase';
  return publicChannelKey(own) === key ? own : 'other-key';
}

/** The list, if the newest key of the channel signed it and it is valid today: a server cannot name a reader whom the channel key did not sign. */
export function checkedList({ channel, keys, signed, today }: GivenList): { manifest: Manifest; key: Uint8Array } | null {
  const key = newestKey(channel, { first: decode(keys.first), successors: keys.successors.map(decode) }, null);
  const manifest = key && checkManifest(decode(signed), { channel, key, today });
  return manifest === null || typeof manifest === 'string' ? null : { manifest, key: key! };
}

const encryptTest: Handlers['encryptTest'] = async (list) => {
  const checked = checkedList(list);
  if (checked === null) return 'list-refused';
  const answer = crypto.getRandomValues(new Uint8Array(TEST_BYTES));
  const { manifest, key } = checked;
  const encrypted = await encryptReport(
    { channel: list.channel, report: crypto.randomUUID() },
    {
      ...{ content: { answers: { test: encode(answer) }, text: '' }, files: [], readers: manifest.readers },
      ...{ mailbox: mailboxOf(newCode()), channelKey: key, manifest: manifest.number },
    },
  );
  if (typeof encrypted === 'string') return 'list-refused';
  return {
    report: encrypted.address.report,
    manifest: manifest.number,
    body: encode(encrypted.body),
    wraps: encrypted.wraps.map(({ reader, bytes }) => ({ reader, bytes: encode(bytes) })),
    answerHash: encode(sha256(answer)),
  };
};

/** A wrap of a report for another person, or why there is none. The report is opened to see whom it is about. */
export async function handedOver(
  channel: string,
  { report, body, wrap }: HeldReport,
  identity: string,
  newcomer: Pick<Manifest['readers'][number], 'number' | 'unit' | 'recipient'>,
): Promise<HandedReport> {
  const address = { channel, report };
  try {
    const key = await unwrapKey(address, decode(wrap), identity);
    const { answers } = await openReport(address, decode(body), key);
    if (isExcluded(newcomer, aboutOf(answers.about))) return { report, kept: 'excluded' };
    return { report, wrap: encode(await wrapKey(address, key, newcomer.recipient)) };
  } catch {
    return { report, kept: 'damaged' };
  }
}

/** Whom a report is about, as its reporter's browser wrote it. What is not of this shape throws: then nothing is handed over. */
function aboutOf(about: unknown): About {
  if (about === undefined) return { units: [], readers: [] };
  const { units, readers } = about as About;
  const areUnits = Array.isArray(units) && units.every((unit) => Array.isArray(unit) && unit.every((name) => typeof name === 'string'));
  if (!areUnits || !Array.isArray(readers)) throw new Error('It cannot be seen whom this report is about.');
  return { units, readers };
}
