import { definePermissions } from '#platform/identity/subject.ts';

/** Who maintains the register. Row-level security checks the same rules again (database/access). */
export const PARTIES_PERMISSIONS = definePermissions({
  'parties:register': { anywhere: ['policy-office'] },
  'parties:register-contractor': { anywhere: ['policy-office', 'contracting-officer'] },
  'parties:confirm': { party: ['focal-point'], anywhere: ['policy-office'] },
  'parties:keep-calendar': { party: ['party-admin'], anywhere: ['policy-office'] },
  'parties:keep-units': { party: ['focal-point', 'commander', 'party-admin'], anywhere: ['policy-office'] },
});
