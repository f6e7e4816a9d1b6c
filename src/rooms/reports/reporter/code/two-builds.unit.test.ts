import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readBundle } from './bundle.ts';
import { detailOf } from './record-code.ts';

const ROOT = fileURLToPath(new URL('../../../../../', import.meta.url));
// What the build packs is copied, so that no file of it has the same path twice. The tools of the build are linked.
const PACKED = ['@noble', '@scure', 'age-encryption', 'idb', 'uqr'];
const SOURCES = ['package.json', 'tsconfig.json', 'src/kernel', 'src/platform', 'src/rooms/reports'];
const BUILD = `import { buildReporter } from './src/rooms/reports/reporter/code/build-code.ts'; await buildReporter(process.argv[1]);`;

const folder = mkdtempSync(join(tmpdir(), 'two-builds-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Copies the sources to a folder and builds the code there, in a process of its own. */
function buildIn(name: string, environment: Record<string, string>, preserveTimestamps: boolean) {
  const [copy, built] = [join(folder, name), join(folder, `${name} built`)];
  for (const one of SOURCES) cpSync(join(ROOT, one), join(copy, one), { recursive: true, preserveTimestamps });
  mkdirSync(join(copy, 'node_modules'));
  for (const one of readdirSync(join(ROOT, 'node_modules')).filter((entry) => !entry.startsWith('.'))) {
    const [from, to] = [join(ROOT, 'node_modules', one), join(copy, 'node_modules', one)];
    if (PACKED.includes(one)) cpSync(from, to, { recursive: true, preserveTimestamps });
    else symlinkSync(from, to);
  }
  const { PATH = '' } = process.env;
  execFileSync(process.execPath, ['--input-type=module', '--eval', BUILD, built], { cwd: copy, env: { PATH, ...environment } });
  return readBundle(built)!;
}

test('buildReporter makes the same bytes in two folders, at two times, in two zones, languages and modes of Node', () => {
  const here = buildIn('a', { TZ: 'UTC', LANG: 'en_GB.UTF-8', NODE_ENV: 'production', USER: 'ada' }, false);
  const there = buildIn('another place/é', { TZ: 'Pacific/Apia', LANG: 'tr_TR.UTF-8', NODE_ENV: 'development', USER: 'zoe' }, true);
  expect(detailOf(there)).toEqual(detailOf(here));
  for (const [name, content] of here.files) {
    expect(there.files.get(name)!.equals(content), name).toBe(true);
    // No path of the machine, no time.
    expect(content.toString(), name).not.toMatch(/two-builds-|\/tmp\/|\b20[23]\d-\d\d-\d\dT/);
  }
});
