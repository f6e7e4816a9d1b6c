import { expect, test } from 'vitest';
import { ItemContent } from '../item.schema.ts';
import type { ItemView } from '../views/item-view.schema.ts';
import { toContent, valuesOf } from './item-values.ts';

const item = {
  obligationIds: ['P3.3', 'P3.4'],
  kind: 'EV-MEAS',
  says: 'met',
  title: { en: 'Report', fr: 'Rapport' },
  source: { en: 'Ministry', fr: 'Ministère' },
  date: '2026-09',
  asOf: null,
  page: '12',
  documentId: '0190a3a0-0000-7000-8000-000000000001',
  address: null,
  note: 'Ours',
} as unknown as ItemView;

test('valuesOf copies the whole item for a draft or correction, and omits obligations, page and note for a new item', () => {
  expect(valuesOf(item, undefined, true, 'fr')).toMatchObject({
    obligationIds: ['P3.3', 'P3.4'],
    title: 'Rapport',
    page: '12',
    note: 'Ours',
  });
  expect(valuesOf(item, 'P3.1', false, 'en')).toMatchObject({ obligationIds: ['P3.1'], title: 'Report', page: undefined, note: undefined });
  expect(valuesOf(undefined, undefined, false, 'en').obligationIds).toEqual([]);
});

test('toContent sends what the server accepts, without empty fields', () => {
  const body: unknown = JSON.parse(JSON.stringify(toContent(valuesOf(item, undefined, true, 'en'), 'nato-thb-2004')));
  expect(body).not.toHaveProperty('address');
  expect(ItemContent.parse(body)).toEqual(body);
});
