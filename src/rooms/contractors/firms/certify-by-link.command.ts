import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { LOCALES } from '#kernel/languages.ts';
import { defineCommand } from '#platform/command.ts';
import { STATEMENTS } from '../plans/certification.rules.ts';
import { recordCertification } from '../plans/record-certification.ts';
import { Token } from './firm.schema.ts';
import { BY_FIRM_LINK, entryOf, getLinked, writeMessage } from './firm-entry.ts';
import { hashText } from './firm-link.rules.ts';
import { certificationLines } from './firm-texts.ts';

const text = (most: number) => z.string().trim().min(1).max(most);

/** Certifies by the link of the firm: the statements whole, with the name and function of its own representative, are hashed and kept (5f, P5f.4). */
export const certifyByLink = defineCommand({
  ...BY_FIRM_LINK,
  name: 'contractors/certify-by-link',
  input: z.strictObject({
    token: Token,
    id: z.uuid(),
    locale: z.enum(LOCALES),
    statements: z.array(z.enum(STATEMENTS)).max(STATEMENTS.length),
    name: text(200),
    capacity: text(200),
    note: text(1000).nullable(),
  }),
  answer: z.object({ sha256: z.string() }),
  async run(context, { id, locale, ...said }) {
    const linked = await getLinked(context);
    const linkId = context.subject.person;
    const lines = certificationLines(locale, { linked, linkId, now: context.now }, said);
    const { contractId, partyId, memberId } = linked;
    const certification = await recordCertification(
      context,
      {
        ...{
          contractId,
          partyId,
          memberId,
          on: dayOf(context.now),
          statements: said.statements,
          name: said.name,
          function: said.capacity,
        },
        ...{ note: said.note, sha256: hashText(lines).sha256 },
      },
      'firm',
    );
    const sha256 = await writeMessage(context, linked, { id, kind: 'certification', lines });
    return { answer: { sha256 }, entry: entryOf(linked, linkId, { use: 'certify', message: id, certification, sha256 }) };
  },
});
