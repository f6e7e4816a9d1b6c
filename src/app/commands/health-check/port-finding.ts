import { createServer } from 'node:net';
import type { Config } from '../../config/config.ts';
import { findHolder } from '../../launcher/database/lock.ts';
import type { Finding } from './finding.ts';

/** Whether a port can be listened on, or is in use by this installation. */
export async function port(config: Config, about: string, number: number, host: string): Promise<Finding> {
  const setting = about === 'Port' ? 'PORT' : 'METRICS_PORT';
  const probe = createServer();
  const errorCode = await new Promise<string | undefined>((resolve) => {
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(number, host, () => resolve(undefined));
  });
  await new Promise((resolve) => probe.close(resolve));
  if (!errorCode) return { about, state: 'ok', found: `${number} is free` };
  if (errorCode !== 'EADDRINUSE')
    return {
      about,
      state: 'fault',
      found: `cannot listen on ${host}:${number} (${errorCode})`,
      repair: `Change ${setting} or HOST.`,
    };
  if (findHolder(config.dataDirectory)) return { about, state: 'ok', found: `${number} is in use while this installation runs` };
  return { about, state: 'fault', found: `${number} is in use by another program`, repair: `Stop it, or set ${setting} to a free one.` };
}
