import { expect, test } from 'vitest';
import { decideRevocation } from './completion.rules.ts';

test('decideRevocation accepts a record once', () => {
  expect(decideRevocation({ revokedOn: null })).toEqual({ accepted: true, value: 'revoked' });
  expect(decideRevocation({ revokedOn: '2026-11-25' })).toMatchObject({ code: 'training/record-already-revoked' });
});
