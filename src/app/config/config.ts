import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { LABELS, type Label } from '#kernel/labels.ts';
import { PUBLICATION, type Publication } from '#platform/ledger/publish-log.ts';
import type { MailSettings } from '#platform/mail/mailer.ts';
import type { SiteSettings } from '#site/public-page.ts';
import { StartRefused } from '../start-refused.ts';
import { readSecretFile } from './secret-file.ts';
import { faultsOfAddresses, isLoopback, isOnion, isOrigin, webAddresses, withoutSlash } from './web-addresses.ts';

/** The settings of one installation, as docs/operate/settings.md explains them. Parsed once, by the process that starts the others. */
export type Config = {
  host: string;
  port: number;
  /** Port of this process's metrics, for this machine alone; absent: none are served. */
  metricsPort?: number;
  dataDirectory: string;
  /** Address of a PostgreSQL server for the deployer; absent: an embedded one is started. Never given to the web process. */
  databaseUrl?: string;
  /** The file with the master keys. Processes that encrypt or sign read it; it is never logged. */
  keyFile: string;
  /** The file with the identity provider and the rules for its users, and the provider's secret where that is in the environment. */
  oidc?: { file: string; secret?: string };
  /** Public addresses of the site (for readers) and of the desk (for members), without a trailing slash. */
  publicUrl: string;
  deskUrl: string;
  surface: 'public' | 'desk' | 'all';
  /** Addresses or networks of the proxies whose forwarding headers are believed. Empty: none. */
  trustedProxy: string[];
  /** Where backups go, whose keys open them, when the nightly one begins (UTC), and for how many days they are kept. */
  backup: { place: string; recipients: string[]; at: string; keepDays: number };
  /** The mail server, with its secret in the address, and the sender of messages; absent: nothing is sent, and links are handed over in person. */
  mail?: MailSettings;
  /** The highest label of anything this installation may hold. */
  highestLabel: Label;
  /** When the log is published, and the multiple of entries to which it is padded. */
  publication: Publication;
  /** What the public pages say about this installation, where its settings say so. `desk: null`: they show no link to sign in. */
  site: Partial<Omit<SiteSettings, 'exercise'>>;
  /** This installation's own way to report trafficking. */
  reporting?: string;
};

/** The secret settings. Each may be in a file instead, named by the setting with the suffix `_FILE`. */
export const SECRETS = ['DATABASE_URL', 'SMTP_URL', 'OIDC_CLIENT_SECRET'] as const;

const address = (protocols: RegExp, hint: string) => z.url({ protocol: protocols, error: hint }).optional();

const webAddress = address(/^https?$/, 'must be an address such as https://thb.example.org').refine(
  (url) => !url || !URL.canParse(url) || isOrigin(url),
  {
    error: 'must be an address without a path, such as https://thb.example.org',
  },
);

const port = z.coerce
  .number({ error: 'must be a number' })
  .int({ error: 'must be a whole number' })
  .min(1, 'must be from 1 to 65535')
  .max(65_535, 'must be from 1 to 65535');

const Settings = z.object({
  HOST: z.string().default('localhost'),
  PORT: port.default(8080),
  METRICS_PORT: port.optional(),
  MANUMIT_DATA: z.string().optional(),
  KEY_FILE: z.string().optional(),
  LOG_HOUR: z.coerce
    .number({ error: 'must be an hour from 0 to 23' })
    .int('must be a whole hour')
    .min(0, 'must be from 0 to 23')
    .max(23, 'must be from 0 to 23')
    .default(PUBLICATION.hour),
  LOG_STEP: z.coerce
    .number({ error: 'must be a number' })
    .refine((step) => [256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536].includes(step), {
      error: 'must be a power of two from 256 to 65536',
    })
    .default(PUBLICATION.step),
  OIDC_CONFIG: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  DATABASE_URL: address(/^postgres(ql)?$/, 'must be an address such as postgres://user:password@host:5432/manumit'),
  PUBLIC_URL: webAddress,
  DESK_URL: webAddress,
  SURFACE: z.enum(['public', 'desk', 'all'], { error: 'must be public, desk or all' }).default('all'),
  HIGHEST_LABEL: z.enum(LABELS, { error: `must be one of ${LABELS.join(', ')}` }).default('unclassified'),
  TRUSTED_PROXY: z
    .string()
    .default('')
    .transform(listed)
    .refine((list) => list.every(isNetwork), { error: 'must be a list of addresses or networks, such as 10.0.0.1,192.168.0.0/16' }),
  BACKUP_TO: z.string().optional(),
  BACKUP_RECIPIENT: z.string().default('').transform(listed),
  BACKUP_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day in UTC, such as 02:30')
    .default('02:30'),
  BACKUP_KEEP_DAYS: z.coerce
    .number({ error: 'must be a number of days' })
    .int('must be a whole number of days')
    .min(1, 'must be at least 1')
    .max(3_650, 'must be at most 3650')
    .default(30),
  SMTP_URL: address(/^smtps?$/, 'must be an address such as smtps://user:password@mail.example.org'),
  // Read where the limits are (platform/documents/time-limit-factor.ts).
  TIME_LIMIT_FACTOR: z.coerce
    .number({ error: 'must be a number' })
    .min(1, 'must be from 1 to 100')
    .max(100, 'must be from 1 to 100')
    .optional(),
  MAIL_FROM: z.email('must be an address such as manumit@example.org').max(254).optional(),
  OPERATOR_NAME: z.string().trim().max(60, 'must have at most 60 characters').optional(),
  LEAVE_URL: address(/^https?$/, 'must be an address such as https://www.example.org/weather'),
  CONTACT: z.string().trim().max(200, 'must have at most 200 characters').optional(),
  REPORTING: z.string().trim().max(200, 'must have at most 200 characters').optional(),
  ONION_ADDRESS: z
    .string()
    .trim()
    .toLowerCase()
    .refine(isOnion, 'must be the whole name of an onion service of version 3, without http://')
    .optional(),
});

/**
 * Reads the settings from the environment. An empty setting counts as absent.
 * Throws StartRefused that lists every fault at once, also when the program would listen beyond this machine with no declared proxy.
 */
export function readConfig(environment: Record<string, string | undefined>, asRoot: boolean): Config {
  const environmentSettings = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const faults = readSecretsFromFiles(environmentSettings);
  const parsed = Settings.safeParse(environmentSettings);
  if (!parsed.success) faults.push(...parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  const host = environmentSettings.HOST ?? 'localhost';
  if (environmentSettings.METRICS_PORT && environmentSettings.METRICS_PORT === (environmentSettings.PORT ?? '8080'))
    faults.push('METRICS_PORT must be another than PORT');
  if (Boolean(environmentSettings.SMTP_URL) !== Boolean(environmentSettings.MAIL_FROM))
    faults.push('SMTP_URL and MAIL_FROM are set together, or neither');
  if (!isLoopback(host) && !environmentSettings.TRUSTED_PROXY) {
    faults.push(
      `HOST ${host} would serve other machines without encryption: put a proxy with TLS in front and name it in TRUSTED_PROXY, or leave HOST out`,
    );
  }
  faults.push(...faultsOfAddresses(environmentSettings));
  if (!parsed.success || faults.length > 0) {
    throw new StartRefused(
      `These settings cannot be used (see docs/operate/settings.md):\n${faults.map((fault) => `  - ${fault}`).join('\n')}`,
    );
  }
  const settings = parsed.data;
  const dataDirectory = resolve(settings.MANUMIT_DATA ?? (asRoot ? '/var/lib/manumit' : './data'));
  return {
    host,
    port: settings.PORT,
    ...(settings.METRICS_PORT && { metricsPort: settings.METRICS_PORT }),
    dataDirectory,
    keyFile: settings.KEY_FILE ? resolve(settings.KEY_FILE) : join(dataDirectory, 'keys'),
    ...(settings.DATABASE_URL && { databaseUrl: settings.DATABASE_URL }),
    ...(settings.OIDC_CONFIG && {
      oidc: { file: resolve(settings.OIDC_CONFIG), ...(settings.OIDC_CLIENT_SECRET && { secret: settings.OIDC_CLIENT_SECRET }) },
    }),
    ...webAddresses(settings),
    surface: settings.SURFACE,
    highestLabel: settings.HIGHEST_LABEL,
    publication: { hour: settings.LOG_HOUR, step: settings.LOG_STEP },
    trustedProxy: settings.TRUSTED_PROXY,
    backup: {
      place: settings.BACKUP_TO ? resolve(settings.BACKUP_TO) : join(dataDirectory, 'backup'),
      recipients: settings.BACKUP_RECIPIENT,
      at: settings.BACKUP_AT,
      keepDays: settings.BACKUP_KEEP_DAYS,
    },
    ...(settings.SMTP_URL && settings.MAIL_FROM && { mail: { url: settings.SMTP_URL, from: settings.MAIL_FROM } }),
    ...(settings.REPORTING && { reporting: settings.REPORTING }),
    site: {
      ...(settings.OPERATOR_NAME && { operator: settings.OPERATOR_NAME }),
      ...(settings.LEAVE_URL && { leaveTo: settings.LEAVE_URL }),
      ...(settings.CONTACT && { contact: settings.CONTACT }),
      ...(settings.PUBLIC_URL && { address: withoutSlash(settings.PUBLIC_URL) }),
      ...(settings.ONION_ADDRESS && { onion: settings.ONION_ADDRESS }),
      ...deskDoor(settings.SURFACE, settings.DESK_URL),
    },
  };
}

/** The highest label of an exercise. */
export const EXERCISE_LABEL: Label = 'restricted';

/**
 * The settings of an exercise: a separate data directory with an embedded database, reachable from this machine only.
 * Throws StartRefused as `readConfig` does, and where a setting would break that separation.
 */
export function readExerciseConfig(environment: Record<string, string | undefined>, asRoot: boolean): Config {
  const dataDirectory = environment.MANUMIT_DATA || (asRoot ? '/var/lib/manumit-exercise' : './data-exercise');
  // Never the keys of a real installation, nor its people. The exercise holds records up to this label.
  const own = { MANUMIT_DATA: dataDirectory, HIGHEST_LABEL: EXERCISE_LABEL };
  const config = readConfig(
    {
      ...environment,
      ...own,
      KEY_FILE: undefined,
      OIDC_CONFIG: undefined,
      SMTP_URL: undefined,
      SMTP_URL_FILE: undefined,
      OIDC_CLIENT_SECRET_FILE: undefined,
      MAIL_FROM: undefined,
    },
    asRoot,
  );
  if (config.databaseUrl) throw new StartRefused('An exercise uses its own database: unset DATABASE_URL.');
  if (!isLoopback(config.host)) throw new StartRefused('An exercise serves this machine only: unset HOST.');
  return config;
}

// A secret may be in a file, whose path is then the setting: NAME_FILE. Returns what is wrong with it.
function readSecretsFromFiles(settings: Record<string, string | undefined>): string[] {
  return SECRETS.flatMap((name) => {
    const path = settings[`${name}_FILE`];
    if (path === undefined) return [];
    if (settings[name] !== undefined) return [`${name} and ${name}_FILE: set one of them`];
    try {
      settings[name] = readSecretFile(resolve(path), `${name}_FILE ${path}`, settings.CREDENTIALS_DIRECTORY);
      return [];
    } catch (error) {
      return [(error as StartRefused).message];
    }
  });
}

function listed(list: string): string[] {
  return list
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean);
}

// A process that does not serve the desk cannot know its address. No link is better than a broken one.
function deskDoor(surface: Config['surface'], deskUrl: string | undefined): { desk?: string | null } {
  if (deskUrl) return { desk: `${withoutSlash(deskUrl)}/desk/` };
  return surface === 'public' ? { desk: null } : {};
}

function isNetwork(entry: string): boolean {
  const [ip = '', bits, ...rest] = entry.split('/');
  const version = isIP(ip);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
