import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartRefused } from '../start-refused.ts';

/**
 * The secret in a file, trimmed. `shown` begins the sentence of a refusal. Throws StartRefused where the file cannot be read, is empty, or can be read by other
 * users of this machine.
 * In systemd's credentials folder the group bits are the mask of an access list that names this service's user alone.
 */
export function readSecretFile(path: string, subject: string, credentials = process.env.CREDENTIALS_DIRECTORY): string {
  let mode: number;
  let text: string;
  try {
    mode = statSync(path).mode & 0o777;
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw new StartRefused(`${subject} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  const others = credentials !== undefined && dirname(path) === credentials ? 0o007 : 0o077;
  if (process.platform !== 'win32' && (mode & others) !== 0)
    throw new StartRefused(`${subject} can be read by other users of this machine (mode ${mode.toString(8)}). Close it: chmod 600 ${path}`);
  if (text === '') throw new StartRefused(`${subject} is empty.`);
  return text;
}
