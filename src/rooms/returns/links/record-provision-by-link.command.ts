import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { GivenProvision, RecordedProvision } from '../answers/provisions/provision.schema.ts';
import { recordProvisions } from '../answers/provisions/record-provisions.ts';
import { clausesOf, questionOf } from '../return-action.ts';
import { setLinkTime } from './link.store.ts';
import { entryOf, openedBy, signInByLink, Token } from './section-link.command.ts';

/** Records a provision of national law, or a change of one, for an article of the section a link opens. */
export const recordProvisionByLink = defineCommand({
  name: 'returns/record-provision-by-link',
  permission: 'returns:answer',
  clauses: (_, entry) => entry.clauses ?? [],
  input: z.strictObject({ token: Token, ...GivenProvision.shape }),
  answer: RecordedProvision,
  signInStep: signInByLink('answer'),
  async run(context, { token: _token, ...given }) {
    const opened = await openedBy(context);
    const { link, found } = opened;
    const { questionId, changes: _before, ...fields } = given;
    const { section, question } = questionOf(found, questionId);
    if (section.id !== link.sectionId) throw new AppError('returns/not-asked', { questionId });
    const [recorded] = await recordProvisions(context, found, [given], { link: link.id });
    // Recording the law counts as accepting.
    if (link.acceptedAt === null) context.write(setLinkTime(context.db, link.id, 'accepted_at', context.now));
    const entry = entryOf(opened, 'answer');
    return {
      answer: recorded!,
      entry: {
        ...entry,
        clauses: clausesOf(found.editionId, [question]),
        detail: { ...entry.detail, question: questionId, provision: recorded!.provisionId, ...fields },
      },
    };
  },
});
