import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/** Who maintains the register. Row-level security checks the same rules again (database/access). */
export const PARTIES_PERMISSIONS = definePermissions({
  'parties:register': { anywhere: group('office') },
  'parties:register-contractor': { anywhere: group('office', 'contract-managers') },
  'parties:record-contracting': { party: group('contract-managers'), anywhere: group('office') },
  'parties:confirm': { party: group('representatives'), anywhere: group('office') },
  'parties:manage-calendar': { party: group('party-admins'), anywhere: group('office') },
  'parties:manage-units': { party: group('unit-managers'), anywhere: group('office') },
});
