import { definePermissions } from '#platform/identity/subject.ts';

/** Permissions on accounts and roles. The database checks the same rules again, in identity.grant_role and related functions. */
export const PEOPLE_PERMISSIONS = definePermissions({
  'people:enter': { everyone: true },
  'people:invite': { anywhere: ['policy-office', 'platform-admin', 'party-admin'] },
  'people:reset': { anywhere: ['policy-office', 'platform-admin', 'party-admin'] },
  'people:grant': { anywhere: ['policy-office', 'platform-admin', 'party-admin'] },
  'people:end-grant': { everyone: true },
  /** Who may see an object and why, and who has seen it. */
  'people:account-for-access': { party: ['party-admin'], anywhere: ['policy-office', 'auditor'] },
  'people:review-access': { party: ['party-admin'], anywhere: ['policy-office'] },
  'people:list': { anywhere: ['policy-office', 'platform-admin', 'party-admin', 'focal-point', 'commander', 'reviewer', 'auditor'] },
  'people:self': { everyone: true },
});
