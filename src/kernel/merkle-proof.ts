// Checks of Merkle proofs as specified in RFC 9162 (2.1.3.2 and 2.1.4.2). They use WebCrypto, so that the browser, a witness and the server run the same code.

/** A SHA-256 hash. */
export type Hash = Uint8Array<ArrayBuffer>;

const HASH_BYTES = 32;

/** Hash of an inner node: SHA-256(0x01 || left || right). */
export async function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Hash> {
  const bytes = new Uint8Array(1 + left.length + right.length);
  bytes[0] = 1;
  bytes.set(left, 1);
  bytes.set(right, 1 + left.length);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** Whether two hashes are the same. */
export function sameHash(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** Whether the proof shows this leaf hash at this index of the tree with this size and root. */
export async function verifyInclusion(index: number, size: number, leaf: Uint8Array, proof: readonly Uint8Array[], root: Uint8Array) {
  if (!isCount(index) || !isCount(size) || index >= size || root.length !== HASH_BYTES) return false;
  let [at, last, hash] = [index, size - 1, leaf];
  for (const step of proof) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      hash = await nodeHash(step, hash);
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      hash = await nodeHash(hash, step);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameHash(hash, root);
}

/** Whether the proof shows that the tree of the second size and root continues the first. For an empty first tree nothing can be shown. */
export async function verifyConsistency(
  first: number,
  second: number,
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
  proof: readonly Uint8Array[],
) {
  if (!isCount(first) || !isCount(second) || first > second) return false;
  if (first === 0) return false;
  if (first === second) return proof.length === 0 && sameHash(firstRoot, secondRoot);
  if (proof.length === 0) return false;
  const [start, ...rest] = isPowerOfTwo(first) ? [firstRoot, ...proof] : proof;
  let [at, last] = [first - 1, second - 1];
  while (isOdd(at)) [at, last] = [half(at), half(last)];
  let [old, now] = [start!, start!];
  for (const step of rest) {
    if (last === 0) return false;
    if (isOdd(at) || at === last) {
      [old, now] = [await nodeHash(step, old), await nodeHash(step, now)];
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      now = await nodeHash(now, step);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && sameHash(old, firstRoot) && sameHash(now, secondRoot);
}

// No bit operators: they are limited to 32 bits.
const isCount = (n: number) => Number.isSafeInteger(n) && n >= 0;
const isOdd = (n: number) => n % 2 === 1;
const half = (n: number) => Math.floor(n / 2);

function isPowerOfTwo(n: number): boolean {
  while (n > 1 && !isOdd(n)) n = half(n);
  return n === 1;
}
