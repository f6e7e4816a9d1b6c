import { URI } from 'otpauth';
import { expect, test } from 'vitest';
import { appAddress, inGroups, newSecret, toBase32 } from './totp-secret.rules.ts';

// RFC 4648, section 10, without padding.
test.each([
  ['', ''],
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('toBase32 encodes %j as %s', (text, written) => {
  expect(toBase32(new TextEncoder().encode(text))).toBe(written);
});

test('newSecret makes a different 160-bit secret each time, which inGroups shows in groups of four', () => {
  const secret = newSecret();
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  expect(newSecret()).not.toBe(secret);
  expect(inGroups(secret)).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
});

test('appAddress gives an authenticator app the issuer, the account and the secret', () => {
  const secret = newSecret();
  const read = URI.parse(appAddress(secret, 'mira+desk@example.org'));
  expect([read.issuer, read.label, read.secret.base32]).toEqual(['Manumit', 'mira+desk@example.org', secret]);
  expect(read).toMatchObject({ algorithm: 'SHA1', digits: 6, period: 30 });
});
