import { readFileSync } from 'node:fs';

const cached = new Map<string, string>();

/** A script of the player from the file next to this one: plain JavaScript, so that phones run exactly this file. */
export function browserFile(name: string): string {
  const text = cached.get(name) ?? readFileSync(new URL(`./browser/${name}`, import.meta.url), 'utf8');
  cached.set(name, text);
  return text;
}
