import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

// A round asks for a self-assessment, and once a year a nation answers a return. Users who met both as "return" answered the wrong one.
const FILES = globSync('src/rooms/reviews/**/texts/en.json');
/** Where the texts of the reviews mean the return of a nation, or a signed nil return. */
const MEANT = /(national|nil|submitted|last|\{year\}) returns?\b|\breturn due\b/gi;

test('texts of the reviews never call a self-assessment a return', () => {
  expect(FILES.length).toBeGreaterThan(3);
  const wrong = FILES.flatMap((file) =>
    Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
      .filter(([, text]) => /\breturns?\b/i.test(text.replaceAll(MEANT, '')))
      .map(([key, text]) => `${file} ${key}: ${text}`),
  );
  expect(wrong).toEqual([]);
});
