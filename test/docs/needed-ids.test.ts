import { expect, test } from 'vitest';
import { NAMED_OBLIGATIONS } from '#rooms/policy/editions/needed-ids.ts';
import { shippedEdition } from '#rooms/policy/index.ts';
import { readSources } from '#test/source-tree.ts';

test('an imported edition must keep exactly the obligations that the program names', () => {
  const known = new Set(shippedEdition().obligations.map(({ id }) => id));
  const programs = readSources().filter(({ path }) => path.startsWith('src/rooms/') && !/\.test\.|fixtures|needed-ids\.ts$/.test(path));
  const named = new Set(
    programs.flatMap(({ text }) => [...text.matchAll(/'([AP]\d\w*\.\w+)'/g)].flatMap(([, id]) => (known.has(id!) ? [id!] : []))),
  );
  expect([...named].sort()).toEqual([...NAMED_OBLIGATIONS].sort());
});
