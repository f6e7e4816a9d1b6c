import { describe, expect, test } from 'vitest';
import { readConfig, readExerciseConfig } from './config.ts';

describe('settings', () => {
  test('without any, one machine serves itself', () => {
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

  test('an empty one counts as absent; the desk may stand on an address of its own', () => {
    const config = readConfig({ PORT: '', PUBLIC_URL: 'https://thb.example.org/', DESK_URL: 'https://desk.example.org' }, false);
    expect(config).toMatchObject({ port: 8080, publicUrl: 'https://thb.example.org', deskUrl: 'https://desk.example.org' });
  });

  test('public pages show the door of the desk only where it leads somewhere', () => {
    const door = (settings: Record<string, string>) => readConfig(settings, false).site.desk;
    expect(door({ DESK_URL: 'https://desk.example.org/' })).toBe('https://desk.example.org/desk/');
    expect(door({ SURFACE: 'public', DESK_URL: 'https://desk.example.org' })).toBe('https://desk.example.org/desk/');
    expect(door({ SURFACE: 'public' })).toBeNull();
    expect(door({})).toBeUndefined();
  });

  test('the operator’s name, the way to leave and the contact are handed on', () => {
    const said = { OPERATOR_NAME: 'Register', LEAVE_URL: 'https://example.org/weather', CONTACT: 'office@example.org' };
    expect(readConfig(said, false).site).toEqual({ operator: 'Register', leaveTo: said.LEAVE_URL, contact: said.CONTACT });
  });

  test('the list of single sign-on is read by a real installation, never by an exercise', () => {
    const settings = { OIDC_CONFIG: '/etc/manumit/oidc.json', OIDC_CLIENT_SECRET: 'secret', KEY_FILE: '/etc/manumit/keys' };
    expect(readConfig(settings, false)).toMatchObject({
      oidc: { file: '/etc/manumit/oidc.json', secret: 'secret' },
      keyFile: '/etc/manumit/keys',
    });
    const exercise = readExerciseConfig({ ...settings, MANUMIT_DATA: '/tmp/exercise' }, false);
    expect(exercise).not.toHaveProperty('oidc');
    expect(exercise.keyFile).toBe('/tmp/exercise/keys');
  });

  test('all faults are named at once', () => {
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

  test('numbers about the process are served only where a port is set, and not on the site’s own', () => {
    expect(readConfig({}, false).metricsPort).toBeUndefined();
    expect(readConfig({ METRICS_PORT: '9464' }, false).metricsPort).toBe(9464);
    expect(() => readConfig({ METRICS_PORT: '8080' }, false)).toThrow('METRICS_PORT must be another than PORT');
    expect(() => readConfig({ METRICS_PORT: '0' }, false)).toThrow('METRICS_PORT');
  });

  test.each(['0.0.0.0', '::', '192.0.2.4', 'thb.example.org'])('listening on %s without a declared proxy is refused', (HOST) => {
    expect(() => readConfig({ HOST }, false)).toThrow(/TRUSTED_PROXY/);
    expect(readConfig({ HOST, TRUSTED_PROXY: '10.0.0.1, fd00::/8' }, false).trustedProxy).toEqual(['10.0.0.1', 'fd00::/8']);
  });

  test.each(['127.0.0.1', '::1', 'localhost', '127.9.9.9'])('listening on %s needs none', (HOST) => {
    expect(readConfig({ HOST }, false).host).toBe(HOST);
  });

  test('a backup has a place, recipients, an hour and an end', () => {
    const { backup } = readConfig(
      { BACKUP_TO: '/mnt/vault', BACKUP_RECIPIENT: 'age1a, age1b', BACKUP_AT: '23:15', BACKUP_KEEP_DAYS: '90' },
      true,
    );
    expect(backup).toEqual({ place: '/mnt/vault', recipients: ['age1a', 'age1b'], at: '23:15', keepDays: 90 });
    expect(() => readConfig({ BACKUP_AT: '24:00' }, true)).toThrow(/BACKUP_AT must be a time of day in UTC/);
    expect(() => readConfig({ BACKUP_KEEP_DAYS: '0' }, true)).toThrow(/BACKUP_KEEP_DAYS must be at least 1/);
  });
});

test('mail is sent where both its settings are there, and never by an exercise', () => {
  const both = { SMTP_URL: 'smtps://name:word@mail.example.org', MAIL_FROM: 'manumit@example.org' };
  expect(readConfig(both, false).mail).toEqual({ url: both.SMTP_URL, from: both.MAIL_FROM });
  expect(readConfig({}, false).mail).toBeUndefined();
  expect(readExerciseConfig(both, false).mail).toBeUndefined();
  expect(() => readConfig({ SMTP_URL: both.SMTP_URL }, false)).toThrow(/set together/);
  expect(() => readConfig({ ...both, SMTP_URL: 'http://mail.example.org' }, false)).toThrow(/SMTP_URL must be an address/);
});
