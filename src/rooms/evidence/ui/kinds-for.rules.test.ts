import { expect, it } from 'vitest';
import { currentEdition } from '#rooms/policy/index.ts';
import { kindsFor } from './kinds-for.rules.ts';

const edition = currentEdition();
const counting = (...ids: string[]) =>
  kindsFor(
    edition.evidenceKinds,
    ids.map((id) => edition.obligation(id)),
  ).flatMap(({ kind, counts }) => (counts ? [kind.id] : []));

it('only the kinds that the edition lets decide an obligation count for it, and a campaign does not meet a contract clause (F3)', () => {
  expect(counting('P5f.1')).toEqual(['EV-CLAU']);
  expect(counting('P5d.1', 'P5f.1')).toEqual(['EV-TRN', 'EV-CLAU']);
  // A nil return counts only where the edition lists it.
  expect(counting('P5c.1')).toEqual(['EV-ACK', 'EV-CASE', 'EV-NIL']);
  expect(counting()).toEqual([]);
});

it('nobody enters the rating of a review or an answer of a self-assessment', () => {
  const ids = kindsFor(edition.evidenceKinds, []).map(({ kind }) => kind.id);
  expect(ids).not.toContain('EV-RATE');
  expect(ids).not.toContain('EV-SELF');
  expect(ids).toContain('EV-CAMP');
});
