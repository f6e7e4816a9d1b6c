import { definePermissions } from '#platform/identity/subject.ts';

/** Who may what with accounts and roles. The database asks again, in identity.give_grant and its neighbours. */
export const PEOPLE_PERMISSIONS = definePermissions({
  'people:enter': { everyone: true },
  'people:invite': { anywhere: ['policy-office', 'platform-admin', 'party-admin'] },
  'people:reset': { anywhere: ['policy-office', 'platform-admin', 'party-admin'] },
  'people:grant': { anywhere: ['policy-office', 'platform-admin', 'party-admin'] },
  'people:end-grant': { everyone: true },
  'people:list': { anywhere: ['policy-office', 'platform-admin', 'party-admin', 'focal-point', 'commander', 'reviewer', 'auditor'] },
  'people:self': { everyone: true },
});
