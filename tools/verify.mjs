#!/usr/bin/env node
// Verifies a log of Manumit by itself: one file, no dependencies, Node 20 or newer. It shares no line with the program that writes the log.
//
//   node verify.mjs FOLDER|ADDRESS [--key VKEY]... [--witness VKEY]... [--quorum N] [--saved FILE]... [--mirror FOLDER] [--entries FILE] [--json]
//
// FOLDER or ADDRESS holds the published files (those under /log/). --key pins the log's keys, else they are taken from the log itself and the
// answer says so. --saved are checkpoints that a person kept: from a browser, a printed report, an earlier run. --mirror is an older copy of the files.
// --entries is a dump of the entries (npx manumit log export --entries). Exit code: 0 all holds, 1 something does not, 2 it could not be read.
import * as crypto from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

// Hashes are latin1 strings, one character a byte: creating and comparing them is more than twice as fast as with buffers, which matters for millions.
const sha256 = crypto.hash
  ? (bytes, as = 'latin1') => crypto.hash('sha256', bytes, as)
  : (bytes, as = 'latin1') =>
      crypto
        .createHash('sha256')
        .update(bytes)
        .digest(as === 'buffer' ? undefined : as);
const hashAt = (bytes, number) => bytes.latin1Slice(number * 32, number * 32 + 32);
const node = Buffer.alloc(65, 1);
const hashNode = (left, right) => {
  node.latin1Write(left, 1);
  node.latin1Write(right, 33);
  return sha256(node);
};
const utf8 = (text) => Buffer.from(text, 'utf8');

/** A fault: its kind, the index of the first leaf concerned (or the range that contains it), and a sentence. */
export class Fault extends Error {
  constructor(kind, index, words, upTo = index) {
    super(words);
    Object.assign(this, { kind, index, upTo });
  }
}

// Signed notes and checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature) -------------------------------------------------------

export function parseKey(vkey) {
  const [name, id, ...rest] = vkey.trim().split('+');
  const bytes = Buffer.from(rest.join('+'), 'base64');
  const keyId = sha256(Buffer.concat([utf8(`${name}\n`), bytes]), 'buffer').subarray(0, 4);
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

/** The keys that signed. Throws Fault where a signature of a known key is wrong. */
function signers({ body, size, signatures }, keys) {
  return keys.filter((key) => {
    const found = signatures.find(({ name, keyId }) => name === key.name && keyId.equals(key.keyId));
    if (!found) return false;
    const time = key.cosigns && found.value.length === 72 ? found.value.readBigUInt64BE() : 0n;
    const message = key.cosigns ? `cosignature/v1\ntime ${time}\n${body}` : body;
    if (!crypto.verify(null, utf8(message), key.key, key.cosigns ? found.value.subarray(8) : found.value))
      throw new Fault('signature', size, `The signature of ${key.name} on the checkpoint of ${size} leaves is invalid.`);
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
  const level = Buffer.from(tile);
  for (let count = 128; count >= 1; count /= 2) {
    for (let at = 0; at < count; at += 1) {
      level.copy(node, 1, at * 64, at * 64 + 64);
      level.latin1Write(sha256(node), at * 32);
    }
  }
  const root = hashAt(level, 0);
  memo.tiles.set(tile, root);
  return root;
}

export function tilePath(level, number, width) {
  const digits = String(number).padStart(Math.ceil(String(number).length / 3) * 3, '0');
  return `tile/${level}/${digits.replace(/\d{3}(?=\d)/g, 'x$&/')}${width < 256 ? `.p/${width}` : ''}`;
}

/** All leaf hashes as tiles; every tile above is recomputed and compared. */
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
        throw new Fault('tile', first, `The tile ${tilePath(level, n, width)} is missing or has another length.`, last);
      tiles.push(bytes);
      if (level === 0) continue;
      for (let at = 0; at < width; at += 1) {
        const [from, span] = [n * 256 + at, 256 ** level];
        if (tileRoot(below[from], memo) !== hashAt(bytes, at))
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
 * Compares every checkpoint, from small to large, with the leaves. Reports the range of the first fault. The range begins at the last valid checkpoint from the
 * same source, because the log's own checkpoints prove nothing to a person who kept one.
 */
function compareRoots(checkpoints, leaves, size, memo) {
  const roots = [];
  const held = { kept: 0, own: 0 };
  let tiles = 0;
  for (const { from, size: at, root, kept } of [...checkpoints].sort((a, b) => a.size - b.size)) {
    if (at > size) throw new Fault('rollback', size, `${from} has ${at} leaves; this log has only ${size}.`, at - 1);
    for (; (tiles + 1) * 256 <= at; tiles += 1) addTo(roots, tiles, tileRoot(leaves[tiles], memo));
    const right = [];
    for (let n = 0; n < at % 256; n += 1) addTo(right, n, hashAt(leaves[tiles], n));
    const hands = kept ? 'kept' : 'own';
    if (rootOf([...roots, ...right]) !== hashAt(root, 0))
      throw new Fault('fork', held[hands], `${from} (${at} leaves) has another root than this log at that size.`, at - 1);
    held[hands] = at;
  }
}

// Entries -------------------------------------------------------------------------------------------------------------------------------------

// Lines of a dump are compared as the bytes that were hashed: they contain canonical JSON (RFC 8785), byte for byte. They are parsed only where necessary.
// Short texts are hashed from one reused buffer; long ones are rare.
const scratch = Buffer.alloc(1 << 16);
const hashAfter = (start, bytes, as) => {
  if (start + bytes.length > scratch.length) return sha256(Buffer.concat([scratch.subarray(0, start), bytes]), as);
  bytes.copy(scratch, start);
  return sha256(scratch.subarray(0, start + bytes.length), as);
};
const hashLeaf = (bytes) => {
  scratch[0] = 0;
  return hashAfter(1, bytes);
};
const hashOpening = (salt, detail) => hashAfter(scratch.write(salt, 'hex'), detail, 'hex');

const [END_OF_LEAF, COMMITMENT, OWN_COMMAND] = ['},"opening":', '"commitment":"', '"command":"transparency-log/'].map(utf8);
const COMMA = 44;

/** Splits a line of a dump. A quotation mark inside a text is escaped, so that these separators occur between fields only. */
function parseLine(line) {
  const comma = line.indexOf(COMMA, 9);
  const number = line.latin1Slice(9, Math.max(9, comma));
  const no = (what) => new Error(`${what}: ${line.subarray(0, 80)}`);
  if (line.latin1Slice(0, 9) !== '{"index":' || !/^(0|[1-9]\d{0,15})$/.test(number)) throw no('This is no line of a dump');
  const index = Number(number);
  if (line.latin1Slice(comma + 1, comma + 11) === '"padding":') return { index, padding: JSON.parse(line).padding };
  const end = line.indexOf(END_OF_LEAF, comma);
  if (end < 0 || line.latin1Slice(comma + 1, comma + 9) !== '"leaf":{') throw no('This is no line of a dump');
  const leaf = line.subarray(comma + 8, end + 1);
  const opening = end + 12;
  if (line.length === opening + 5 && line.latin1Slice(opening) === 'null}') return { index, leaf, salt: null, detail: null };
  const tail = line.length - 44;
  const salt = line.latin1Slice(tail + 9, tail + 41);
  if (
    tail < opening + 10 ||
    line.latin1Slice(opening, opening + 10) !== '{"detail":' ||
    line.latin1Slice(tail, tail + 9) !== ',"salt":"' ||
    line.latin1Slice(tail + 41) !== '"}}' ||
    !/^[0-9a-f]{32}$/.test(salt)
  )
    throw no('This opening has not its form');
  return { index, leaf, salt, detail: line.subarray(opening + 10, tail) };
}

function paddingLeaf(seed, index) {
  const number = Buffer.alloc(8);
  number.writeBigInt64BE(BigInt(index));
  return hashLeaf(utf8(`{"format":1,"padding":"${sha256(Buffer.concat([seed, number]), 'hex')}"}`));
}

function openingHolds({ leaf, salt, detail }) {
  const from = leaf.indexOf(COMMITMENT) + COMMITMENT.length;
  return hashOpening(salt, detail) === leaf.latin1Slice(from, from + 64);
}

/** What the rows say of erasures: the requesting and the approving person, by the id of the entry. */
class Erasures {
  asked = new Map();
  approved = new Map();
  replayed = new Set();
  missing = [];
  again = 0;

  take({ leaf }) {
    if (!leaf.includes(OWN_COMMAND)) return;
    const { command, subject, person } = JSON.parse(leaf);
    if (command === 'transparency-log/ask-erasure') this.asked.set(subject, person);
    if (command === 'transparency-log/approve-erasure') this.approved.set(subject, person);
    if (command === 'transparency-log/replay-erasure') this.replayed.add(subject);
  }

  settle() {
    for (const { index, id } of this.missing) {
      const byTwo = this.asked.has(id) && this.approved.has(id) && this.asked.get(id) !== this.approved.get(id);
      if (!byTwo) this.again += this.replayed.has(id) ? 1 : 0;
      if (!byTwo && !this.replayed.has(id))
        throw new Fault('opening-missing', index, `The content of entry ${index} is missing, and no two persons erased it.`);
    }
  }
}

/** Compares the lines of a dump, one after the other, with the leaves of the tree. The first line says whether the dump contains openings. */
export class EntryCheck {
  index = 0;
  entries = 0;
  padding = 0;
  openings = 0;
  openingsChecked;
  erasures = new Erasures();
  suspect;

  constructor(leaves, size) {
    Object.assign(this, { leaves, size });
  }

  /** Processes the next line. A line that does not match its leaf is held until the next one shows what was done. */
  take(line) {
    if (this.openingsChecked === undefined) {
      this.openingsChecked = JSON.parse(line).openings;
      if (typeof this.openingsChecked !== 'boolean') throw new Error('The dump does not say whether openings are in it.');
      return;
    }
    const row = parseLine(line);
    const hash = row.leaf && hashLeaf(row.leaf);
    if (this.suspect !== undefined) throw this.#name(this.suspect, hash);
    const { index } = this;
    if (index >= this.size) throw new Fault('inserted', index, `Entry ${index} is after the last leaf.`);
    if (row.index > index) throw new Fault('missing', index, `There is no entry for leaf ${index}.`);
    if (row.padding) this.#pad(row.padding);
    else if (hash !== this.#leaf(index) || row.index !== index) this.suspect = hash;
    else this.#accept(row);
  }

  /** After the last line. */
  end() {
    if (this.suspect !== undefined) throw this.#name(this.suspect);
    if (this.index < this.size)
      throw new Fault('missing', this.index, `The entries end before leaf ${this.index}; the log has ${this.size}.`);
    this.erasures.settle();
    const { entries, padding, openings, openingsChecked, erasures } = this;
    const erased = erasures.missing.length - erasures.again;
    return { entries, padding, openings, erased, erasedAgain: erasures.again, openingsChecked: openingsChecked === true };
  }

  #leaf(index) {
    return index < this.size ? hashAt(this.leaves[Math.floor(index / 256)], index % 256) : '';
  }

  #accept(row) {
    this.erasures.take(row);
    if (row.detail !== null) {
      if (!openingHolds(row)) throw new Fault('opening', row.index, `The content of entry ${row.index} is not what was written.`);
      this.openings += 1;
    } else if (this.openingsChecked) this.erasures.missing.push({ index: row.index, id: JSON.parse(row.leaf).id });
    this.entries += 1;
    this.index += 1;
  }

  #pad({ seed, count }) {
    const bytes = Buffer.from(seed, 'hex');
    for (let n = 0; n < count; n += 1, this.index += 1)
      if (this.#leaf(this.index) !== paddingLeaf(bytes, this.index))
        throw new Fault('changed', this.index, `Padding ${this.index} does not match its leaf.`);
    this.padding += count;
  }

  #name(hash, next) {
    const { index } = this;
    const takesPlace = hash === this.#leaf(index + 1);
    if (next !== undefined && next === this.#leaf(index))
      return takesPlace
        ? new Fault('order', index, `Entries ${index} and ${index + 1} have changed places.`)
        : new Fault('inserted', index, `Entry ${index} was inserted.`);
    if (takesPlace) return new Fault('missing', index, `The entry of leaf ${index} is missing.`);
    return new Fault('changed', index, `Entry ${index} is not what was written.`);
  }
}

/** Passes every line of a dump, which arrives as chunks of any length, to the check. */
async function compareEntries(chunks, check) {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      check.take(bytes.subarray(from, end));
      from = end + 1;
    }
    rest = bytes.subarray(from);
  }
  if (rest.length > 0) throw new Error('The dump of entries ends in the middle of a line.');
  return check.end();
}

// Code of reporters ---------------------------------------------------------------------------------------------------------------------------

const RECORD_CODE = 'reports/record-code';

/** The code of reporters that the log names: each published line is compared with its leaf, and its content with the commitment in the leaf. */
async function readCode(read, leaves, size) {
  const lines = ((await read('code.jsonl')) ?? '').toString('utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const row = parseLine(utf8(line));
    const index = row.index;
    if (!row.leaf || index >= size || hashLeaf(row.leaf) !== hashAt(leaves[Math.floor(index / 256)], index % 256))
      throw new Fault('code', index, `Leaf ${index} is not the entry that is said to name code of reporters.`);
    const { at, command } = JSON.parse(row.leaf);
    if (command !== RECORD_CODE) throw new Fault('code', index, `Entry ${index} names no code of reporters.`);
    if (row.detail === null) return { index, at, detail: null };
    if (!openingHolds(row)) throw new Fault('opening', index, `The content of entry ${index} is not what was written.`);
    return { index, at, detail: JSON.parse(row.detail) };
  });
}

// Everything -----------------------------------------------------------------------------------------------------------------------------------

/**
 * Verifies a log. `read(path)` returns a published file as bytes or undefined; `mirror` reads an older copy; `entries` is a dump, as bytes. `memo` keeps the
 * roots of tiles seen before, for a caller that checks many variants of one log.
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
  const result = {
    holds: false,
    size: 0,
    checkpoints: 0,
    cosignatures: 0,
    keysPinned: keys.length > 0,
    entries: null,
    code: [],
    fault: null,
  };
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
        throw new Fault('signature', checkpoint.size, `No key of this log signed ${checkpoint.from}.`);
    }
    const cosigners = witnesses.map(parseKey);
    result.cosignatures = signers(latest, cosigners).length;
    if (result.cosignatures < quorum)
      throw new Fault('cosignatures', latest.size, `The newest checkpoint carries ${result.cosignatures} of ${quorum} cosignatures.`);
    Object.assign(result, { size: latest.size, checkpoints: checkpoints.length });
    const kept = saved.map((text) => ({ ...parseCheckpoint(text), from: 'A checkpoint that a person kept', kept: true }));
    const stranger = kept.find(({ origin }) => origin !== latest.origin);
    if (stranger) throw new Fault('fork', 0, `A checkpoint that a person kept is of another log: ${stranger.origin}`);
    if (mirror) await compareMirror(mirror, read, latest.size, trusted, kept);
    const leaves = await readTiles(read, latest.size, memo);
    compareRoots([...checkpoints, ...kept], leaves, latest.size, memo);
    result.code = await readCode(read, leaves, latest.size);
    if (entries) result.entries = await compareEntries(entries, new EntryCheck(leaves, latest.size));
    result.holds = true;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    result.fault = { kind: error.kind, index: error.index, upTo: error.upTo, words: error.message };
  }
  return result;
}

/** Compares with an older copy and reports the first leaf that differs. The copy's own checkpoint counts as a kept one. */
async function compareMirror(mirror, read, size, trusted, kept) {
  const old = parseCheckpoint(await textOf(mirror, 'checkpoint'));
  if (signers(old, trusted).length === 0) throw new Error('No key of this log signed the older copy.');
  if (old.size > size) throw new Fault('rollback', size, `An older copy has ${old.size} leaves; this log has only ${size}.`, old.size - 1);
  for (let n = 0; n * 256 < old.size; n += 1) {
    const width = Math.min(256, old.size - n * 256);
    const was = await mirror(tilePath(0, n, width));
    const now = (await read(tilePath(0, n, Math.min(256, size - n * 256)))) ?? Buffer.alloc(0);
    if (was?.length !== width * 32 || was.equals(now.subarray(0, was.length))) continue;
    let at = 0;
    while (was.subarray(at * 32, at * 32 + 32).equals(now.subarray(at * 32, at * 32 + 32))) at += 1;
    throw new Fault('fork', n * 256 + at, `Leaf ${n * 256 + at} differs from the older copy.`);
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
      if (response.ok) return Buffer.from(await response.arrayBuffer());
      // Only what is not there is missing: a server that is busy proves nothing about its log.
      if (response.status === 404) return undefined;
      throw new Error(`${path} could not be read: the server answered ${response.status}. Try again later.`);
    };
  }
  return async (path) => {
    try {
      return readFileSync(join(place, path));
    } catch (error) {
      if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
      throw error;
    }
  };
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
  if (values.quorum !== undefined && !/^\d+$/.test(values.quorum)) throw new Error('--quorum takes a whole number, such as 2.');
  const result = await verifyLog({
    read: reader(positionals[0]),
    keys: values.key,
    witnesses: values.witness,
    quorum: values.quorum === undefined ? undefined : Number(values.quorum),
    saved: values.saved?.map((file) => readFileSync(file, 'utf8')),
    mirror: values.mirror && reader(values.mirror),
    entries: values.entries && createReadStream(values.entries, { highWaterMark: 1 << 20 }),
  });
  if (values.json) console.log(JSON.stringify(result, null, 2));
  else for (const line of report(result)) console.log(line);
  process.exitCode = result.holds ? 0 : 1;
}

/** The result in words. */
export function report({ holds, size, checkpoints, cosignatures, keysPinned, entries, code, fault }) {
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
    ...code.flatMap(({ index, at, detail }) => [
      `Code of reporters, leaf ${index}, ${at.slice(0, 10)}: ${detail === null ? 'erased by two persons' : detail.build}`,
      ...Object.entries(detail?.files ?? {}).map(([name, hash]) => `  ${hash}  ${name}`),
    ]),
    ...(keysPinned ? [] : ['The key was taken from the log itself. Pin it with --key from a source you trust.']),
  ];
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error) => {
    console.error(error.message);
    process.exitCode = 2;
  });
}
