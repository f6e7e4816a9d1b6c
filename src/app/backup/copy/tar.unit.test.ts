import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Member, packTar, unpackTar } from './tar.ts';

// The second implementation is the system's `tar`, which shares no code with ours.
const folder = mkdtempSync(join(tmpdir(), 'manumit-tar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const tar = (...args: string[]) => execFileSync('tar', args, { cwd: folder, encoding: 'utf8' });

const LONG = `base/${'segment-of-a-path/'.repeat(7)}file`;
const bytes = (size: number) => Buffer.alloc(size, 'a7');
const FILES: [path: string, size: number][] = [
  ['empty', 0],
  ['base/one-block', 512],
  ['base/over', 513],
  [LONG, 3],
];

async function* members(): AsyncGenerator<Member> {
  yield { path: 'base', mode: 0o700, folder: true, size: 0, body: bodyOf(0) };
  for (const [path, size] of FILES) yield { path, mode: 0o600, folder: false, size, body: bodyOf(size) };
}

async function* bodyOf(size: number) {
  if (size > 0) yield bytes(size);
}

async function namesIn(archive: Buffer): Promise<string[]> {
  const names: string[] = [];
  for await (const member of unpackTar(
    (async function* () {
      yield archive;
    })(),
  ))
    names.push(`${member.path} ${member.size}`);
  return names;
}

test('the system’s tar unpacks our archives, with long paths and modes', async () => {
  const blocks: Buffer[] = [];
  for await (const block of packTar(members())) blocks.push(block);
  writeFileSync(join(folder, 'ours.tar'), Buffer.concat(blocks));
  mkdirSync(join(folder, 'out'));
  tar('-xf', 'ours.tar', '-C', 'out');
  for (const [path, size] of FILES) {
    expect(readFileSync(join(folder, 'out', path)).equals(bytes(size))).toBe(true);
    expect(statSync(join(folder, 'out', path)).mode & 0o777).toBe(0o600);
  }
});

test('an archive made by the system’s tar can be read, and a link in it is refused by name', async () => {
  mkdirSync(join(folder, 'in/sub'), { recursive: true });
  writeFileSync(join(folder, 'in/sub/file'), bytes(700));
  tar('--format=ustar', '-cf', 'theirs.tar', '-C', 'in', 'sub');
  expect(await namesIn(readFileSync(join(folder, 'theirs.tar')))).toEqual(['sub 0', 'sub/file 700']);
  symlinkSync('/etc', join(folder, 'in/sub/link'));
  tar('--format=ustar', '-cf', 'linked.tar', '-C', 'in', 'sub');
  await expect(namesIn(readFileSync(join(folder, 'linked.tar')))).rejects.toThrow('neither a file nor a folder: sub/link');
});

test('a member with a path outside the archive and a truncated archive are refused', async () => {
  writeFileSync(join(folder, 'plain'), 'x');
  tar('--format=ustar', '-P', '--transform=s,plain,../plain,', '-cf', 'outside.tar', 'plain');
  await expect(namesIn(readFileSync(join(folder, 'outside.tar')))).rejects.toThrow('leads outside: ../plain');
  await expect(namesIn(readFileSync(join(folder, 'theirs.tar')).subarray(0, 900))).rejects.toThrow('ends too early');
});
