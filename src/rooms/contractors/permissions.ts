import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Who keeps contracts, and who reads them (5f). Which contracts a person sees is decided by the database, which also checks this again (database/access). */
export const CONTRACTORS_PERMISSIONS = definePermissions({
  'contractors:manage': { party: group('contract-managers') },
  'contractors:manage-violations': { party: group('violation-managers') },
  // An investigator records the investigation, and nothing that is decided after it.
  'contractors:investigate': { party: group('violation-managers', 'violation-investigators') },
  // Only the installation measures: it counts the contracts of every party.
  'contractors:measure': { anywhere: [] },
  // Headquarters sees numbers of other parties, and no contract.
  'contractors:count-parties': { anywhere: group('office') },
  'contractors:decide-override': { party: group('override-deciders') },
  'contractors:read': { party: group('contract-readers') },
});
