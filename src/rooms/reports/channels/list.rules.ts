import type { Day } from '#kernel/day.ts';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { encode } from '../crypto/bytes.ts';
import { checkManifest, type KeyChain, type ListedReader, type Manifest, newestKey } from '../manifest/manifest.ts';
import { SignedList } from './channel.schema.ts';
import '../errors.ts';

/** A reader as the register has them. */
export type RegisteredReader = {
  readonly number: number;
  readonly function: ListedReader['function'] | 'interpreter';
  readonly nation: string;
  readonly unit: readonly string[];
  readonly recipient: string;
  readonly verifyKey: Uint8Array;
  readonly removed: boolean;
};

/** What the register knows of a channel when a list arrives. `last`: the number of the newest list, 0 for none; `everListed`: the readers of all lists so far. */
export type ChannelFacts = {
  readonly channel: string;
  readonly keys: KeyChain;
  readonly readers: readonly RegisteredReader[];
  readonly last: number;
  readonly everListed: readonly number[];
  /** Headquarters or an operation: readers of different nations. A nation: of different chains of command. */
  readonly isMultinational: boolean;
};

/**
 * Whether a signed list may come into force. The channel key signed it; it is the next one; today is one of its days; each reader it names is registered with these
 * very keys and has not been removed; nobody who was named before is forgotten, since what they signed must still be checked; and two readers are far enough apart.
 */
export function decideList(signed: Uint8Array, facts: ChannelFacts, today: Day): Decision<Manifest> {
  const key = newestKey(facts.channel, facts.keys, null);
  if (key === null) return refuse('reports/not-signed-by-channel');
  const manifest = checkManifest(signed, { channel: facts.channel, key, today });
  if (manifest === 'expired' || manifest === 'not-yet-valid') return refuse('reports/list-days');
  if (typeof manifest === 'string' || !SignedList.safeParse(manifest).success) return refuse('reports/not-signed-by-channel');
  if (manifest.number !== facts.last + 1) return refuse('reports/list-number', { next: facts.last + 1 });
  const unknown = manifest.readers.filter((reader) => !facts.readers.some((one) => isSame(one, reader))).map(({ number }) => number);
  if (unknown.length > 0 || hasTwice(manifest.readers.map(({ number }) => number)))
    return refuse('reports/list-readers', { numbers: unknown });
  const forgotten = facts.everListed.filter((number) => !remembers(manifest, facts.readers, number));
  if (forgotten.length > 0) return refuse('reports/list-readers', { numbers: forgotten });
  return areApart(manifest.readers, facts.isMultinational) ? accept(manifest) : refuse('reports/readers-too-close');
}

function isSame(registered: RegisteredReader, listed: ListedReader): boolean {
  return (
    !registered.removed &&
    registered.number === listed.number &&
    registered.function === listed.function &&
    registered.nation === listed.nation &&
    registered.unit.join('\n') === listed.unit.join('\n') &&
    registered.recipient === listed.recipient &&
    encode(registered.verifyKey) === listed.verifyKey
  );
}

function remembers({ readers, former }: Manifest, registered: readonly RegisteredReader[], number: number): boolean {
  if (readers.some((one) => one.number === number)) return true;
  const known = registered.find((one) => one.number === number);
  return former.some((one) => one.number === number && known !== undefined && one.verifyKey === encode(known.verifyKey));
}

function hasTwice(numbers: readonly number[]): boolean {
  return new Set(numbers).size !== numbers.length;
}

/** Whether two readers could not be silenced by one superior: of two nations, or of two units neither of which is above the other. */
export function areApart(readers: readonly Pick<ListedReader, 'nation' | 'unit'>[], isMultinational: boolean): boolean {
  return readers.some((one, at) =>
    readers
      .slice(at + 1)
      .some((other) => (isMultinational ? one.nation !== other.nation : !isAbove(one.unit, other.unit) && !isAbove(other.unit, one.unit))),
  );
}

function isAbove(one: readonly string[], other: readonly string[]): boolean {
  return one.length <= other.length && one.every((name, at) => name === other[at]);
}
