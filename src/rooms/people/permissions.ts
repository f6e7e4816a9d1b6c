import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Permissions on accounts and roles. The database checks the same rules again, in identity.grant_role and related functions. */
export const PEOPLE_PERMISSIONS = definePermissions({
  'people:enter': { everyone: true },
  'people:invite': { anywhere: group('account-managers') },
  'people:reset': { anywhere: group('account-managers') },
  'people:grant': { party: group('party-admins'), anywhere: group('office', 'platform-admins') },
  /** Every role at a party but those that only the policy office gives. Elsewhere a platform administrator names party administrators alone. */
  'people:grant-at-party': { party: group('party-admins'), anywhere: group('office') },
  /** Roles that only the policy office gives, and each role at each party (identity.may_grant). */
  'people:appoint': { anywhere: group('office') },
  'people:end-grant': { everyone: true },
  /** Who may see an object and why, and who has seen it. */
  'people:account-for-access': { party: group('party-admins'), anywhere: group('overseers') },
  'people:review-access': { party: group('party-admins'), anywhere: group('office') },
  'people:list': { party: group('people-readers'), anywhere: group('account-readers') },
  /** The first steps of a new register. */
  'people:start-register': { anywhere: group('starters') },
  'people:self': { everyone: true },
});
