import { existsSync } from 'node:fs';
import { type Connection, connect } from '#platform/db/pool.ts';
import { discover, type SingleSignOnSettings } from '#rooms/people/index.ts';
import type { Config } from '../../config/config.ts';
import { readSingleSignOn } from '../../config/single-sign-on-file.ts';
import { findEmbedded } from '../../launcher/database/embedded.ts';
import { StartRefused } from '../../start-refused.ts';
import type { Finding } from './finding.ts';

const about = 'Single sign-on';

/** Whether the provider answers, the number of rules, and whether the parties they name exist. Empty where there is no single sign-on. */
export async function singleSignOn(config: Config, connection = whereRunning(config)): Promise<Finding[]> {
  let settings: SingleSignOnSettings | undefined;
  try {
    settings = readSingleSignOn(config);
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    return [{ about, state: 'fault', found: error.message, repair: 'Correct the file: until then the program does not start.' }];
  }
  if (!settings) return [];
  return [await provider(settings), ...(connection ? await parties(connection, settings) : [])];
}

function whereRunning({ databaseUrl, dataDirectory }: Config): Connection | undefined {
  return databaseUrl ?? (existsSync(dataDirectory) ? findEmbedded(dataDirectory) : undefined);
}

async function provider(settings: SingleSignOnSettings): Promise<Finding> {
  const { issuer, rules } = settings;
  const counted = `${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`;
  try {
    const { issuer: named } = (await discover(settings)).serverMetadata();
    return { about, state: 'ok', found: `${named} answers; ${counted}` };
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return {
      about,
      state: 'warning',
      found: `${issuer} does not answer as a provider does (${code ?? message}); ${counted}`,
      repair: 'Check issuer, network and certificates. Until then people can sign in only by password or passkey.',
    };
  }
}

async function parties(connection: Connection, { rules }: SingleSignOnSettings): Promise<Finding[]> {
  const named = [...new Set(rules.flatMap(({ grants }) => grants.flatMap(({ party }) => party ?? [])))];
  try {
    const client = await connect(connection);
    try {
      await client.query('set role manumit_schema');
      const { rows } = await client.query<{ code: string }>('select code from parties.party where code = any ($1)', [named]);
      const missing = named.filter((code) => !rows.some((row) => row.code === code));
      if (missing.length === 0) return [];
      const repair = 'Register them, or correct the list: until then these grants are not given.';
      return [{ about, state: 'warning', found: `the list names parties that are not in the register: ${missing.join(', ')}`, repair }];
    } finally {
      await client.end();
    }
  } catch {
    // A database that does not answer, or is not migrated yet, has a finding of its own.
    return [];
  }
}
