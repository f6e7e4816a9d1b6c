import { describe, expect, it } from 'vitest';
import { groupsToClose } from './room-for-groups.rules.ts';

const GROUPS = [
  { heading: null, heightPx: 200 },
  { heading: 'policy', heightPx: 160 },
  { heading: 'training', heightPx: 120 },
  { heading: 'administration', heightPx: 80 },
];

describe('groupsToClose', () => {
  it('closes no group where everything fits', () => {
    expect(groupsToClose(GROUPS, 0, 'policy')).toEqual([]);
    expect(groupsToClose(GROUPS, -40, null)).toEqual([]);
  });

  it('closes the last groups, and no more than the list needs', () => {
    expect(groupsToClose(GROUPS, 1, null)).toEqual(['administration']);
    expect(groupsToClose(GROUPS, 80, undefined)).toEqual(['administration']);
    expect(groupsToClose(GROUPS, 121, null)).toEqual(['training', 'administration']);
    expect(groupsToClose(GROUPS, 201, null)).toEqual(['policy', 'administration']);
    expect(groupsToClose(GROUPS, 281, null)).toEqual(['policy', 'training', 'administration']);
  });

  it('opens a group again if its entries fit once a larger one is closed', () => {
    expect(groupsToClose(GROUPS, 81, null)).toEqual(['training']);
    expect(groupsToClose(GROUPS, 130, 'administration')).toEqual(['policy']);
  });

  it('keeps the group in use open, and the first one, which has no heading', () => {
    expect(groupsToClose(GROUPS, 10, 'administration')).toEqual(['training']);
    expect(groupsToClose(GROUPS, 10_000, 'training')).toEqual(['policy', 'administration']);
  });
});
