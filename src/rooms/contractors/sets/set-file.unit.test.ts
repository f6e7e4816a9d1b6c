import { describe, expect, it } from 'vitest';
import { SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import { OWN_SET } from '../fixtures/own-set.ts';
import { idIn, keyOf, languagesOf, readSetFile } from './set-file.rules.ts';

const NOTHING = { ships: new Set(['least-5f']), taken: new Set<string>(), keys: new Set<string>() };
const read = (file: object, known: Partial<typeof NOTHING> = {}) => readSetFile(JSON.stringify(file), { ...NOTHING, ...known });
const faultsOf = (...given: Parameters<typeof read>) => {
  const found = read(...given);
  return 'faults' in found ? found.faults.map(({ path, code }) => [path, code]) : [];
};
const [first, second] = OWN_SET.provisions;

describe('readSetFile', () => {
  it('reads a set, and names each fault with its place', () => {
    expect(read(OWN_SET)).toMatchObject({ set: { id: 'agency-2026', version: '2026-01' } });
    expect(readSetFile('{', NOTHING)).toMatchObject({ faults: [{ path: '', code: 'not-json' }] });
    expect(faultsOf([])).toEqual([['', 'wrong-type']]);
    expect(
      faultsOf({
        ...OWN_SET,
        ...{ id: 'Agency', version: undefined, note: 'x' },
        provisions: [
          { id: 'a', title: {}, wordings: [{ language: 'de', text: 'short' }] },
          { ...second, rule: { ...second.rule, who: { en: ['@bound', '@nobody'] }, must: 'perhaps' } },
          { id: 'c', title: { en: 'C' } },
        ],
      }),
    ).toEqual([
      ['id', 'wrong-form'],
      ['version', 'missing'],
      ['provisions.0.title.en', 'missing'],
      ['provisions.0.wordings.0.language', 'not-one-of'],
      ['provisions.0.wordings.0.text', 'too-short'],
      ['provisions.1.rule.must', 'not-one-of'],
      ['provisions.2', 'no-wording'],
      ['note', 'unknown-field'],
      ['provisions.1.rule.who.en.1', 'no-list'],
    ]);
    expect(faultsOf({ ...OWN_SET, provisions: [{ id: 'c', title: { en: 'C' } }] })).toEqual([['provisions.0', 'no-wording']]);
    expect(faultsOf({ ...OWN_SET, provisions: [second, second] })).toEqual([['', 'id-twice']]);
    const inspector = { id: 'ig', title: { en: 'Inspector General' } };
    expect(faultsOf({ ...OWN_SET, notify: [inspector, inspector] })).toEqual([['', 'id-twice']]);
    expect(faultsOf({ ...OWN_SET, notify: [{ ...inspector, mail: 'x' }] })).toEqual([['notify.0.mail', 'unknown-field']]);
  });

  it('refuses an id that ships or that is another set, and a version that is known', () => {
    expect(faultsOf({ ...OWN_SET, id: 'least-5f' })).toEqual([['id', 'id-ships']]);
    expect(faultsOf(OWN_SET, { taken: new Set(['agency-2026']) })).toEqual([['id', 'id-taken']]);
    expect(faultsOf(OWN_SET, { keys: new Set([keyOf(OWN_SET)]) })).toEqual([['version', 'version-known']]);
    expect(faultsOf({ ...OWN_SET, version: 'v'.repeat(60) })).toEqual([['version', 'name-too-long']]);
  });
});

describe('languagesOf', () => {
  it('names the languages in which every provision is recognised', () => {
    expect(languagesOf(SHIPPED_SETS.get('least-5f')!)).toEqual(['en', 'fr']);
    expect(languagesOf(SHIPPED_SETS.get('far-52.222-50')!)).toEqual(['en']);
    const french = { ...first, wordings: [{ ...first.wordings[0], language: 'fr' as const }] };
    const found = read({ ...OWN_SET, provisions: [french, second] });
    expect('set' in found && languagesOf(found.set)).toEqual([]);
  });
});

describe('keyOf', () => {
  it('names a set with its version, and its id is found in it', () => {
    expect(keyOf(OWN_SET)).toBe('agency-2026@2026-01');
    expect([idIn('agency-2026@2026-01'), idIn('least-5f')]).toEqual(['agency-2026', 'least-5f']);
  });
});

it('each set that ships has its titles in both languages', () => {
  for (const { id, title, provisions, notify } of SHIPPED_SETS.values())
    for (const one of [title, ...[...provisions, ...notify].map((inner) => inner.title)]) {
      expect([one.en, one.fr], id).toEqual([expect.stringMatching(/\S/), expect.stringMatching(/\S/)]);
      expect(one.fr, id).not.toMatch(/(^|[^\u00a0\u202f])[:;?!»]|«[^\u00a0]|'/);
    }
});

it('the sets that ship have each part of clause 5f in several wordings and as a rule, and each paragraph of FAR 52.222-50', () => {
  const [least, far] = ['least-5f', 'far-52.222-50'].map((id) => SHIPPED_SETS.get(id)!.provisions);
  expect(least!.map(({ id, reference }) => [id, reference])).toEqual(['engaging', 'facilitating', 'penalties'].map((id) => [id, '5f']));
  for (const { id, wordings, rule } of least!) {
    expect([id, wordings.length > 1, [rule].flat().length > 0]).toEqual([id, true, true]);
    expect([id, [...new Set(wordings.map(({ language }) => language))]]).toEqual([id, ['en', 'fr']]);
  }
  // The nine prohibitions, notification, cooperation, plan, certification, flow-down and Alternate I.
  expect(far!.map(({ reference }) => reference)).toEqual([
    ...Array.from({ length: 9 }, (_, n) => `(b)(${n + 1})`),
    ...['(d)', '(g)', '(h)(1) to (4)', '(h)(5)', '(i)', 'Alternate I'],
  ]);
});
