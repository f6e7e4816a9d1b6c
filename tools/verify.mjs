#!/usr/bin/env node
// Verifies a log of Manumit by itself: one file, no dependencies, Node 20 or newer. It shares no line with the program that writes the log.
//
//   node verify.mjs FOLDER|ADDRESS [--key VKEY]... [--witness VKEY]... [--quorum N] [--saved FILE]... [--mirror FOLDER] [--entries FILE] [--json]
//
// FOLDER or ADDRESS holds the published files (what lies under /log/). --key pins the log's keys, else they are taken from the log itself and the
// answer says so. --saved are checkpoints somebody kept: from a browser, a printed report, an earlier look. --mirror is an older copy of the files.
// --entries is a dump of the entries (npx manumit log export --entries). Exit code: 0 all holds, 1 something does not, 2 it could not be read.
import * as crypto from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const sha256 = crypto.hash
  ? (bytes) => crypto.hash('sha256', bytes, 'buffer')
  : (bytes) => crypto.createHash('sha256').update(bytes).digest();
const node = Buffer.alloc(65, 1);
const hashNode = (left, right) => {
  left.copy(node, 1);
  right.copy(node, 33);
  return sha256(node);
};
const utf8 = (text) => Buffer.from(text, 'utf8');

/** What does not hold: its kind, the index of the first leaf concerned (or the range it lies in), and words. */
class Fault extends Error {
  constructor(kind, index, words, upTo = index) {
    super(words);
    Object.assign(this, { kind, index, upTo });
  }
}

// Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature) -------------------------------------------------------

export function parseKey(vkey) {
  const [name, id, ...rest] = vkey.trim().split('+');
  const bytes = Buffer.from(rest.join('+'), 'base64');
  const keyId = sha256(Buffer.concat([utf8(`${name}\n`), bytes])).subarray(0, 4);
  if (bytes.length !== 33 || ![1, 4].includes(bytes[0]) || keyId.toString('hex') !== id) throw new Error(`This is no key: ${vkey}`);
  const key = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') }, format: 'jwk' });
  return { name, keyId, cosigns: bytes[0] === 4, key };
}

export function parseCheckpoint(text) {
  const end = text.lastIndexOf('\n\n');
  const body = end < 0 ? text : text.slice(0, end + 1);
  const [origin, size, root] = body.split('\n');
  const hash = Buffer.from(root ?? '', 'base64');
  if (!origin || !/^(0|[1-9]\d{0,15})$/.test(size ?? '') || hash.length !== 32 || hash.toString('base64') !== root)
    throw new Error('This is no checkpoint.');
  const lines =
    end < 0
      ? []
      : text
          .slice(end + 2)
          .split('\n')
          .filter(Boolean);
  const signatures = lines.map((line) => {
    const [dash, name, value] = line.split(' ');
    if (dash !== '—' || !value) throw new Error('A signature line of a checkpoint has not its form.');
    const bytes = Buffer.from(value, 'base64');
    return { name, keyId: bytes.subarray(0, 4), value: bytes.subarray(4) };
  });
  return { origin, size: Number(size), root: hash, body, signatures };
}

/** The keys that signed. Throws Fault where one of a known key is wrong. */
function signers({ body, size, signatures }, keys) {
  return keys.filter((key) => {
    const found = signatures.find(({ name, keyId }) => name === key.name && keyId.equals(key.keyId));
    if (!found) return false;
    const time = key.cosigns && found.value.length === 72 ? found.value.readBigUInt64BE() : 0n;
    const message = key.cosigns ? `cosignature/v1\ntime ${time}\n${body}` : body;
    if (!crypto.verify(null, utf8(message), key.key, key.cosigns ? found.value.subarray(8) : found.value))
      throw new Fault('signature', size, `The signature of ${key.name} on the checkpoint of ${size} leaves does not hold.`);
    return true;
  });
}

// The tree (RFC 9162) and its tiles (C2SP tlog-tiles) ---------------------------------------------------------------------------------------

function addTo(roots, count, hash) {
  for (; count % 2 === 1; count = Math.floor(count / 2)) hash = hashNode(roots.pop(), hash);
  roots.push(hash);
}
const rootOf = (roots) => (roots.length ? roots.reduceRight((right, left) => hashNode(left, right)) : sha256(Buffer.alloc(0)));

function tileRoot(tile, memo) {
  const known = memo.tiles.get(tile);
  if (known) return known;
  const roots = [];
  for (let at = 0; at < 256; at += 1) addTo(roots, at, tile.subarray(at * 32, at * 32 + 32));
  memo.tiles.set(tile, roots[0]);
  return roots[0];
}

export function tilePath(level, number, width) {
  const digits = String(number).padStart(Math.ceil(String(number).length / 3) * 3, '0');
  return `tile/${level}/${digits.replace(/\d{3}(?=\d)/g, 'x$&/')}${width < 256 ? `.p/${width}` : ''}`;
}

/** All leaf hashes as tiles; every tile above is worked out again and compared. */
async function readTiles(read, size, memo) {
  let below = [];
  let leaves = [];
  for (let [level, count] = [0, size]; count > 0; level += 1, count = Math.floor(count / 256)) {
    const tiles = [];
    for (let n = 0; n * 256 < count; n += 1) {
      const width = Math.min(256, count - n * 256);
      const [first, last] = [n * 256 ** (level + 1), Math.min(size, (n + 1) * 256 ** (level + 1)) - 1];
      const bytes = await read(tilePath(level, n, width));
      if (bytes?.length !== width * 32)
        throw new Fault('tile', first, `The tile ${tilePath(level, n, width)} is missing or has not its length.`, last);
      tiles.push(bytes);
      if (level === 0) continue;
      for (let at = 0; at < width; at += 1) {
        const [from, span] = [n * 256 + at, 256 ** level];
        if (!tileRoot(below[from], memo).equals(bytes.subarray(at * 32, at * 32 + 32)))
          throw new Fault(
            'tile',
            from * span,
            `Tile ${from} of level ${level - 1} is not the one its parent was made from.`,
            (from + 1) * span - 1,
          );
      }
    }
    if (level === 0) leaves = tiles;
    below = tiles;
  }
  return leaves;
}

/**
 * Holds every checkpoint, from small to large, to the leaves. Names the range in which the first fault lies: it starts where the last one of the same
 * hands still held, for what the log says of itself proves nothing to somebody who kept a checkpoint.
 */
function compareRoots(checkpoints, leaves, size, memo) {
  const roots = [];
  const held = { kept: 0, own: 0 };
  let tiles = 0;
  for (const { from, size: at, root, kept } of [...checkpoints].sort((a, b) => a.size - b.size)) {
    if (at > size) throw new Fault('rollback', size, `${from} has ${at} leaves; this log has only ${size}.`, at - 1);
    for (; (tiles + 1) * 256 <= at; tiles += 1) addTo(roots, tiles, tileRoot(leaves[tiles], memo));
    const right = [];
    for (let n = 0; n < at % 256; n += 1) addTo(right, n, leaves[tiles].subarray(n * 32, n * 32 + 32));
    const hands = kept ? 'kept' : 'own';
    if (!rootOf([...roots, ...right]).equals(root))
      throw new Fault('fork', held[hands], `${from} (${at} leaves) has another root than this log at that size.`, at - 1);
    held[hands] = at;
  }
}

// Entries -------------------------------------------------------------------------------------------------------------------------------------

// Leaves and what they hold are compared as the text that was hashed: a dump carries them in canonical JSON (RFC 8785), byte for byte.
// Long texts are rare; short ones are hashed out of one piece of memory.
const scratch = Buffer.alloc(1 << 16);
const hashLeaf = (text) => {
  if (text.length * 3 >= scratch.length) return sha256(utf8(`\0${text}`));
  scratch[0] = 0;
  return sha256(scratch.subarray(0, 1 + scratch.write(text, 1)));
};
const hashOpening = (salt, detail) => {
  if (detail.length * 3 + 16 >= scratch.length) return sha256(Buffer.concat([Buffer.from(salt, 'hex'), utf8(detail)]));
  scratch.write(salt, 'hex');
  return sha256(scratch.subarray(0, 16 + scratch.write(detail, 16)));
};

/** Takes a line of a dump apart. A quotation mark inside a text is escaped, so that these marks stand between fields only. */
export function parseRow(line) {
  const comma = line.indexOf(',', 9);
  const index = line.startsWith('{"index":') ? Number(line.slice(9, comma)) : Number.NaN;
  const no = (what) => new Error(`${what}: ${line.slice(0, 80)}`);
  if (!Number.isSafeInteger(index)) throw no('This is no line of a dump');
  if (line.startsWith('"padding":', comma + 1)) return { index, padding: JSON.parse(line.slice(comma + 11, -1)) };
  const end = line.indexOf('},"opening":', comma);
  if (end < 0 || !line.startsWith('"leaf":{', comma + 1)) throw no('This is no line of a dump');
  const leaf = line.slice(comma + 8, end + 1);
  const opening = end + 12;
  if (line.startsWith('null}', opening) && line.length === opening + 5) return { index, leaf, salt: null, detail: null };
  const tail = line.length - 44;
  const salt = line.slice(-35, -3);
  if (
    !line.startsWith('{"detail":', opening) ||
    !line.startsWith(',"salt":"', tail) ||
    !line.endsWith('"}}') ||
    !/^[0-9a-f]{32}$/.test(salt)
  )
    throw no('This opening has not its form');
  return { index, leaf, salt, detail: line.slice(opening + 10, tail) };
}

function hashOfRow(row, memo) {
  const known = memo.rows?.get(row);
  if (known) return known;
  const hash = hashLeaf(row.leaf);
  memo.rows?.set(row, hash);
  return hash;
}

function paddingLeaf(seed, index) {
  const number = Buffer.alloc(8);
  number.writeBigInt64BE(BigInt(index));
  return hashLeaf(`{"format":1,"padding":"${sha256(Buffer.concat([seed, number])).toString('hex')}"}`);
}

function openingHolds({ leaf, salt, detail }) {
  const mark = '"commitment":"';
  const from = leaf.indexOf(mark) + mark.length;
  return hashOpening(salt, detail).toString('hex') === leaf.slice(from, from + 64);
}

/** What the rows say of erasures: who asked and who approved, by the id of the entry. */
class Erasures {
  asked = new Map();
  approved = new Map();
  replayed = new Set();
  missing = [];
  again = 0;

  take({ leaf }) {
    if (!leaf.includes('"command":"log/')) return;
    const { command, subject, person } = JSON.parse(leaf);
    if (command === 'log/ask-erasure') this.asked.set(subject, person);
    if (command === 'log/approve-erasure') this.approved.set(subject, person);
    if (command === 'log/replay-erasure') this.replayed.add(subject);
  }

  settle() {
    for (const { index, leaf } of this.missing) {
      const { id } = JSON.parse(leaf);
      const byTwo = this.asked.has(id) && this.approved.has(id) && this.asked.get(id) !== this.approved.get(id);
      if (!byTwo) this.again += this.replayed.has(id) ? 1 : 0;
      if (!byTwo && !this.replayed.has(id))
        throw new Fault('opening-missing', index, `What entry ${index} held is gone, and no two persons erased it.`);
    }
  }
}

/** Compares rows with the leaves the tree was made from, one after the other. They come in batches; the first says whether openings are in them. */
async function compareEntries(batches, leaves, size, memo) {
  const at = (index) =>
    index < size ? leaves[Math.floor(index / 256)].subarray((index % 256) * 32, (index % 256) * 32 + 32) : Buffer.alloc(0);
  const count = { entries: 0, padding: 0, openings: 0 };
  const erasures = new Erasures();
  let index = 0;
  let openings;
  const take = (row, next) => {
    if (index >= size) throw new Fault('inserted', index, `Entry ${index} stands after the last leaf.`);
    if (row.index > index) throw new Fault('missing', index, `There is no entry for leaf ${index}.`);
    if (row.padding) {
      const seed = Buffer.from(row.padding.seed, 'hex');
      for (let n = 0; n < row.padding.count; n += 1, index += 1)
        if (!at(index).equals(paddingLeaf(seed, index))) throw new Fault('changed', index, `Padding ${index} is not its leaf.`);
      count.padding += row.padding.count;
      return;
    }
    const hash = hashOfRow(row, memo);
    if (!hash.equals(at(index)) || row.index !== index) throw nameFault(index, hash, next, at, memo);
    erasures.take(row);
    if (row.detail !== null) {
      if (!memo.opened?.has(row) && !openingHolds(row))
        throw new Fault('opening', index, `What entry ${index} is said to hold is not what was written.`);
      memo.opened?.add(row);
      count.openings += 1;
    } else if (openings) erasures.missing.push(row);
    count.entries += 1;
    index += 1;
  };
  let waiting;
  for await (const batch of batches) {
    for (const row of batch) {
      if (openings === undefined) openings = row.openings;
      else if (waiting) take(waiting, row);
      if (row.index !== undefined) waiting = row;
    }
  }
  if (waiting) take(waiting);
  if (index < size) throw new Fault('missing', index, `The entries end before leaf ${index}; the log has ${size}.`);
  erasures.settle();
  return { ...count, erased: erasures.missing.length - erasures.again, erasedAgain: erasures.again, openingsChecked: Boolean(openings) };
}

function nameFault(index, hash, next, at, memo) {
  const nextHash = next?.leaf ? hashOfRow(next, memo) : undefined;
  const takesPlace = hash.equals(at(index + 1));
  if (nextHash?.equals(at(index)))
    return takesPlace
      ? new Fault('order', index, `Entries ${index} and ${index + 1} have changed places.`)
      : new Fault('inserted', index, `Entry ${index} was put in.`);
  if (takesPlace) return new Fault('missing', index, `The entry of leaf ${index} is gone.`);
  return new Fault('changed', index, `Entry ${index} is not what was written.`);
}

// Everything -----------------------------------------------------------------------------------------------------------------------------------

/**
 * Verifies. `read(path)` gives a published file as bytes or undefined; `mirror` reads an older copy; `entries` are rows. `memo` keeps hashes of what
 * was seen before, for a caller that looks at many variants of one log.
 */
export async function verifyLog({
  read,
  keys = [],
  witnesses = [],
  quorum = witnesses.length,
  saved = [],
  mirror,
  entries,
  memo = { tiles: new WeakMap() },
}) {
  const result = { holds: false, size: 0, checkpoints: 0, cosignatures: 0, keysPinned: keys.length > 0, entries: null, fault: null };
  try {
    const newest = await textOf(read, 'checkpoint');
    const latest = parseCheckpoint(newest);
    const days = (await textOf(read, 'checkpoints.txt'))
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split(' ')[0]);
    const trusted = (
      keys.length
        ? keys
        : (await textOf(read, 'keys.txt'))
            .split('\n')
            .filter(Boolean)
            .map((line) => line.split(' ')[0])
    ).map(parseKey);
    const checkpoints = [{ ...latest, from: 'The newest checkpoint' }];
    for (const day of days)
      checkpoints.push({ ...parseCheckpoint(await textOf(read, `checkpoints/${day}`)), from: `The checkpoint of ${day}` });
    for (const checkpoint of checkpoints) {
      if (checkpoint.origin !== latest.origin || signers(checkpoint, trusted).length === 0)
        throw new Fault('signature', checkpoint.size, `${checkpoint.from} is signed by no key of this log.`);
    }
    const cosigners = witnesses.map(parseKey);
    result.cosignatures = signers(latest, cosigners).length;
    if (result.cosignatures < quorum)
      throw new Fault('cosignatures', latest.size, `The newest checkpoint carries ${result.cosignatures} of ${quorum} cosignatures.`);
    Object.assign(result, { size: latest.size, checkpoints: checkpoints.length });
    const kept = saved.map((text) => ({ ...parseCheckpoint(text), from: 'A checkpoint somebody kept', kept: true }));
    const stranger = kept.find(({ origin }) => origin !== latest.origin);
    if (stranger) throw new Fault('fork', 0, `A checkpoint somebody kept is of another log: ${stranger.origin}`);
    if (mirror) await compareMirror(mirror, read, latest.size, trusted, kept);
    const leaves = await readTiles(read, latest.size, memo);
    compareRoots([...checkpoints, ...kept], leaves, latest.size, memo);
    if (entries) result.entries = await compareEntries(entries, leaves, latest.size, memo);
    result.holds = true;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    result.fault = { kind: error.kind, index: error.index, upTo: error.upTo, words: error.message };
  }
  return result;
}

/** An older copy names the first leaf that is another one now. Its own checkpoint is one somebody kept. */
async function compareMirror(mirror, read, size, trusted, kept) {
  const old = parseCheckpoint(await textOf(mirror, 'checkpoint'));
  if (signers(old, trusted).length === 0) throw new Error('The older copy is signed by no key of this log.');
  if (old.size > size) throw new Fault('rollback', size, `An older copy has ${old.size} leaves; this log has only ${size}.`, old.size - 1);
  for (let n = 0; n * 256 < old.size; n += 1) {
    const width = Math.min(256, old.size - n * 256);
    const was = await mirror(tilePath(0, n, width));
    const now = (await read(tilePath(0, n, Math.min(256, size - n * 256)))) ?? Buffer.alloc(0);
    if (was?.length !== width * 32 || was.equals(now.subarray(0, was.length))) continue;
    let at = 0;
    while (was.subarray(at * 32, at * 32 + 32).equals(now.subarray(at * 32, at * 32 + 32))) at += 1;
    throw new Fault('fork', n * 256 + at, `Leaf ${n * 256 + at} is another one than in the older copy.`);
  }
  kept.push({ ...old, from: 'The older copy', kept: true });
}

async function textOf(read, path) {
  const bytes = await read(path);
  if (!bytes) throw new Error(`There is no ${path} in this log.`);
  return bytes.toString('utf8');
}

/** Reads published files out of a folder or from an address. */
export function reader(place) {
  if (/^https?:/.test(place)) {
    return async (path) => {
      const response = await fetch(new URL(path, place.endsWith('/') ? place : `${place}/`));
      return response.ok ? Buffer.from(await response.arrayBuffer()) : undefined;
    };
  }
  return async (path) => {
    try {
      return readFileSync(join(place, path));
    } catch {
      return undefined;
    }
  };
}

/** The rows of a dump, one JSON value a line, in batches. */
export async function* readRows(path) {
  let rest = '';
  for await (const part of createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + part).split('\n');
    rest = lines.pop();
    yield lines.map((line) => (line.startsWith('{"index":') ? parseRow(line) : JSON.parse(line)));
  }
  if (rest !== '') throw new Error('The dump of entries ends in the middle of a line.');
}

async function main() {
  const many = { type: 'string', multiple: true };
  const options = {
    key: many,
    witness: many,
    saved: many,
    quorum: { type: 'string' },
    mirror: { type: 'string' },
    entries: { type: 'string' },
    json: { type: 'boolean' },
  };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (positionals.length !== 1)
    throw new Error('Say where the published files are: node verify.mjs FOLDER|ADDRESS (see the head of this file).');
  const result = await verifyLog({
    read: reader(positionals[0]),
    keys: values.key,
    witnesses: values.witness,
    quorum: values.quorum === undefined ? undefined : Number(values.quorum),
    saved: values.saved?.map((file) => readFileSync(file, 'utf8')),
    mirror: values.mirror && reader(values.mirror),
    entries: values.entries && readRows(values.entries),
  });
  if (values.json) console.log(JSON.stringify(result, null, 2));
  else for (const line of report(result)) console.log(line);
  process.exitCode = result.holds ? 0 : 1;
}

/** The result in words. */
export function report({ holds, size, checkpoints, cosignatures, keysPinned, entries, fault }) {
  if (!holds)
    return [
      `DOES NOT HOLD: ${fault.words}`,
      `Kind: ${fault.kind}. First bad index: ${fault.index}${fault.upTo > fault.index ? ` (at the earliest; ${fault.upTo} at the latest)` : ''}.`,
    ];
  return [
    `Holds: ${size} leaves under ${checkpoints} checkpoints, ${cosignatures} cosignatures.`,
    ...(entries
      ? [
          `${entries.entries} entries, ${entries.padding} of padding, ${entries.openings} openings${entries.openingsChecked ? '' : ' (the dump leaves openings out)'}, ${entries.erased} erased by two persons${entries.erasedAgain ? `, ${entries.erasedAgain} erased again by the installation after a restore: ask for the list of erasures` : ''}.`,
        ]
      : []),
    ...(keysPinned ? [] : ['The key was taken from the log itself. Pin it with --key from a source you trust.']),
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 2;
  });
}
