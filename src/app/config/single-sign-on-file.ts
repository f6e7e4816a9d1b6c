import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { SingleSignOnFile, type SingleSignOnSettings } from '#rooms/people/index.ts';
import { StartRefused } from '../start-refused.ts';
import type { Config } from './config.ts';
import { readSecretFile } from './secret-file.ts';

/** The settings of single sign-on with its secret, or undefined where there is none. Throws StartRefused naming the file and its fields. */
export function readSingleSignOn({ oidc, surface }: Pick<Config, 'oidc' | 'surface'>): SingleSignOnSettings | undefined {
  // Public pages have no sign-in.
  if (!oidc || surface === 'public') return undefined;
  const about = `OIDC_CONFIG ${oidc.file}`;
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(oidc.file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) throw new StartRefused(`${about} is not JSON: ${error.message}`);
    throw new StartRefused(`${about} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  const read = SingleSignOnFile.safeParse(content);
  if (!read.success) {
    const faults = read.error.issues.map(({ path, message }) => `  - ${path.join('.') || 'the file'}: ${message}`);
    throw new StartRefused(`${about} cannot be used (see docs/operate/single-sign-on.md):\n${faults.join('\n')}`);
  }
  const { clientSecretFile, ...settings } = read.data;
  const path = clientSecretFile && resolve(dirname(oidc.file), clientSecretFile);
  const clientSecret = path ? readSecretFile(path, `The file ${path} with the secret of single sign-on`) : oidc.secret;
  if (!clientSecret)
    throw new StartRefused(
      `${about} has no secret: name a file with it in clientSecretFile, or set OIDC_CLIENT_SECRET or OIDC_CLIENT_SECRET_FILE.`,
    );
  return { ...settings, clientSecret };
}
