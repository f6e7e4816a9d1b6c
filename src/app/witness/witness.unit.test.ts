import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parseCheckpoint, signCheckpoint } from '#platform/ledger/merkle/checkpoint.ts';
import { checkSignatures, ED25519, parseNote, parseVerifier, verifierOf } from '#platform/ledger/merkle/note.ts';
import { tilesInMemory } from '#platform/ledger/merkle/tiles.ts';
import { consistencyProof, emptyRoot, hashLeaf, rangeRoot } from '#platform/ledger/merkle/tree.ts';
import { Witness } from './witness.ts';
import { openWitnessKey } from './witness-key.ts';

const root = mkdtempSync(join(tmpdir(), 'manumit-witness-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const NOW = new Date('2026-03-01T12:00:00Z');
let made = 0;
let folder: string;
let logged: Record<string, unknown>[];

function open(origin: string, key: Buffer) {
  return new Witness({
    folder,
    signer: openWitnessKey(folder, 'witness.example/w1'),
    logs: [{ origin, verifiers: [verifierOf(origin, key, ED25519)] }],
    clock: () => NOW,
    log: (line) => logged.push(line),
  });
}

beforeEach(() => {
  folder = join(root, String(++made));
  logged = [];
});

// Requests and answers of FiloSottile/torchwood, cmd/litewitness/testdata/litewitness.txt, made by gentest. For an unknown log, that implementation answers 403
// and the specification 404: we follow the specification.
describe('requests published with another implementation', () => {
  const ORIGIN = 'sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562';
  const KEY = Buffer.from('ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f', 'hex');
  const size1 = `${ORIGIN}\n1\nKgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\n— ${ORIGIN} UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=\n`;
  const size3 = `${ORIGIN}\n3\nRcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=\n\n— ${ORIGIN} UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=\n`;
  const size5 = `${ORIGIN}\n5\nQrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=\n\n— ${ORIGIN} UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww=\n`;
  const proof3 = 'KgEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nKgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n';
  const proof5 =
    'KgIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nKgMAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nwgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=\nKgQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n';

  it('get the answers that the specification and that implementation give', async () => {
    const witness = open(ORIGIN, KEY);
    const ask = async (body: string) => (await witness.addCheckpoint(body)).status;
    expect(await ask(`old 0\n\n${size1}`)).toBe(200);
    expect(await ask(`old 1\n${proof3}\n${size3.replace('x6go=', 'x6gx=')}`)).toBe(400);
    expect(await ask(`old 1\n${proof3}\n${size3.replace('WVrx6go=', 'WVrx6gs=')}`)).toBe(403);
    expect(await ask(`old 1\n${proof3}\n${size3.replaceAll('562', '563')}`)).toBe(404);
    expect(await ask(`old 1\n\n${size3}`)).toBe(422);
    expect(await ask(`old 1\n${proof3.replace('AAA=\n', 'BAA=\n')}\n${size3}`)).toBe(422);
    expect(await ask(`old 1\n${proof3}\n${size3}`)).toBe(200);
    expect(await witness.addCheckpoint(`old 1\n${proof5}\n${size5}`)).toEqual({ status: 409, type: 'text/x.tlog.size', body: '3\n' });
    expect(await ask(`old 3\n${proof5}\n${size5}`)).toBe(200);
    expect(await witness.addCheckpoint(`old 0\n\n${size5}`)).toMatchObject({ status: 409, body: '5\n' });
  });
});

describe('a checkpoint of our log', () => {
  const ORIGIN = 'manumit-log/test';
  const keys = openWitnessKey(join(root, 'log'), ORIGIN);
  const publicKey = keys.verifier.publicKey;
  const LEAVES = Array.from({ length: 600 }, (_, at) => hashLeaf(Buffer.from(`leaf ${at}`)));
  const OTHERS = LEAVES.map((leaf, at) => (at === 17 ? hashLeaf(Buffer.from('changed')) : leaf));

  async function request(old: number, size: number, leaves = LEAVES) {
    const tiles = tilesInMemory(leaves);
    const proof = await consistencyProof(tiles, old, size);
    const note = signCheckpoint({ origin: ORIGIN, size, root: await rangeRoot(tiles, 0, size) }, { publicKey, sign: keys.sign });
    return `old ${old}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${note}`;
  }

  it('is signed with a valid signature while the log grows, and stored', async () => {
    const witness = open(ORIGIN, publicKey);
    for (const [old, size] of [
      [0, 1],
      [1, 256],
      [256, 256],
      [256, 600],
    ] as const) {
      const body = await request(old, size);
      const answer = await witness.addCheckpoint(body);
      expect(answer.status).toBe(200);
      const note = body.slice(body.indexOf('\n\n') + 2) + answer.body;
      const verifier = openWitnessKey(folder, 'witness.example/w1').verifier;
      expect(checkSignatures(parseNote(note), [verifier])).toMatchObject([{ time: NOW.getTime() / 1_000 }]);
    }
    const [file] = readdirSync(folder).filter((name) => name.endsWith('.checkpoint'));
    expect(parseCheckpoint(witness.lastOf(file!.replace('.checkpoint', ''))!).size).toBe(600);
    // Another process on the same folder has the same state.
    expect((await open(ORIGIN, publicKey).addCheckpoint(await request(0, 600))).body).toBe('600\n');
  });

  it('is not signed if the log forks or was set back, and the witness reports it', async () => {
    const witness = open(ORIGIN, publicKey);
    await witness.addCheckpoint(await request(0, 100));
    expect((await witness.addCheckpoint(await request(100, 200, OTHERS))).status).toBe(422);
    expect((await witness.addCheckpoint(await request(100, 100, OTHERS))).status).toBe(422);
    expect((await witness.addCheckpoint(await request(0, 50))).body).toBe('100\n');
    expect(logged.map(({ event, signedSize, shownSize }) => [event, signedSize, shownSize])).toEqual([
      ['checkpoint-signed', undefined, undefined],
      ['does-not-continue', 100, 200],
      ['does-not-continue', 100, 100],
      ['rolled-back', 100, 50],
    ]);
    expect((await witness.addCheckpoint(await request(100, 200))).status).toBe(200);
  });

  it('is signed once if two requests come at the same moment, because check and store are one step', async () => {
    const witness = open(ORIGIN, publicKey);
    const answers = await Promise.all([witness.addCheckpoint(await request(0, 300)), witness.addCheckpoint(await request(0, 200))]);
    expect(answers.map(({ status }) => status)).toEqual([200, 409]);
  });

  it('is refused if the request is malformed', async () => {
    const witness = open(ORIGIN, publicKey);
    const good = await request(0, 10);
    const empty = signCheckpoint({ origin: ORIGIN, size: 0, root: hashLeaf(Buffer.of()) }, { publicKey, sign: keys.sign });
    for (const bad of [
      '',
      'old 0',
      good.slice(7),
      good.replace('old 0', 'old 00'),
      good.replace('old 0', 'old -1'),
      `old 0\n${'A'.repeat(43)}=\n`.repeat(1) + good.slice(5, 9),
    ])
      expect((await witness.addCheckpoint(bad)).status, JSON.stringify(bad)).toBe(400);
    expect((await witness.addCheckpoint(good.replace('old 0', 'old 11'))).status).toBe(400);
    const hash = `${Buffer.alloc(32).toString('base64')}\n`;
    expect((await witness.addCheckpoint(good.replace('old 0\n', `old 0\n${hash.repeat(64)}`))).status).toBe(400);
    expect((await witness.addCheckpoint(good.replace('old 0\n', `old 0\n${hash}`))).status).toBe(422);
    expect((await witness.addCheckpoint(`old 0\n\n${empty}`)).status).toBe(422);
    const right = signCheckpoint({ origin: ORIGIN, size: 0, root: emptyRoot() }, { publicKey, sign: keys.sign });
    expect((await witness.addCheckpoint(`old 0\n\n${right}`)).status).toBe(200);
    expect(() => parseVerifier('not a key')).toThrow();
  });
});
