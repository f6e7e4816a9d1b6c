import { definePermissions } from '#platform/identity/subject.ts';

/** Who teaches, who sees classes, who learns. The database asks again, row by row (migrations/0300-training.sql, 0305-classes.sql). */
export const TRAINING_PERMISSIONS = definePermissions({
  'training:see-classes': { party: ['training-officer', 'commander'] },
  'training:teach': { party: ['training-officer'] },
  // Whoever has a slip or an account: what they reach is their own training and nothing else.
  'training:learn': { everyone: true },
});
