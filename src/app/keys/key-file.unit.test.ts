import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { StartRefused } from '../start-refused.ts';
import { addMasterKey, createKeyFile, keysFromFile, readKeyFile } from './key-file.ts';

const NOW = new Date('2026-03-01T00:00:00Z');
let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'key-file-test-'));
  path = join(folder, 'keys');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the key file', () => {
  test('is created once, readable by its owner only, and reads back the same', () => {
    expect(readKeyFile(path)).toBeUndefined();
    const made = createKeyFile(path, NOW);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(made).toMatchObject([{ generation: 1, created: NOW.toISOString() }]);
    expect(readKeyFile(path)).toEqual(made);
    expect(createKeyFile(path, NOW), 'a second start keeps it').toEqual(made);
    expect(readdirSync(folder), 'nothing is left beside it').toEqual(['keys']);
  });

  test.runIf(process.platform !== 'win32').each([0o640, 0o604, 0o660, 0o777])(
    'is refused if others may read or write it (mode %i), and the message says how to correct it',
    (mode) => {
      createKeyFile(path, NOW);
      chmodSync(path, mode);
      expect(() => readKeyFile(path)).toThrow(new RegExp(`chmod 600 ${path}`));
      chmodSync(path, 0o400);
      expect(readKeyFile(path)).toHaveLength(1);
    },
  );

  test('is refused if damaged, without quoting its content', () => {
    createKeyFile(path, NOW);
    const whole = readFileSync(path, 'utf8');
    const secret = /"secret": "(.+)"/.exec(whole)![1]!;
    for (const damaged of [
      '',
      whole.slice(0, -20),
      whole.replace(secret, secret.slice(1)),
      whole.replace('"generation": 1', '"generation": 0'),
      '{"about":"","keys":[]}',
    ]) {
      writeFileSync(path, damaged);
      const thrown = (() => {
        try {
          readKeyFile(path);
        } catch (error) {
          return error as Error;
        }
      })();
      expect(thrown, damaged).toBeInstanceOf(StartRefused);
      expect(`${thrown!.message} ${thrown!.stack} ${String(thrown!.cause)}`).not.toContain(secret.slice(1, 12));
    }
  });

  test('gets another key by a rotation, which keeps the older keys and updates keys in use', () => {
    createKeyFile(path, NOW);
    const keys = keysFromFile(path);
    const encrypted = keys.encrypt('people/totp', Buffer.from('x'));
    const added = addMasterKey(path, new Date());
    expect(readKeyFile(path)!.map(({ generation }) => generation)).toEqual([1, 2]);
    expect(keys.generation).toBe(2);
    expect(keys.decrypt('people/totp', encrypted).toString()).toBe('x');
    expect(keys.encrypt('people/totp', Buffer.from('x')).toString('hex')).toContain(added.id);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('is cleared of the temporary file of a killed rotation by the next rotation', () => {
    createKeyFile(path, NOW);
    writeFileSync(`${path}.4711.new`, 'half');
    addMasterKey(path, NOW);
    expect(readdirSync(folder)).toEqual(['keys']);
  });

  test.runIf(process.platform !== 'win32')('keeps its mode in a rotation', () => {
    createKeyFile(path, NOW);
    chmodSync(path, 0o400);
    addMasterKey(path, NOW);
    expect(statSync(path).mode & 0o777).toBe(0o400);
  });

  test.runIf(process.geteuid?.() === 0)('keeps its owner in a rotation that root runs', () => {
    createKeyFile(path, NOW);
    chownSync(path, 4711, 4712);
    addMasterKey(path, NOW);
    expect(statSync(path)).toMatchObject({ uid: 4711, gid: 4712 });
  });

  test('that becomes unusable does not stop a running program, and is reported once', () => {
    createKeyFile(path, NOW);
    const faults: string[] = [];
    const keys = keysFromFile(path, (message) => faults.push(message));
    const encrypted = keys.encrypt('people/totp', Buffer.from('x'));
    const decrypted = () => keys.decrypt('people/totp', encrypted).toString();
    const whole = readFileSync(path);
    writeFileSync(path, 'damaged');
    expect([decrypted(), decrypted()]).toEqual(['x', 'x']);
    expect(faults).toEqual([expect.stringContaining('is damaged')]);
    expect(() => keysFromFile(path)).toThrow(StartRefused);
    rmSync(path);
    createKeyFile(path, NOW);
    expect(decrypted()).toBe('x');
    expect(faults.at(-1)).toContain('no longer holds the master keys in use');
    writeFileSync(path, whole);
    addMasterKey(path, NOW);
    expect([decrypted(), keys.generation]).toEqual(['x', 2]);
    chmodSync(path, 0o644);
    expect(decrypted()).toBe('x');
    if (process.platform !== 'win32') expect(faults.at(-1)).toContain('chmod 600');
  });

  test('is not needed by keys that are already in use', () => {
    createKeyFile(path, NOW);
    const keys = keysFromFile(path);
    const encrypted = keys.encrypt('people/totp', Buffer.from('x'));
    rmSync(path);
    expect(keys.decrypt('people/totp', encrypted).toString()).toBe('x');
    expect(existsSync(path)).toBe(false);
  });
});
