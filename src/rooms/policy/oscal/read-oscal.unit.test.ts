import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { currentCatalogue, POLICIES_FOLDER } from '../current.ts';
import { wholeOf } from '../files/edition-content.ts';
import { loadEdition } from '../files/policy-files.ts';
import { writeEdition } from '../files/write-edition.ts';
import { oscalCatalog } from './oscal.ts';
import { readOscal } from './read-oscal.ts';

const folder = mkdtempSync(join(tmpdir(), 'manumit-oscal-'));
afterAll(() => rmSync(folder, { recursive: true }));

const throughJson = (value: unknown) => JSON.parse(JSON.stringify(value));
const exported = (id: string, language: 'en' | 'fr' = 'en') =>
  throughJson(oscalCatalog(loadEdition(join(POLICIES_FOLDER, id)).edition!, language, new Date('2026-03-04T05:06:07.000Z')));

const FOREIGN = {
  catalog: {
    uuid: 'c3da6d1d-c20c-4c7c-ae73-4010a4a0f6fd',
    metadata: { title: 'Controls for a harbour', 'last-modified': '2026-01-01T00:00:00Z', version: '5.1', 'oscal-version': '1.1.2' },
    groups: [
      {
        id: 'ac',
        title: 'Access',
        controls: [
          {
            id: 'ac-1',
            title: 'Gates',
            parts: [{ name: 'statement', prose: 'Close the gates.' }],
            controls: [{ id: 'ac-1.1', title: 'Night' }],
          },
        ],
      },
    ],
  },
};

describe('readOscal', () => {
  test.each(currentCatalogue().editions.map(({ id }) => id))(
    'reads the export of %s back without loss, in both languages, and its files are sound',
    (id) => {
      for (const language of ['en', 'fr'] as const) {
        const read = readOscal(exported(id, language), 'en')!;
        expect([read.whole, read.changed]).toEqual([true, []]);
        const into = join(folder, `${id}-${language}`);
        writeEdition(into, id, read.files);
        const { edition, faults } = loadEdition(into);
        expect(faults).toBeUndefined();
        expect(wholeOf(edition!)).toEqual(wholeOf(loadEdition(join(POLICIES_FOLDER, id)).edition!));
      }
    },
  );

  test('names what another tool changed in an export', () => {
    const { catalog } = exported('nato-thb-2004');
    catalog.groups[0].controls[0].title = 'Another title';
    catalog.params = catalog.params.slice(1);
    expect(readOscal({ catalog }, 'en')!.changed.toSorted()).toEqual(['P1.1', 'fresh-1-month']);
  });

  test('names changes of the crosswalk, of properties, of instruments and of the metadata', () => {
    const { catalog } = exported('nato-thb-2004');
    const linked = catalog.groups.flatMap((group: { controls: object[] }) => group.controls).find((one: { links?: object[] }) => one.links);
    linked.links.pop();
    const strong = catalog.groups[0].controls[0];
    strong.props = strong.props.filter(({ name }: { name: string }) => name !== 'strength');
    catalog.groups[1].links = [{ href: '#elsewhere', rel: 'supports' }];
    catalog['back-matter'].resources[0].rlinks[0].href = 'https://example.org/another-text';
    catalog.metadata.remarks = 'Another note';
    expect(readOscal({ catalog }, 'en')!.changed.toSorted()).toEqual(
      [catalog['back-matter'].resources[0].title, catalog.groups[1].id, linked.id, strong.id, 'metadata'].toSorted(),
    );
  });

  test('ignores the time of writing and the id of the catalog', () => {
    const { catalog } = exported('nato-thb-2004', 'fr');
    catalog.metadata['last-modified'] = '2030-01-01T00:00:00Z';
    catalog.uuid = 'c3da6d1d-c20c-4c7c-ae73-4010a4a0f6fd';
    expect(readOscal({ catalog }, 'en')!.changed).toEqual([]);
  });

  test('makes a draft of a catalog of another tool, whose check names what is missing', () => {
    const { files, id, whole } = readOscal(FOREIGN, 'en')!;
    expect([id, whole]).toEqual(['controls-for-a-harbour', false]);
    expect(files['obligations.yaml']).toMatchObject({
      obligations: [
        { id: 'ac-1', clause: 'ac', title: { en: 'Gates' }, statement: { en: 'Close the gates.' } },
        { id: 'ac-1.1', clause: 'ac' },
      ],
    });
    const into = join(folder, id);
    writeEdition(into, id, files);
    const named = loadEdition(into).faults!.map(({ file, kind, values }) => `${file.slice(into.length + 1)} ${kind} ${values.key ?? ''}`);
    expect(named).toEqual(
      expect.arrayContaining([
        'edition.yaml missing authority',
        'edition.yaml missing adopted',
        'edition.yaml missing-french title.fr',
        'clauses.yaml missing clauses[ac].strength',
        'evidence-kinds.yaml missing evidenceKinds',
        'obligations.yaml missing obligations[ac-1].owners',
        'obligations.yaml missing obligations[ac-1].evidence',
      ]),
    );
    expect(() => writeEdition(into, id, files)).toThrow(/already exists/);
  });

  test.each([[{}], [{ catalog: { uuid: 'x' } }], [[]], ['catalog']])('answers undefined for %j, which is no catalog', (content) => {
    expect(readOscal(content, 'en')).toBeUndefined();
  });
});
