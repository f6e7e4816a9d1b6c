import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { codesIn, formsOf, holds, memoryOf } from './search-bytes.ts';

const TEXT = 'quincunxfarthing';
const amid = (bytes: Buffer) => Buffer.concat([randomBytes(50), bytes, randomBytes(50)]);

describe('holds', () => {
  test('finds a text in each form', () => {
    for (const form of formsOf(TEXT)) expect(holds([amid(form)], TEXT)).toBe(true);
    expect(holds([randomBytes(2000)], TEXT)).toBe(false);
  });

  test('finds a text in base64, wherever it begins', () => {
    for (let lead = 0; lead < 3; lead += 1) {
      const around = Buffer.concat([Buffer.from('é'), Buffer.alloc(lead), Buffer.from(TEXT), Buffer.from('è')]);
      expect(holds([Buffer.from(around.toString('base64'))], TEXT)).toBe(true);
    }
  });
});

describe('codesIn', () => {
  const code = '1234 5678 9012 3456 7890 1234 5678 9012 3456';
  const codes = new Set([code, code.replaceAll(' ', '')]);

  test('finds a code in groups, without spaces, and amid other digits', () => {
    for (const found of [code, code.replaceAll(' ', ''), `77${code.replaceAll(' ', '')}77`])
      expect(codesIn([amid(Buffer.from(`"${found}"`))], codes)).not.toEqual([]);
  });

  test('finds no other digits', () => {
    expect(codesIn([Buffer.from('4321 5678 9012 3456 7890 1234 5678 9012 3456 '.repeat(3))], codes)).toEqual([]);
  });
});

describe.skipIf(process.platform !== 'linux')('memoryOf', () => {
  test('reads what a process holds', () => {
    const held = Buffer.from([...TEXT].reverse().join(''));
    expect(memoryOf(process.pid, { shared: false }).some((one) => one.includes(held))).toBe(true);
  });
});
