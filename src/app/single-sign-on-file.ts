import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SingleSignOnFile, type SingleSignOnSettings } from '#rooms/people/index.ts';
import type { Config } from './config.ts';
import { StartRefused } from './launcher/start-refused.ts';

/** The settings of single sign-on with its secret, or undefined where there is none. Throws StartRefused that names file and fields. */
export function readSingleSignOn({ oidc, surface }: Pick<Config, 'oidc' | 'surface'>): SingleSignOnSettings | undefined {
  // Public pages know nobody.
  if (!oidc || surface === 'public') return undefined;
  const about = `OIDC_CONFIG ${oidc.file}`;
  let said: unknown;
  try {
    said = JSON.parse(readFileSync(oidc.file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new StartRefused(`${about} is not JSON: ${error.message}`);
    throw new StartRefused(`${about} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  const read = SingleSignOnFile.safeParse(said);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `  - ${path.join('.') || 'the file'}: ${message}`);
    throw new StartRefused(`${about} cannot be used (see docs/operate/single-sign-on.md):\n${faults.join('\n')}`);
  }
  const { clientSecretFile, ...settings } = read.data;
  const clientSecret = clientSecretFile ? readSecret(resolve(dirname(oidc.file), clientSecretFile)) : oidc.secret;
  if (!clientSecret) throw new StartRefused(`${about} has no secret: name a file with it in clientSecretFile, or set OIDC_CLIENT_SECRET.`);
  return { ...settings, clientSecret };
}

function readSecret(path: string): string {
  const shown = `The file ${path} with the secret of single sign-on`;
  let mode: number;
  let text: string;
  try {
    mode = statSync(path).mode & 0o777;
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new StartRefused(`${shown} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new StartRefused(`${shown} can be read by other users of this machine (mode ${mode.toString(8)}). Close it: chmod 600 ${path}`);
  if (text === '') throw new StartRefused(`${shown} is empty.`);
  return text;
}
