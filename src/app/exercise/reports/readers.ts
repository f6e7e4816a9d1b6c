import type { z } from 'zod';
import type { ReaderFunction } from '#rooms/reports/channels/channel.schema.ts';
import { keyOf } from '#web/tour/walks.ts';
import { unitName } from '../cast.ts';

/** A reader of the channel: their account, nation and function, the service number of their certificate, and the passphrase that locks their keys. */
export type CastReader = {
  key: string;
  nation: string;
  function: z.infer<typeof ReaderFunction>;
  certified: string;
  passphrase: string;
};

const reader = (
  name: string,
  nation: string,
  certified: string,
  passphrase: string,
  as: CastReader['function'] = 'reader',
): CastReader => ({
  key: keyOf(name),
  nation,
  function: as,
  certified,
  passphrase,
});

/**
 * Three readers of three nations, in the order of their numbers. Their keys are random like everybody's. Their passphrases are the same in every exercise, because
 * nobody keeps them between two starts: they open invented reports only. At the desk passphrases are generated.
 */
export const READERS: readonly CastReader[] = [
  reader('Pia Strand', 'XA', 'XA-20035', 'anchor basket canvas dolphin forest garden'),
  reader('Tove Marin', 'XE', 'XE-20035', 'baleine cabine falaise jardin lanterne mascotte'),
  reader('Aron Vester', 'XC', 'XC-20035', 'island kitchen ladder maple orange piano', 'child-protection'),
];

/** The unit of a reader, from the nation down: the company that serves in the operation. */
export const unitOf = (nation: string): string[] => [nation, unitName(nation), unitName(nation, 1)];

/** The number of a reader in the signed list. */
export function numberOf(key: string): number {
  const at = READERS.findIndex((one) => one.key === key);
  if (at === -1) throw new Error(`The channel of the exercise has no reader ${key}.`);
  return at + 1;
}

/** The name of the channel in its address. */
export const CHANNEL_SLUG = 'port-amber';

/** The file of the channel key, in the data of the exercise, and its passphrase: with both, its commander signs the next list of readers before this one ends. */
export const CHANNEL_KEY = { file: `${CHANNEL_SLUG}-channel-key.json`, passphrase: 'ocean paper quarter ribbon silver tunnel' } as const;

/** Codes of two invented reporters, shown to those who try the exercise. `answered` has answers to read; nobody has answered `waiting` yet. */
export const CODES = { answered: '260418735290146319473502864197530895', waiting: '381506274928194735028641975308642544' } as const;
