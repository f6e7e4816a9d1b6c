import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { DuplicateLinked, LinkDuplicate } from './duplicate.schema.ts';
import { writeLink } from './write-link.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** Takes the mark back (5e, A1.5). A report that is closed as a duplicate is reopened first. */
export const unlinkDuplicate = defineCommand({
  name: 'reports/unlink-duplicate',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: LinkDuplicate,
  answer: DuplicateLinked,
  run: (context, input) => writeLink(context, { command: 'reports/unlink-duplicate', isSame: false, ...input }),
});
