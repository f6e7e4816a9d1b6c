import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Who keeps a roster, who sees its people, who leads them, who counts them. The database checks this again, row by row (migrations). */
export const READINESS_PERMISSIONS = definePermissions({
  // roster, records, readiness
  'training:manage-roster': { party: group('trainers') },
  'training:see': { party: group('training-managers') },
  'training:lead': { party: group('leaders') },
  // Compares the totals of parties.
  'training:compare': { party: group('representatives'), anywhere: group('office') },
  'training:count': { party: group('training-counters'), anywhere: group('office') },
});
