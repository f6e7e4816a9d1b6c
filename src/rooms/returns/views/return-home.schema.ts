import { z } from 'zod';
import { BothLanguages as Both } from '#kernel/both-languages.ts';
import { HomeUrgency } from '#platform/home/home.rules.ts';
import { LinkView, ReturnLine } from '../return.schema.ts';

const SectionLine = z.object({
  id: z.string(),
  title: Both,
  asked: z.int(),
  left: z.int(),
  /** The roles that the questionnaire names for it. */
  who: z.array(z.string()),
  /** The newest link that was issued for it and not withdrawn. */
  colleague: LinkView.pick({ name: true, state: true, endsAt: true }).nullable(),
});

/** The returns of this reader's own parties that are at work, for the home page. While one is answered: what is open, and the next open question. */
export const ReturnHome = HomeUrgency.extend({
  returns: z.array(
    ReturnLine.pick({ id: true, party: true, period: true, due: true, state: true, label: true, turn: true }).extend({
      /** Days until the due date of the return, negative once it is late; null where it has none, and where it passed without being late. */
      daysLeft: z.int().nullable(),
      progress: z
        .object({
          asked: z.int(),
          stillTrue: z.int(),
          changed: z.int(),
          notKnown: z.int(),
          elsewhere: z.int(),
          left: z.int(),
          /** Open questions with a known answer, which one click confirms. */
          toConfirm: z.int(),
        })
        .nullable(),
      next: z.object({ sectionId: z.string(), page: z.int(), section: Both, left: z.int(), text: Both, isKnown: z.boolean() }).nullable(),
      sections: z.array(SectionLine),
    }),
  ),
});
export type ReturnHome = z.infer<typeof ReturnHome>;
