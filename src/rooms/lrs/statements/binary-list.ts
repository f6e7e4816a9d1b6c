/** Arrays in PostgreSQL's binary format. The database reads numbers and ids directly and need not parse text. */

type Kind = { oid: number; size: number };
const [UUID, MOMENT, INT8, INT4, BOOL] = [
  { oid: 2950, size: 16 },
  { oid: 1184, size: 8 },
  { oid: 20, size: 8 },
  { oid: 23, size: 4 },
  { oid: 16, size: 1 },
] as const satisfies Kind[];
const HEAD = 20;
const FOUR_GIB = 2 ** 32;
// PostgreSQL counts timestamps from the year 2000.
const EPOCH_MICROS = 946_684_800_000_000;

function listOf<T>(items: readonly (T | null)[], { oid, size }: Kind, put: (into: Buffer, item: T, at: number) => void): Buffer {
  let missing = 0;
  for (const item of items) if (item === null) missing++;
  const list = Buffer.allocUnsafe(items.length === 0 ? 12 : HEAD + items.length * (4 + size) - missing * size);
  list.writeInt32BE(items.length === 0 ? 0 : 1, 0);
  list.writeInt32BE(missing === 0 ? 0 : 1, 4);
  list.writeInt32BE(oid, 8);
  if (items.length === 0) return list;
  list.writeInt32BE(items.length, 12);
  list.writeInt32BE(1, 16);
  let at = HEAD;
  for (const item of items) {
    at = list.writeInt32BE(item === null ? -1 : size, at);
    if (item === null) continue;
    put(list, item, at);
    at += size;
  }
  return list;
}

/** A `uuid[]`. */
export const uuids = (ids: readonly (string | null)[]) =>
  listOf(ids, UUID, (into, id, at) => void into.write(id.replaceAll('-', ''), at, 'hex'));
/** An `int8[]` of keys, each given as sixteen hexadecimal digits. */
export const keys = (all: readonly (string | null)[]) => listOf(all, INT8, (into, key, at) => void into.write(key, at, 'hex'));
/** A `timestamptz[]` of microseconds since 1970. */
export const moments = (all: readonly number[]) =>
  listOf(all, MOMENT, (into, micros, at) => {
    const since = micros - EPOCH_MICROS;
    into.writeInt32BE(Math.floor(since / FOUR_GIB), at);
    into.writeUInt32BE(((since % FOUR_GIB) + FOUR_GIB) % FOUR_GIB, at + 4);
  });
/** An `int4[]`. */
export const places = (all: readonly number[]) => listOf(all, INT4, (into, place, at) => void into.writeInt32BE(place, at));
/** A `bool[]`. */
export const flags = (all: readonly boolean[]) => listOf(all, BOOL, (into, flag, at) => void into.writeUInt8(flag ? 1 : 0, at));
