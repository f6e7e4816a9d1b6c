import { readFileSync } from 'node:fs';

const kept = new Map<string, string>();

/** A script of the player as it lies beside this file: plain JavaScript, so that what a phone runs is what stands in the project. */
export function browserFile(name: string): string {
  const text = kept.get(name) ?? readFileSync(new URL(`./browser/${name}`, import.meta.url), 'utf8');
  kept.set(name, text);
  return text;
}
