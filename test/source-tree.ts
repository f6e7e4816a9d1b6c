import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the project, with a trailing slash. */
export const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** One source file with what it imports, as paths from the root (`src/...`) or package names. */
export type SourceFile = { path: string; text: string; lines: number; imports: string[] };

const ALIAS = /^#(kernel|platform|rooms|site|web|app)\//;
const IMPORT = /(?:^|[\s;}])(?:import|export)\s*(?:type\s*)?(?:[\w*{}\s,$]*\sfrom\s*)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

/** Every TypeScript file of the project below `src`. */
export function readSources(): SourceFile[] {
  return globSync(['src/**/*.ts', 'src/**/*.tsx'], { cwd: ROOT }).map((path) => {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return { path, text, lines: text.split('\n').length - 1, imports: importsOf(path, text) };
  });
}

/** The imports of a file; imports of project files are resolved to paths from the root. */
export function importsOf(path: string, text: string): string[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/^\s*\/\/.*$/gm, '');
  return [...code.matchAll(IMPORT)].map((match) => {
    const specifier = match[1] ?? match[2]!;
    if (ALIAS.test(specifier)) return `src/${specifier.slice(1)}`;
    if (specifier.startsWith('.')) return relative(ROOT, normalize(join(ROOT, dirname(path), specifier)));
    return specifier;
  });
}

/** Answers what a file loads with itself, as paths from the root and package names: no types, and not what it loads later by `import()`. */
export function loadsOf(sources: readonly SourceFile[]): (path: string) => Set<string> {
  const imports = new Map(
    sources.map(({ path, text }) => [path, importsOf(path, text.replaceAll(/^(?:import|export) type [^;]*;|\bimport\(/gm, ''))]),
  );
  return (path) => {
    const files = new Set([path]);
    for (const file of files) for (const loaded of imports.get(file) ?? []) files.add(loaded);
    return files;
  };
}
