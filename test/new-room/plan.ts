import { filesOf } from './files.ts';
import { namesOf } from './names.ts';
import { placesOf } from './places.ts';

/**
 * The changes for a new room: each file with its whole new text, by path from the root. `read` returns the text of an existing file; `tables` are the names of all
 * table files. Throws if a place in a list is missing or not unique: then places.ts has to follow the list.
 */
export function planRoom(id: string, obligation: string, read: (path: string) => string, tables: readonly string[]): Map<string, string> {
  const names = namesOf(id, obligation);
  const last = Math.max(...tables.map((name) => Number(name.slice(0, 4))));
  const plan = new Map(Object.entries(filesOf(names, String(last + 1).padStart(4, '0'))));
  for (const { file, at, before = '', after = '' } of placesOf(names)) {
    const text = plan.get(file) ?? read(file);
    const parts = text.split(at);
    if (parts.length !== 2)
      throw new Error(
        `${file} has ${parts.length - 1} places like ${JSON.stringify(at)}: say in test/new-room/places.ts where a room belongs.`,
      );
    plan.set(file, parts.join(`${before}${at}${after}`));
  }
  return plan;
}
