import { describe, expect, it } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { isContinued } from './access-review.rules.ts';

const grant = {
  id: 'first',
  person_id: 'ada',
  role: ROLE.commander,
  party_id: 'quay',
  unit_id: null,
  operation_id: null,
  label: 'unclassified',
  valid_from: '2026-01-01',
  valid_to: '2026-12-18',
};
const next = { ...grant, id: 'next', valid_from: '2026-12-19', valid_to: '2027-12-18' };

describe('isContinued', () => {
  it.each([
    ['from the day after', {}, true],
    ['without an end', { valid_to: null }, true],
    ['from an earlier day', { valid_from: '2026-06-01' }, true],
    ['after a day without it', { valid_from: '2026-12-20' }, false],
    ['with the same end', { valid_from: '2026-06-01', valid_to: '2026-12-18' }, false],
    ['of another person', { person_id: 'bo' }, false],
    ['in another role', { role: ROLE.auditor }, false],
    ['at another party', { party_id: 'ferry' }, false],
    ['for one unit', { unit_id: 'company' }, false],
    ['in one operation', { operation_id: 'ferry' }, false],
    ['up to another label', { label: 'restricted' }, false],
  ])('says whether the access goes on with a grant %s: %o %s', (_, change, goesOn) => {
    expect(isContinued(grant, [grant, { ...next, ...change }])).toBe(goesOn);
  });

  it('says of a grant without an end, and of one alone, that nothing continues it', () => {
    expect(isContinued({ ...grant, valid_to: null }, [next])).toBe(false);
    expect(isContinued(grant, [grant])).toBe(false);
  });
});
