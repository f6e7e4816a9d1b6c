import { createHash } from 'node:crypto';
import { drawFromSeed } from '#kernel/draw.ts';
import { type Drawable, type Strata, stratumOf } from './strata.rules.ts';

/** Names of the rules below, as every sample gives its own: 1 draws from all contracts, 2 from each stratum. kernel/draw.ts holds the draw itself. */
export const SAMPLE_RULES = ['manumit contract sample 1', 'manumit contract sample 2'] as const;
type Stratum<Contract> = { readonly key: string; readonly numbers: readonly string[]; readonly drawn: readonly Contract[] };
type Draw<Contract> = { rule: (typeof SAMPLE_RULES)[number]; frame: string; strata: Stratum<Contract>[] };

/**
 * Draws contracts by the root of a checkpoint of the log, so that nobody chooses them. Strata are in the order of their keys, contracts in the order of their
 * numbers, both as UTF-8 bytes. Each stratum gives one, the largest first; each further contract comes from the stratum of which the smallest share is drawn.
 * Within a stratum the draw is that of kernel/draw.ts, seeded by rule and stratum. The hash of the frame is SHA-256 of the numbers, each followed by a newline,
 * under rule 2 each after its stratum and a tab. Anyone with checkpoint, numbers and strata draws the same contracts. Pure.
 */
export function drawContracts<Contract extends Drawable>(
  root: Uint8Array,
  contracts: readonly Contract[],
  wanted: number,
  by: Strata = 'none',
): Draw<Contract> {
  const rule = SAMPLE_RULES[by === 'none' ? 0 : 1];
  const groups = [...Map.groupBy(contracts, (one) => stratumOf(one, by))]
    .map(([key, own]) => ({ key, ordered: own.toSorted((a, b) => inBytes(a.number, b.number)) }))
    .toSorted((a, b) => inBytes(a.key, b.key));
  const sizes = allocate(
    groups.map(({ ordered }) => ordered.length),
    wanted,
  );
  const line = (key: string, number: string) => (by === 'none' ? `${number}\n` : `${key}\t${number}\n`);
  return {
    rule,
    frame: createHash('sha256')
      .update(groups.map(({ key, ordered }) => ordered.map(({ number }) => line(key, number)).join('')).join(''))
      .digest('hex'),
    strata: groups.map(({ key, ordered }, at) => ({
      key,
      numbers: ordered.map(({ number }) => number),
      drawn: placesOf(by === 'none' ? rule : `${rule}\n${key}`, root, ordered.length, sizes[at]!).map((place) => ordered[place]!),
    })),
  };
}

function placesOf(rule: string, root: Uint8Array, size: number, wanted: number): number[] {
  const places: number[] = [];
  for (const place of drawFromSeed(rule, root, size)) {
    if (places.length >= wanted) break;
    places.push(place);
  }
  return places;
}

const inBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** How many contracts each stratum gives: one each, the largest first, then from the one of which the smallest share is drawn. Of equals the earlier comes first. Pure. */
export function allocate(sizes: readonly number[], wanted: number): number[] {
  const given = sizes.map(() => 0);
  const share = (at: number) => (given[at] === 0 ? -sizes[at]! : given[at]! / sizes[at]!);
  const all = sizes.reduce((sum, size) => sum + size, 0);
  for (let left = Math.min(wanted, all); left > 0; left--) {
    const open = sizes.flatMap((size, at) => (given[at]! < size ? [at] : []));
    given[open.reduce((best, at) => (share(at) < share(best) ? at : best))]!++;
  }
  return given;
}
