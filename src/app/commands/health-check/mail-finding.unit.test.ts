import { expect, test } from 'vitest';
import { mailFinding } from './mail-finding.ts';

test('the finding on mail names a rejected login first, and is absent where no mail waits', () => {
  expect(mailFinding([])).toEqual([]);
  expect(mailFinding(['450', 'eauth'])).toMatchObject([{ state: 'warning', found: expect.stringContaining('rejects the login') }]);
  expect(mailFinding(['esocket'])).toMatchObject([{ state: 'warning', found: expect.stringContaining('esocket') }]);
});
