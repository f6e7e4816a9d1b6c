import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Who teaches, who sees classes, who learns, who certifies. The database checks this again, row by row (migrations). */
export const LEARNING_PERMISSIONS = definePermissions({
  'training:see-classes': { party: group('training-managers') },
  'training:teach': { party: group('trainers') },
  // Seats for people who have no access slip yet.
  'training:book-seats': { party: group('training-managers') },
  // For people with an access slip or an account: they reach only their own training.
  'training:learn': { everyone: true },
  // papers: classroom packs
  'training:print-pack': { party: group('trainers'), anywhere: group('office') },
  // certificates
  'training:certify': { party: group('trainers') },
  'training:revoke-certificate': { party: group('training-managers') },
});
