import { definePermissions } from '#platform/identity/subject.ts';

const PARTY_PEOPLE = ['focal-point', 'commander', 'contracting-officer', 'training-officer', 'legal-adviser', 'reviewer'] as const;

/**
 * Treaty table (public): who maintains it. Outreach (5b): the writer's people keep it; the addressed nation sees its letters. Joining (6): the nation answers;
 * the operation's commander and headquarters read. The database checks again (migrations).
 */
export const NATIONS_PERMISSIONS = definePermissions({
  'nations:import': { anywhere: ['policy-office'] },
  'nations:correct': { party: ['focal-point'], anywhere: ['policy-office'] },
  'nations:read-letters': { party: PARTY_PEOPLE, anywhere: ['policy-office'] },
  'nations:write-letters': { party: ['focal-point'], anywhere: ['policy-office'] },
  'nations:read-joining': { party: PARTY_PEOPLE, anywhere: ['policy-office'] },
  'nations:join': { party: ['focal-point'] },
  'nations:set-transfer': { party: ['focal-point'], anywhere: ['policy-office'] },
});
