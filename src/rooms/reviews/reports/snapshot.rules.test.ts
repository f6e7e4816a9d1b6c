import { describe, expect, it } from 'vitest';
import type { ReportParty, ReportRound } from './report.schema.ts';
import { canonicalJson, freeze, isIntact, sha256 } from './snapshot.rules.ts';

const round: ReportRound = {
  id: 'r1',
  title: { en: 'Round 2026', fr: 'Cycle 2026' },
  state: 'adopted',
  editionId: 'nato-thb-2004',
  authority: { en: 'Policy committee', fr: 'Comité de la politique' },
  scope: [],
  openedAt: '2026-03-02T09:00:00.000Z',
  adoptedAt: '2027-01-28T09:00:00.000Z',
  adoptedBy: 'Policy office',
  release: 'parties',
};
const party = (id: string): ReportParty => ({
  id,
  name: 'Aldmark',
  names: { en: 'Aldmark', fr: 'Aldmark' },
  group: 'ally',
  voluntary: false,
  state: 'adopted',
  submitted: null,
  unratedReason: null,
  items: 0,
  declared: 0,
  obligations: [],
  findings: [],
  comments: [],
});

describe('freeze', () => {
  it('gives the same bytes for any order of keys or reading', () => {
    const turned = Object.fromEntries(Object.entries(party('a')).reverse()) as ReportParty;
    const frozen = freeze(round, '2027-01-28', [party('a'), party('b')]);
    expect(freeze(round, '2027-01-28', [party('b'), turned])).toEqual(frozen);
    expect(frozen.sha256).toBe(sha256(frozen.head));
    expect(canonicalJson({ b: 1, a: 'é' })).toBe('{"a":"é","b":1}');
  });

  it('hashes a known text correctly (FIPS 180-4, "abc")', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  it('lets isIntact reveal every later change, also to a holder of one participation', () => {
    const frozen = freeze(round, '2027-01-28', [party('a'), party('b')]);
    expect(isIntact(frozen)).toBe(true);
    expect(isIntact({ ...frozen, participations: frozen.participations.slice(1) })).toBe(true);
    const [first, second] = frozen.participations;
    const forged = { ...first!, content: first!.content.replace('Aldmark', 'Brevia') };
    expect(isIntact({ ...frozen, participations: [forged, second!] })).toBe(false);
    expect(isIntact({ ...frozen, participations: [{ ...forged, sha256: sha256(forged.content) }, second!] })).toBe(false);
    expect(isIntact({ ...frozen, head: frozen.head.replace('2027-01-28', '2027-01-29') })).toBe(false);
  });
});
