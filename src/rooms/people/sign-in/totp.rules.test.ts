import { expect, test } from 'vitest';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-code.rules.ts';
import { secretBytes, stepOf } from './totp.rules.ts';

// RFC 6238, appendix B, SHA-1: it gives eight digits, of which these are the last six.
const SECRET = Buffer.from('12345678901234567890', 'ascii');
const VECTORS = [
  [59, '287082', 0x1],
  [1_111_111_109, '081804', 0x23523ec],
  [1_111_111_111, '050471', 0x23523ed],
  [1_234_567_890, '005924', 0x273ef07],
  [2_000_000_000, '279037', 0x3f940aa],
  [20_000_000_000, '353130', 0x27bc86aa],
] as const;

test.each(VECTORS)('stepOf at second %d accepts the code %s (RFC 6238)', (second, code, step) => {
  expect(stepOf(SECRET, code, new Date(second * 1000))).toBe(step);
});

test('stepOf accepts a code one step early or late, and no more', () => {
  const [second, code, step] = VECTORS[3];
  const at = (offset: number) => stepOf(SECRET, code, new Date((second + offset) * 1000));
  expect([at(-60), at(-30), at(0), at(30), at(60)]).toEqual([undefined, step, step, step, undefined]);
});

test.each(['', '00592', '0059244', 'abcdef', '005925'])('stepOf refuses %j', (code) => {
  expect(stepOf(SECRET, code, new Date(1_234_567_890_000))).toBeUndefined();
});

test('secretBytes reads base 32', () => {
  expect(Buffer.from(secretBytes('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'))).toEqual(SECRET);
});

test('newRecoveryCodes makes ten different codes of 80 bits, which are accepted however they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) {
    expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/);
    expect(hashRecoveryCode(` ${code.replaceAll('-', '').toUpperCase().replaceAll('0', 'O').replaceAll('1', 'l')}`)).toEqual(
      hashRecoveryCode(code),
    );
  }
  expect(hashRecoveryCode(codes[0]!)).not.toEqual(hashRecoveryCode(codes[1]!));
});
