import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { StartRefused } from '../../start-refused.ts';

/**
 * The identities in a file written by age-keygen or backup-key, one per line. After an identity was replaced, an older backup and the lists of what was erased
 * since need both. Throws StartRefused where there is none.
 */
export function readIdentity(file: string): string {
  let text: string;
  try {
    text = readFileSync(resolve(file), 'utf8');
  } catch (cause) {
    throw new StartRefused(`The identity ${file} cannot be read: ${(cause as Error).message}`, { cause });
  }
  const found = text.match(/^AGE-SECRET-KEY-[0-9A-Z-]+$/gm);
  if (!found) throw new StartRefused(`${file} holds no age identity, which is a line that begins with AGE-SECRET-KEY-.`);
  return found.join('\n');
}
