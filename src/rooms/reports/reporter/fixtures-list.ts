import { type Bytes, encode } from '../crypto/bytes.ts';
import { newKeys, publicOf, type SecretKeys } from '../crypto/keys.ts';
import { signManifest } from '../manifest/manifest.ts';

const UNITS = [['XC', '2 Bde', '1 Bn'], ['XC', 'HQ'], ['XD']];

/** The day so many days from now. */
export const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Three readers with new keys, and the lists of them that a channel key signs: two of one nation, and one for child protection. */
export async function makeReaders(channel: string, channelKey: Bytes) {
  const readers: SecretKeys[] = UNITS.map(() => newKeys());
  const publics = await Promise.all(readers.map((keys) => publicOf(keys)));
  const listed = publics.map(({ recipient, verifyKey }, at) => ({
    number: at + 1,
    function: at === 2 ? ('child-protection' as const) : ('reader' as const),
    nation: UNITS[at]![0]!,
    unit: UNITS[at]!,
    recipient,
    verifyKey: encode(verifyKey),
  }));
  const makeManifest = (number: number, { without }: { without?: number } = {}) => {
    const of = listed.filter((reader) => reader.number !== without);
    return signManifest({ channel, number, validFrom: inDays(-1), validUntil: inDays(60), readers: of, former: [] }, channelKey);
  };
  return { readers, publics, makeManifest };
}

/** What a legal adviser stated of this channel. */
export const LIMITS = {
  statedOn: '2026-11-03',
  body: {
    child: { en: 'A reader tells the child protection officer.', fr: 'Le lecteur prévient la protection de l’enfance.' },
    life: { en: 'A reader calls the military police.', fr: 'Le lecteur appelle la police militaire.' },
    law: { en: 'A reader asks the legal adviser first.', fr: 'Le lecteur consulte d’abord la conseillère juridique.' },
  },
};
