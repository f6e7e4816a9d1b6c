import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { DuplicateLinked, LinkDuplicate } from './duplicate.schema.ts';
import { writeLink } from './write-link.ts';
import '../../errors.ts';
import '../../permissions.ts';

/** Marks a report as the same matter as another of its channel (5e, A1.5), for readers who hold both. Sent again it changes nothing. */
export const linkDuplicate = defineCommand({
  name: 'reports/link-duplicate',
  permission: 'reports:read',
  clauses: SUPPORT_CLAUSES,
  dayRecord: true,
  input: LinkDuplicate,
  answer: DuplicateLinked,
  run: (context, input) => writeLink(context, { command: 'reports/link-duplicate', isSame: true, ...input }),
});
