import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyConsistency, verifyInclusion } from '#kernel/merkle-proof.ts';
import probes from './fixtures/probes.json' with { type: 'json' };
import { parseTilePath, tilePath, tilesInMemory, tilesOf } from './tiles.ts';
import { consistencyProof, emptyRoot, Frontier, hashLeaf, hashNode, inclusionProof, rangeRoot } from './tree.ts';

const bytes = (base64: string | null) => new Uint8Array(Buffer.from(base64 ?? '', 'base64'));
const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');

// The reference trees of RFC 6962, as google/certificate-transparency and transparency-dev/merkle (testonly/constants.go) publish them.
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the implementation agrees with published vectors', () => {
  it('for hashes of leaves and nodes (rfc6962_test.go)', () => {
    expect(hex(emptyRoot())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(hex(hashLeaf(Buffer.from('L123456')))).toBe('395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56');
    expect(hex(hashNode(Buffer.from('N123'), Buffer.from('N456')))).toBe(
      'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
    );
  });

  it('for roots of the reference trees, by frontier and by tiles', async () => {
    const leaves = LEAVES.map((leaf) => hashLeaf(Buffer.from(leaf, 'hex')));
    const frontier = new Frontier();
    for (const [size, root] of ROOTS.entries()) {
      expect(hex(frontier.root())).toBe(root);
      expect(hex(await rangeRoot(tilesInMemory(leaves), 0, size))).toBe(root);
      if (size < leaves.length) frontier.add(leaves[size]!);
    }
  });

  it('for 196 valid and invalid proofs (transparency-dev/merkle testdata)', async () => {
    expect([probes.inclusion.length, probes.consistency.length]).toEqual([98, 98]);
    for (const { leafIdx, treeSize, leafHash, proof, root, desc, wantErr } of probes.inclusion)
      expect(await verifyInclusion(leafIdx, treeSize, bytes(leafHash), (proof ?? []).map(bytes), bytes(root)), desc).toBe(!wantErr);
    for (const { size1, size2, root1, root2, proof, desc, wantErr } of probes.consistency)
      expect(await verifyConsistency(size1, size2, bytes(root1), bytes(root2), (proof ?? []).map(bytes)), desc).toBe(!wantErr);
  });

  it('for addresses of tiles (C2SP tlog-tiles)', () => {
    expect(tilePath({ level: 0, number: 1_234_067, width: 256 })).toBe('tile/0/x001/x234/067');
    expect(tilePath({ level: 1, number: 0, width: 17 })).toBe('tile/1/000.p/17');
    const tiles = tilesOf(70_000);
    expect(tiles).toHaveLength(273 + 1 + 1 + 1 + 1);
    expect(tiles.filter(({ width }) => width < 256)).toEqual([
      { level: 0, number: 273, width: 112 },
      { level: 1, number: 1, width: 17 },
      { level: 2, number: 0, width: 1 },
    ]);
    expect(tilesOf(256)).toEqual([
      { level: 0, number: 0, width: 256 },
      { level: 1, number: 0, width: 1 },
    ]);
    for (const address of [
      'tile/0/1',
      'tile/00/001',
      'tile/0/001.p/0',
      'tile/0/001.p/256',
      'tile/0/x000/001',
      'tile/64/001',
      'tile/0/001/',
    ])
      expect(parseTilePath(address), address).toBeUndefined();
  });
});

const tree = fc.integer({ min: 1, max: 1_500 }).chain((size) => fc.tuple(fc.constant(size), fc.nat(size - 1), fc.nat()));
const ALL = Array.from({ length: 1_500 }, (_, at) => hashLeaf(Buffer.from(`leaf ${at}`)));
const TILES = tilesInMemory(ALL);

describe('a tree of any size', () => {
  it('has the same root by frontier, by tiles and by address', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async ([size]) => {
        const frontier = new Frontier();
        for (const leaf of ALL.slice(0, size)) frontier.add(leaf);
        expect(hex(await rangeRoot(TILES, 0, size))).toBe(hex(frontier.root()));
        for (const tile of tilesOf(size)) expect(parseTilePath(tilePath(tile))).toEqual(tile);
      }),
      { numRuns: 50 },
    );
  });

  it('gives proofs that verify, and no others verify', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async ([size, first, noise]) => {
        const root = await rangeRoot(TILES, 0, size);
        const inclusion = await inclusionProof(TILES, first, size);
        expect(await verifyInclusion(first, size, ALL[first]!, inclusion, root)).toBe(true);
        expect(await verifyInclusion(first, size, hashLeaf(Buffer.from('another')), inclusion, root)).toBe(false);
        if (first === 0) return;
        const consistency = await consistencyProof(TILES, first, size);
        const firstRoot = await rangeRoot(TILES, 0, first);
        expect(await verifyConsistency(first, size, firstRoot, root, consistency)).toBe(true);
        const damaged = consistency.map((step) => Buffer.from(step));
        damaged[noise % damaged.length]![noise % 32]! ^= 1;
        expect(await verifyConsistency(first, size, firstRoot, root, damaged)).toBe(false);
        expect(await verifyConsistency(first, size, root, firstRoot, consistency)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });
});
