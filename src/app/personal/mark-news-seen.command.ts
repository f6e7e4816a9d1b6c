import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { recordNewsSeen } from '#platform/home/visit.store.ts';

/** Records that the reader opened the list of what is new. `until`: the time of its newest line, so that nothing newer counts as seen. */
export const markNewsSeen = defineCommand({
  name: 'home/mark-news-seen',
  permission: 'people:self',
  operational: 'access',
  input: z.strictObject({ until: z.iso.datetime() }),
  answer: z.object({ done: z.literal(true) }),
  run({ write, subject }, { until }) {
    write(recordNewsSeen(new Date(until)));
    return {
      answer: { done: true as const },
      entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: { until } },
    };
  },
});
