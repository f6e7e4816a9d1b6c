import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the files of one edition come from: a folder on disk, or an upload. Names are relative (`questionnaires/return.yaml`). */
export type EditionFolder = {
  /** How faults name a file. */
  path(name: string): string;
  /** The text of a file; undefined where it is missing or cannot be read. */
  text(name: string): string | undefined;
  /** The names of the files in a folder inside; none where it is missing. */
  names(inside: string): string[];
};

/** A folder on disk. */
export function diskFolder(folder: string): EditionFolder {
  return {
    path: (name) => join(folder, name),
    text: (name) => textOf(join(folder, name)),
    names: (inside) => (existsSync(join(folder, inside)) ? readdirSync(join(folder, inside)) : []),
  };
}

/** Uploaded files, by name. */
export function uploadedFolder(files: Readonly<Record<string, string>>): EditionFolder {
  return {
    path: (name) => name,
    text: (name) => files[name],
    names: (inside) => Object.keys(files).flatMap((name) => (name.startsWith(`${inside}/`) ? [name.slice(inside.length + 1)] : [])),
  };
}

/** The text of a file on disk; undefined where it is missing or cannot be read. */
export function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
