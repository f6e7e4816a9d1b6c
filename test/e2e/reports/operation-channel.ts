import { encode } from '#rooms/reports/crypto/bytes.ts';
import { newKeys } from '#rooms/reports/crypto/keys.ts';
import { verifyKeyOf } from '#rooms/reports/crypto/signatures.ts';
import { daysAfter, givenReader, signedList } from '#rooms/reports/fixtures.ts';
import { fingerprintOf } from '#rooms/reports/manifest/manifest.ts';
import { makeProof, newLogKeys } from '#rooms/reports/proof/fixtures.ts';
import type { ChannelProof } from '#rooms/reports/proof/proof.schema.ts';
import { deskOf } from '../returns/returns.ts';
import { makeReady } from './ready-channel.ts';

/** A channel of Aldervik and of an operation with two readers, one of whom works in French. Answers the fingerprint on its poster, and a proof of its list. */
export async function openOperationChannel({
  slug,
  name,
  passphrase,
}: {
  slug: string;
  name: { en: string; fr: string };
  passphrase: string;
}): Promise<{ fingerprint: string; channel: string; proof: ChannelProof }> {
  const channelKey = newKeys().signingKey;
  const nora = await deskOf('Nora Aldin');
  const { items } = await nora.call<{ items: { id: string; code: string | null; kind: string; name: { en: string } }[] }>(
    'GET',
    'parties?limit=100',
  );
  const session = await nora.call<{ grants: { party: { id: string } | null }[] }>('GET', 'session');
  const partyId = session.grants.find(({ party }) => party !== null)!.party!.id;
  const operationId = items.find((one) => one.name.en === 'Amber Quay')!.id;
  const { id: channel } = await nora.call<{ id: string }>('POST', 'channels', {
    ...{ partyId, operationId, parentId: null, slug, name, firstKey: encode(verifyKeyOf(channelKey)) },
  });
  const readers = [];
  for (const [at, [person, nation]] of [
    ['Ida Roth', 'XA'],
    ['Lise Arnaud', 'XE'],
  ].entries()) {
    const reader = await givenReader(at + 1, nation!, [nation!, 'Legal'], passphrase);
    await (await deskOf(person!)).call('POST', `channels/${channel}/readers`, reader.joining);
    readers.push({ name: person!, made: reader });
  }
  const today = new Date().toISOString().slice(0, 10);
  const list = {
    channel,
    number: 1,
    validFrom: today,
    validUntil: daysAfter(today, 60),
    readers: readers.map(({ made }) => made.listed),
    former: [],
  };
  const signed = signedList(list, channelKey);
  await nora.call('POST', `channels/${channel}/lists`, { signed });
  await makeReady(channel, { keptBy: nora, readers, channelKey: verifyKeyOf(channelKey) });
  await nora.call('POST', `channels/${channel}/open`, {}, 1);
  const key = verifyKeyOf(channelKey);
  // The log names the list from tomorrow on. No key of a log is in the code of these pages.
  const inLog = { channel, keys: { first: key, successors: [] }, key, signed: Buffer.from(signed, 'base64'), day: daysAfter(today, -1) };
  return { fingerprint: fingerprintOf(key), channel, proof: await makeProof(inLog, newLogKeys()) };
}
