import { definePermissions } from '#platform/identity/subject.ts';

/** Who teaches, who sees classes, who learns, who certifies. The database checks this again, row by row (migrations). */
export const LEARNING_PERMISSIONS = definePermissions({
  'training:see-classes': { party: ['training-officer', 'commander'] },
  'training:teach': { party: ['training-officer'] },
  // For people with a slip or an account: they reach only their own training.
  'training:learn': { everyone: true },
  // papers: classroom packs
  'training:print-pack': { party: ['training-officer'], anywhere: ['policy-office'] },
  // certificates
  'training:certify': { party: ['training-officer'] },
  'training:revoke-certificate': { party: ['training-officer', 'commander'] },
});
