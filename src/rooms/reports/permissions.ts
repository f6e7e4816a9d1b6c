import { group } from '#kernel/roles.ts';
import { definePermissions } from '#platform/identity/subject.ts';

/**
 * Who keeps the lists of help. A person who keeps a channel does not read there: reading needs keys made in the reader's own browser, and a place in the signed
 * list. Which channels a person sees is decided by the database, which also checks all of this again (database/access).
 */
export const REPORTS_PERMISSIONS = definePermissions({
  'reports:keep-help': { party: group('help-managers'), anywhere: group('office') },
  'reports:keep-channel': { party: group('channel-managers') },
  // Only the installation measures: it counts what nobody else may count.
  'reports:measure': { anywhere: [] },
  'reports:read': { party: group('report-readers') },
  'reports:state-limits': { party: group('legal-advisers') },
});
