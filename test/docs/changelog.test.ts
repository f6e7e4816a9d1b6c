import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import lock from '../../package-lock.json' with { type: 'json' };
import { ROOT } from '../source-tree.ts';

const MAX_LENGTH = 160;
const HEADINGS = ['Added', 'Changed', 'Fixed', 'Security', 'Upgrade'];
/** The permitted lines: a version with its date, a heading, an entry, the address of a link. */
const LINE = /^(## Unreleased|## \d+\.\d+\.\d+ - \d{4}-\d{2}-\d{2}|### (Added|Changed|Fixed|Security|Upgrade)|- \S.*|\[\d{3}\]: \S+)?$/;

const isDay = (text: string) => !Number.isNaN(Date.parse(text)) && new Date(text).toJSON().startsWith(text);

/** Sorts versions of three numbers, the latest first. */
function byLaterVersion(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number));
  return [0, 1, 2].map((part) => b![part]! - a![part]!).find((difference) => difference !== 0) ?? 0;
}

/** The faults of a changelog for a program of this version. */
function faultsOf(changelog: string, version: string): string[] {
  const faults: string[] = [];
  const [, ...sections] = changelog.split(/^(?=## )/m);
  const titles = sections.map((section) => section.match(/^## (.*)$/m)![1]!);
  const released = titles.filter((title) => title !== 'Unreleased').map((title) => title.split(' - '));
  const versions = released.map(([number]) => number!);
  for (const line of sections.join('').split('\n')) {
    if (!LINE.test(line)) faults.push(`not a version, heading or entry: ${line}`);
    if (line.length > MAX_LENGTH) faults.push(`${line.length} characters: ${line}`);
  }
  for (const [number, day] of released) if (!isDay(day ?? '')) faults.push(`${number}: no such day`);
  if (versions[0] !== version) faults.push(`the newest version is ${versions[0]}, the program is ${version}`);
  if (new Set(versions).size < versions.length || versions.join() !== versions.toSorted(byLaterVersion).join())
    faults.push('versions are not in order, newest first');
  if (titles.lastIndexOf('Unreleased') > 0) faults.push('Unreleased does not come first');
  sections.forEach((section, index) => {
    const used = [...section.matchAll(/^### (.*)$/gm)].map((match) => match[1]!);
    if (used.join() !== HEADINGS.filter((heading) => used.includes(heading)).join())
      faults.push(`${titles[index]}: headings are not in order`);
    if (/^### .*\n+(?!- |\n)/m.test(section)) faults.push(`${titles[index]}: a heading without an entry`);
    if (/^## .*\n+- /.test(section)) faults.push(`${titles[index]}: an entry without a heading`);
  });
  const cited = [...changelog.matchAll(/\[(\d{3})\](?!:)/g)].map((match) => match[1]!);
  const defined = [...changelog.matchAll(/^\[(\d{3})\]:/gm)].map((match) => match[1]!);
  for (const name of cited) if (!defined.includes(name)) faults.push(`[${name}] has no address`);
  for (const name of defined) if (!cited.includes(name)) faults.push(`[${name}] is not used`);
  return faults;
}

test('the changelog is well formed, and its newest version is that of the program', () => {
  expect(faultsOf(readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), manifest.version)).toEqual([]);
});

test('package-lock.json has the version of package.json', () => {
  expect([lock.version, lock.packages[''].version]).toEqual([manifest.version, manifest.version]);
});

const GOOD = `# Changelog

## Unreleased

## 0.10.0 - 2026-12-01

### Added

- **One**: Said ([001]).

### Upgrade

- Done.

## 0.9.0 - 2026-11-28

### Fixed

- Corrected.

[001]: README.md
`;

test('a changelog without faults is accepted, with or without unreleased changes', () => {
  expect(faultsOf(GOOD, '0.10.0')).toEqual([]);
  expect(faultsOf(GOOD.replace('## Unreleased\n\n', ''), '0.10.0')).toEqual([]);
});

test.each([
  ['0.10.0', '0.11.0', 'the newest version is 0.11.0, the program is 0.10.0'],
  ['0.9.0', '0.11.0', 'versions are not in order, newest first'],
  ['0.9.0', '0.10.0', 'versions are not in order, newest first'],
  ['0.9.0', '0.9', 'not a version, heading or entry: ## 0.9 - 2026-11-28'],
  ['2026-12-01', '1 December 2026', 'not a version, heading or entry: ## 0.10.0 - 1 December 2026'],
  ['2026-11-28', '2026-11-31', '0.9.0: no such day'],
  ['[001]: README', '## Unreleased\n\n[001]: README', 'Unreleased does not come first'],
  ['### Fixed', '### Repaired', 'not a version, heading or entry: ### Repaired'],
  ['### Upgrade', '### Added', '0.10.0 - 2026-12-01: headings are not in order'],
  ['- Corrected.\n', '', '0.9.0 - 2026-11-28: a heading without an entry'],
  ['- Done.\n', '', '0.10.0 - 2026-12-01: a heading without an entry'],
  ['### Fixed\n\n', '', '0.9.0 - 2026-11-28: an entry without a heading'],
  ['Corrected.', 'Corrected,\n  all of it.', 'not a version, heading or entry:   all of it.'],
  ['Corrected.', 'x'.repeat(159), `161 characters: - ${'x'.repeat(159)}`],
  [' ([001])', '', '[001] is not used'],
  ['[001]: README.md', '', '[001] has no address'],
])('%j replaced by %j is reported: %s', (found, put, fault) => {
  expect(GOOD).toContain(found);
  expect(faultsOf(GOOD.replace(found, put), '0.10.0')).toContain(fault);
});
