import { describe, expect, test } from 'vitest';
import { currentEdition } from '../current.ts';
import { oscalCatalog } from './oscal.ts';

type Control = {
  id: string;
  props: { name: string; value: string }[];
  links?: { href: string }[];
  parts: { id: string; name: string; prose: string }[];
};
type Catalog = {
  uuid: string;
  metadata: { title: string };
  params: { id: string; values: string[] }[];
  groups: { id: string; controls?: Control[]; links?: { href: string }[] }[];
  'back-matter': { resources: { uuid: string; title: string }[] };
};

const now = new Date('2026-03-04T05:06:07.000Z');
const edition = currentEdition();
const catalogOf = (language: 'en' | 'fr', data = edition) => oscalCatalog(data, language, now).catalog as unknown as Catalog;

describe('oscalCatalog', () => {
  const { groups, params, 'back-matter': backMatter } = catalogOf('en');
  const controls = groups.flatMap((group) => group.controls ?? []);

  test('has a group for every clause, a control for every obligation, and every parameter with its value', () => {
    expect(groups.map((group) => group.id)).toEqual(edition.clauses.map(({ id }) => `clause-${id}`));
    for (const clause of edition.clauses)
      expect(groups.find((group) => group.id === `clause-${clause.id}`)?.controls?.map(({ id }) => id) ?? []).toEqual(
        edition.obligationsOf(clause.id).map(({ id }) => id),
      );
    expect(controls).toHaveLength(edition.obligations.length);
    expect(params.map(({ id, values }) => [id, ...values])).toEqual(edition.parameters.map(({ id, value }) => [id, String(value)]));
  });

  test('marks exactly the reconstructed obligations (appendices 1 and 3)', () => {
    for (const control of controls)
      expect(
        control.props.some(({ name }) => name === 'reconstructed'),
        control.id,
      ).toBe(edition.obligation(control.id).reconstructed);
    expect(controls.some(({ props }) => props.some(({ name }) => name === 'reconstructed'))).toBe(true);
  });

  test('links every row of the crosswalk to its instrument', () => {
    const resources = new Map(backMatter.resources.map(({ uuid, title }) => [`#${uuid}`, title]));
    const links = [...groups, ...controls].flatMap((one) => one.links ?? []);
    expect(links).toHaveLength(edition.crosswalk.length);
    expect(links.filter(({ href }) => !resources.has(href))).toEqual([]);
    // The last resource is the whole edition, for reading it back.
    expect([...resources.values()]).toEqual([...edition.instruments.map(({ title }) => title.en), edition.id]);
  });

  test('has stable identifiers that change with the content, and no id twice', () => {
    expect(catalogOf('en').uuid).toBe(catalogOf('en').uuid);
    const [first, ...rest] = edition.obligations;
    const changed = { ...edition, obligations: [{ ...first!, title: { ...first!.title, en: 'Another title' } }, ...rest] };
    expect(catalogOf('en', changed).uuid).not.toBe(catalogOf('en').uuid);
    expect(catalogOf('fr').uuid).not.toBe(catalogOf('en').uuid);
    const ids = [...groups, ...params, ...controls, ...controls.flatMap(({ parts }) => parts)].map(({ id }) => id);
    expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  });

  test('is available in French', () => {
    const french = catalogOf('fr');
    expect(french.metadata.title).toBe(edition.title.fr);
    expect(french.groups[0]?.controls?.[0]?.parts[0]?.prose).toBe(edition.obligationsOf(edition.clauses[0]!.id)[0]!.statement.fr);
  });
});
