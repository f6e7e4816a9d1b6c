import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { readConfig, readExerciseConfig, SECRETS } from './config.ts';

describe('settings', () => {
  test('have defaults with which one machine serves everything', () => {
    expect(readConfig({}, true)).toEqual({
      host: 'localhost',
      port: 8080,
      backup: { place: '/var/lib/manumit/backup', recipients: [], at: '02:30', keepDays: 30 },
      dataDirectory: '/var/lib/manumit',
      highestLabel: 'unclassified',
      keyFile: '/var/lib/manumit/keys',
      publicUrl: 'http://localhost:8080',
      deskUrl: 'http://localhost:8080',
      surface: 'all',
      publication: { hour: 3, step: 1024 },
      trustedProxy: [],
      site: {},
    });
    expect(readConfig({}, false).dataDirectory).toBe(`${process.cwd()}/data`);
  });

  test('treat an empty setting as absent, and accept a separate address for the desk', () => {
    const config = readConfig({ PORT: '', PUBLIC_URL: 'https://thb.example.org/', DESK_URL: 'https://desk.example.org' }, false);
    expect(config).toMatchObject({ port: 8080, publicUrl: 'https://thb.example.org', deskUrl: 'https://desk.example.org' });
  });

  test('link to the desk from public pages only where a desk is reachable', () => {
    const door = (settings: Record<string, string>) => readConfig(settings, false).site.desk;
    const both = { PUBLIC_URL: 'https://thb.example.org', DESK_URL: 'https://desk.example.org/' };
    expect(door(both)).toBe('https://desk.example.org/desk/');
    expect(door({ ...both, SURFACE: 'public' })).toBe('https://desk.example.org/desk/');
    expect(door({ SURFACE: 'public' })).toBeNull();
    expect(door({})).toBeUndefined();
  });

  test('pass on the operator’s name, the leave address and the contact', () => {
    const environment = {
      OPERATOR_NAME: 'Register',
      LEAVE_URL: 'https://example.org/weather',
      CONTACT: 'office@example.org',
      REPORTING: '+00 555 0100',
    };
    const config = readConfig(environment, false);
    expect(config.reporting).toBe(environment.REPORTING);
    expect(config.site).toEqual({
      operator: 'Register',
      leaveTo: environment.LEAVE_URL,
      contact: environment.CONTACT,
    });
  });

  test('include single sign-on for a real installation, and never for an exercise', () => {
    const settings = { OIDC_CONFIG: '/etc/manumit/oidc.json', OIDC_CLIENT_SECRET: 'secret', KEY_FILE: '/etc/manumit/keys' };
    expect(readConfig(settings, false)).toMatchObject({
      oidc: { file: '/etc/manumit/oidc.json', secret: 'secret' },
      keyFile: '/etc/manumit/keys',
    });
    const exercise = readExerciseConfig({ ...settings, MANUMIT_DATA: '/tmp/exercise' }, false);
    expect(exercise).not.toHaveProperty('oidc');
    expect(exercise.keyFile).toBe('/tmp/exercise/keys');
  });

  test('name all faults at once', () => {
    const wrong = {
      PORT: '99999',
      SURFACE: 'both',
      DATABASE_URL: 'mysql://x',
      PUBLIC_URL: 'https://a.example/path',
      TRUSTED_PROXY: '10.0.0.0/99',
      LEAVE_URL: 'javascript:alert(1)',
      OPERATOR_NAME: 'a'.repeat(61),
    };
    const read = () => readConfig(wrong, false);
    for (const name of Object.keys(wrong)) expect(read).toThrow(name);
  });

  test('enable metrics only with a port, which must differ from the port of the site', () => {
    expect(readConfig({}, false).metricsPort).toBeUndefined();
    expect(readConfig({ METRICS_PORT: '9464' }, false).metricsPort).toBe(9464);
    expect(() => readConfig({ METRICS_PORT: '8080' }, false)).toThrow('METRICS_PORT must be another than PORT');
    expect(() => readConfig({ METRICS_PORT: '0' }, false)).toThrow('METRICS_PORT');
  });

  test.each(['0', '101', 'much'])('refuse %s as the factor of time limits', (TIME_LIMIT_FACTOR) => {
    expect(() => readConfig({ TIME_LIMIT_FACTOR }, false)).toThrow('TIME_LIMIT_FACTOR must be');
    expect(() => readConfig({ TIME_LIMIT_FACTOR: '2.5' }, false)).not.toThrow();
  });

  test.each(['0.0.0.0', '::', '192.0.2.4', 'thb.example.org'])('refuse to listen on %s without a declared proxy', (HOST) => {
    expect(() => readConfig({ HOST }, false)).toThrow(/TRUSTED_PROXY/);
    const proxied = { HOST, TRUSTED_PROXY: '10.0.0.1, fd00::/8' };
    expect(readConfig({ ...proxied, PUBLIC_URL: 'https://thb.example.org' }, false).trustedProxy).toEqual(['10.0.0.1', 'fd00::/8']);
    expect(() => readConfig(proxied, false)).toThrow(/PUBLIC_URL is needed/);
  });

  test.each(['127.0.0.1', '::1', 'localhost', '127.9.9.9'])('allow listening on %s without a proxy', (HOST) => {
    expect(readConfig({ HOST }, false).host).toBe(HOST);
  });

  test.each(['http://thb.example.org', 'http://192.0.2.4:8080', 'http://localhost.example.org', 'http://[2001:db8::1]'])(
    'refuse %s for the site and the desk: it is not this machine, and has no TLS',
    (address) => {
      expect(() => readConfig({ PUBLIC_URL: address }, false)).toThrow(/PUBLIC_URL http.* without encryption/);
      expect(() => readConfig({ PUBLIC_URL: 'https://thb.example.org', DESK_URL: address }, false)).toThrow(
        /DESK_URL http.* without encryption/,
      );
      expect(() => readConfig({ PUBLIC_URL: address, DESK_URL: address }, false)).toThrow(/PUBLIC_URL http[\s\S]*DESK_URL http/);
    },
  );

  test.each(['http://localhost:9000', 'http://127.0.0.1:8080', 'http://[::1]:8080'])(
    'accept %s without TLS, because it is this machine',
    (address) => {
      expect(readConfig({ PUBLIC_URL: address }, false)).toMatchObject({ publicUrl: address, deskUrl: address });
      expect(readConfig({ PUBLIC_URL: 'http://localhost:8080', DESK_URL: address }, false).deskUrl).toBe(address);
    },
  );

  test.each([
    { PUBLIC_URL: 'https://thb.example.org', DESK_URL: 'http://localhost:8080' },
    { PUBLIC_URL: 'http://localhost:8080', DESK_URL: 'https://desk.example.org' },
    { DESK_URL: 'https://desk.example.org' },
  ])('require TLS for both the site and the desk, or for neither: %o is refused', (settings) => {
    expect(() => readConfig(settings, false)).toThrow(/must both begin with https, or neither/);
  });

  test('name an onion service of version 3 by its whole name, whose check sum is right', () => {
    const name = 'duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion';
    expect(readConfig({ ONION_ADDRESS: ` ${name.toUpperCase()}` }, false).site).toMatchObject({ onion: name });
    const wrong = [`http://${name}`, name.replace('duck', 'luck'), name.slice(1), `a.${name}`, 'expyuzz4wqqyqhjn.onion', 'thb.example.org'];
    for (const one of wrong) expect(() => readConfig({ ONION_ADDRESS: one }, false), one).toThrow(/ONION_ADDRESS must be the whole name/);
  });

  test('define the place, recipients, hour and retention of backups', () => {
    const { backup } = readConfig(
      { BACKUP_TO: '/mnt/vault', BACKUP_RECIPIENT: 'age1a, age1b', BACKUP_AT: '23:15', BACKUP_KEEP_DAYS: '90' },
      true,
    );
    expect(backup).toEqual({ place: '/mnt/vault', recipients: ['age1a', 'age1b'], at: '23:15', keepDays: 90 });
    expect(() => readConfig({ BACKUP_AT: '24:00' }, true)).toThrow(/BACKUP_AT must be a time of day in UTC/);
    expect(() => readConfig({ BACKUP_KEEP_DAYS: '0' }, true)).toThrow(/BACKUP_KEEP_DAYS must be at least 1/);
  });
});

describe('a secret', () => {
  const folder = mkdtempSync(join(tmpdir(), 'secrets-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const fileWith = (name: string, text: string, mode = 0o600) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  };
  const url = 'postgres://deployer:word@host/manumit';

  test.each(SECRETS)('%s is set directly or in a file, not both', (name) => {
    const secret = { DATABASE_URL: url, SMTP_URL: 'smtps://name:word@mail.example.org', OIDC_CLIENT_SECRET: 'word' }[name];
    const others = { MAIL_FROM: name === 'SMTP_URL' ? 'manumit@example.org' : undefined, OIDC_CONFIG: '/etc/manumit/oidc.json' };
    const path = fileWith(name, `${secret}\n`);
    expect(readConfig({ ...others, [`${name}_FILE`]: path }, false)).toEqual(readConfig({ ...others, [name]: secret }, false));
    expect(() => readConfig({ ...others, [name]: secret, [`${name}_FILE`]: path }, false)).toThrow(
      `${name} and ${name}_FILE: set one of them`,
    );
  });

  test.runIf(process.platform !== 'win32').each([0o644, 0o640, 0o604, 0o660])(
    'is refused in a file of mode %o, and the message says how to correct it',
    (mode) => {
      const path = fileWith('open', url, mode);
      expect(() => readConfig({ DATABASE_URL_FILE: path }, false)).toThrow(/DATABASE_URL_FILE .*other users.*chmod 600/);
    },
  );

  test('from systemd may have group bits for its access list, and none for others', () => {
    const settings = { CREDENTIALS_DIRECTORY: folder, DATABASE_URL_FILE: fileWith('handed', url, 0o440) };
    expect(readConfig(settings, false).databaseUrl).toBe(url);
    expect(() => readConfig({ ...settings, CREDENTIALS_DIRECTORY: '/run/credentials/other' }, false)).toThrow(/other users/);
    chmodSync(settings.DATABASE_URL_FILE, 0o444);
    expect(() => readConfig(settings, false)).toThrow(/other users/);
  });

  test('in a missing or empty file is named with every other fault', () => {
    const wrong = { DATABASE_URL_FILE: join(folder, 'none'), OIDC_CLIENT_SECRET_FILE: fileWith('empty', '\n'), PORT: '99999' };
    for (const message of [/DATABASE_URL_FILE .*none cannot be read \(ENOENT\)/, /OIDC_CLIENT_SECRET_FILE .*is empty/, /PORT must be/])
      expect(() => readConfig(wrong, false)).toThrow(message);
  });

  test('of a real installation is never read by an exercise', () => {
    const config = readExerciseConfig({ SMTP_URL_FILE: join(folder, 'none'), OIDC_CLIENT_SECRET_FILE: join(folder, 'none') }, false);
    expect(config).not.toHaveProperty('mail');
    expect(config).not.toHaveProperty('oidc');
  });
});

test('mail is configured only with both settings, and never in an exercise', () => {
  const both = { SMTP_URL: 'smtps://name:word@mail.example.org', MAIL_FROM: 'manumit@example.org' };
  expect(readConfig(both, false).mail).toEqual({ url: both.SMTP_URL, from: both.MAIL_FROM });
  expect(readConfig({}, false).mail).toBeUndefined();
  expect(readExerciseConfig(both, false).mail).toBeUndefined();
  expect(() => readConfig({ SMTP_URL: both.SMTP_URL }, false)).toThrow(/set together/);
  expect(() => readConfig({ ...both, SMTP_URL: 'http://mail.example.org' }, false)).toThrow(/SMTP_URL must be an address/);
});
