import { afterAll, describe, expect, test } from 'vitest';
import { encode } from '../../crypto/bytes.ts';
import { lockCheaply } from '../../crypto/fixtures.ts';
import { newKeys } from '../../crypto/keys.ts';
import { lockKeys } from '../../crypto/reader-keys.ts';
import { KeysLocked, OpenKeys } from './open-keys.ts';
import { IDLE_LOCK_MS } from './protocol.ts';

afterAll(lockCheaply());

const CHANNEL = '4e0f2f8f-3f5e-4f0c-8f5d-7d2f4a6f0a01';
const keys = newKeys();
const locked = encode(await lockKeys(keys, 'test only'));

async function opened() {
  let at = 1_000_000;
  const open = new OpenKeys(() => at);
  const result = await open.unlock({ channel: CHANNEL, locked, passphrase: 'test only' });
  return {
    open,
    result,
    wait: (ms: number) => {
      at += ms;
    },
  };
}

describe('OpenKeys (5e)', () => {
  test('opens the keys of one channel with the passphrase, and with no other', async () => {
    const { open, result } = await opened();
    expect(result).toBe('unlocked');
    expect(open.of(CHANNEL)).toEqual(keys);
    expect(() => open.of('another')).toThrow(KeysLocked);
    expect(await open.unlock({ channel: CHANNEL, locked, passphrase: 'another' })).toBe('wrong-passphrase');
    expect(() => open.of(CHANNEL)).toThrow(KeysLocked);
  });

  test('drops the keys after five minutes without a touch, also where nobody looked meanwhile', async () => {
    const { open, wait } = await opened();
    wait(IDLE_LOCK_MS - 1);
    open.touch();
    wait(IDLE_LOCK_MS - 1);
    expect(open.of(CHANNEL)).toEqual(keys);
    wait(1);
    expect(() => open.of(CHANNEL)).toThrow(KeysLocked);
  });

  test('brings no keys back by a touch that comes too late', async () => {
    const { open, wait } = await opened();
    wait(IDLE_LOCK_MS);
    open.touch();
    expect(open.lockIfIdle()).toBe(true);
  });
});
