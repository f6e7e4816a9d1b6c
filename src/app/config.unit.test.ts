import { describe, expect, test } from 'vitest';
import { readConfig } from './config.ts';

describe('settings', () => {
  test('without any, one machine serves itself', () => {
    expect(readConfig({}, true)).toEqual({
      host: 'localhost',
      port: 8080,
      dataDirectory: '/var/lib/manumit',
      publicUrl: 'http://localhost:8080',
      deskUrl: 'http://localhost:8080',
      surface: 'all',
      trustedProxy: [],
    });
    expect(readConfig({}, false).dataDirectory).toBe(`${process.cwd()}/data`);
  });

  test('an empty one counts as absent; the desk may stand on an address of its own', () => {
    const config = readConfig({ PORT: '', PUBLIC_URL: 'https://thb.example.org/', DESK_URL: 'https://desk.example.org' }, false);
    expect(config).toMatchObject({ port: 8080, publicUrl: 'https://thb.example.org', deskUrl: 'https://desk.example.org' });
  });

  test('all faults are named at once', () => {
    const wrong = {
      PORT: '99999',
      SURFACE: 'both',
      DATABASE_URL: 'mysql://x',
      PUBLIC_URL: 'https://a.example/path',
      TRUSTED_PROXY: '10.0.0.0/99',
    };
    const read = () => readConfig(wrong, false);
    for (const name of Object.keys(wrong)) expect(read).toThrow(name);
  });

  test.each(['0.0.0.0', '::', '192.0.2.4', 'thb.example.org'])('listening on %s without a declared proxy is refused', (HOST) => {
    expect(() => readConfig({ HOST }, false)).toThrow(/TRUSTED_PROXY/);
    expect(readConfig({ HOST, TRUSTED_PROXY: '10.0.0.1, fd00::/8' }, false).trustedProxy).toEqual(['10.0.0.1', 'fd00::/8']);
  });

  test.each(['127.0.0.1', '::1', 'localhost', '127.9.9.9'])('listening on %s needs none', (HOST) => {
    expect(readConfig({ HOST }, false).host).toBe(HOST);
  });
});
