import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/**
 * Treaty table (public): who maintains it. Outreach (5b): the writer's people keep it; the addressed nation sees its letters. Joining (6): the nation answers;
 * the operation's commander and headquarters read. Action plan (6): the nation keeps it; its reviewers and headquarters read. Acceptance (2, 6): the party itself, or the policy office for it. The database checks again (migrations).
 */
export const NATIONS_PERMISSIONS = definePermissions({
  'nations:import': { anywhere: group('office') },
  'nations:correct': { party: group('representatives'), anywhere: group('office') },
  'nations:read-letters': { party: group('readers'), anywhere: group('office') },
  // Letters are not shown to people who only review or work at headquarters.
  'nations:receive-letters': { party: group('writers') },
  'nations:write-letters': { party: group('representatives'), anywhere: group('office') },
  'nations:read-joining': { party: group('readers'), anywhere: group('office') },
  'nations:join': { party: group('representatives') },
  'nations:read-plan': { party: group('readers'), anywhere: group('office') },
  'nations:keep-plan': { party: group('representatives') },
  'nations:record-acceptance': { party: group('representatives', 'observers'), anywhere: group('office') },
  'nations:set-transfer': { party: group('representatives'), anywhere: group('office') },
});
