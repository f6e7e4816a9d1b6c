import { z } from 'zod';
import { offeredActions } from '#kernel/machine.ts';
import { may } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { COMPLETION_MACHINE, type CompletionState, completionState } from './completion.rules.ts';
import { Completions } from './records.schema.ts';
import { completionsOf, partyOfTrainee } from './records.store.ts';
import '../permissions.ts';

/** Everything recorded of one person of a roster, latest first, including what was revoked and why. */
export const listCompletions = defineQuery({
  name: 'training/list-completions',
  permission: 'training:see',
  input: z.strictObject({ traineeId: z.uuid() }),
  answer: Completions,
  party: ({ traineeId }, db) => partyOfTrainee(db, traineeId),
  async run(context, { traineeId }) {
    const { db, platform } = context;
    const subject = subjectOf(context);
    const partyId = await partyOfTrainee(db, traineeId);
    const rows = await completionsOf(db, traineeId);
    const titles = new Map(platform.services.courses.modules.map(({ module }) => [module.id, module]));
    return {
      completions: rows.map((row) => {
        const module = titles.get(row.module);
        const actions = offeredActions<CompletionState, 'revoke'>(COMPLETION_MACHINE, completionState(row), (permission) =>
          may(subject, permission, partyId!),
        );
        return {
          ...row,
          actions,
          title: module?.title ?? { en: row.module, fr: row.module },
          signs: module?.acknowledgement !== undefined,
        };
      }),
    };
  },
});
