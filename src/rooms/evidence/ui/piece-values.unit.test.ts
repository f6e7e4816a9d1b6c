import { expect, test } from 'vitest';
import { PieceContent } from '../piece.schema.ts';
import type { PieceView } from '../views/piece-view.schema.ts';
import { toContent, valuesOf } from './piece-values.ts';

const piece = {
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
} as unknown as PieceView;

test('starts a draft or a correction from the whole piece, and another item without its duties, page and note', () => {
  expect(valuesOf(piece, undefined, true, 'fr')).toMatchObject({
    obligationIds: ['P3.3', 'P3.4'],
    title: 'Rapport',
    page: '12',
    note: 'Ours',
  });
  expect(valuesOf(piece, 'P3.1', false, 'en')).toMatchObject({ obligationIds: ['P3.1'], title: 'Report', page: '', note: '' });
  expect(valuesOf(undefined, undefined, false, 'en').obligationIds).toEqual([]);
});

test('sends what the server takes, without empty fields', () => {
  const body: unknown = JSON.parse(JSON.stringify(toContent(valuesOf(piece, undefined, true, 'en'), 'nato-thb-2004')));
  expect(body).not.toHaveProperty('address');
  expect(PieceContent.parse(body)).toEqual(body);
});
