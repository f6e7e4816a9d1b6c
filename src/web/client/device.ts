import { KEPT_CHECKPOINT } from './kept-checkpoint.ts';

/** What a browser keeps after signing out, by name: nothing about a person. */
const KEPT = ['manumit.language', KEPT_CHECKPOINT];

/** Signs out, for instance, while the server tells the browser to forget everything it stored: what belongs to the device is put back. */
export async function keepingDevice<T>(work: () => Promise<T>): Promise<T> {
  const kept = KEPT.map((name) => [name, read(name)] as const);
  try {
    return await work();
  } finally {
    for (const [name, value] of kept) if (value !== null && read(name) === null) localStorage.setItem(name, value);
  }
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    // A browser that keeps nothing has nothing to put back.
    return null;
  }
}
