import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { AppError } from '#kernel/errors.ts';
import { LOCALES } from '#kernel/languages.ts';
import { defineCommand } from '#platform/command.ts';
import { notifiedBy } from '../sets/set.store.ts';
import { mailAtOnce } from '../violations/mail-at-once.ts';
import { notifyViolation } from '../violations/notify-violation.ts';
import { titlesOf, violatedOf } from '../violations/violated-provisions.ts';
import { Token } from './firm.schema.ts';
import { linkedSet } from './firm.store.ts';
import { BY_FIRM_LINK, entryOf, getLinked, writeMessage } from './firm-entry.ts';
import { KNOWN_SINCE, knownAt } from './firm-link.rules.ts';
import { noticeLines } from './firm-texts.ts';

const text = (most: number) => z.string().trim().min(1).max(most);
const MAX_TITLE = 120;

/** Notifies credible information by the link of the firm: a violation begins, with its clock, notified by the firm itself (5f, P5f.4). */
export const notifyInformation = defineCommand({
  ...BY_FIRM_LINK,
  name: 'contractors/notify-information',
  input: z.strictObject({
    token: Token,
    id: z.uuid(),
    locale: z.enum(LOCALES),
    danger: z.boolean(),
    what: text(3000),
    where: text(300).nullable(),
    when: text(300).nullable(),
    /** Ids of provisions of the set that the contract owes. */
    provisions: z.array(text(60)).max(40),
    since: z.enum(KNOWN_SINCE),
    day: Day.nullable(),
  }),
  answer: z.object({ sha256: z.string() }),
  async run(context, { token: _token, id, locale, since, day, danger, provisions, ...notified }) {
    const linked = await getLinked(context);
    const set = await linkedSet(context.db, linked.setId);
    const violated = violatedOf(set, linked.setId, provisions);
    const known = knownAt(since, day, context.now);
    if (known === undefined) throw new AppError('contractors/day-to-come');
    const linkId = context.subject.person;
    const { what } = notified;
    const { lines, summary } = noticeLines(
      locale,
      { linked, linkId, now: context.now },
      { danger, since, day, ...notified, provisions: titlesOf(set, violated.provisions, locale) },
    );
    const violationId = notifyViolation(
      context,
      {
        ...{
          contractId: linked.contractId,
          partyId: linked.partyId,
          memberId: linked.memberId,
          contractor: linked.firm,
          ...{ ...violated, notify: set === undefined ? [] : notifiedBy(set) },
          source: 'firm',
          danger,
        },
        title: what.length > MAX_TITLE ? `${what.slice(0, MAX_TITLE)}…` : what,
        ...{ summary, knownAt: known, notifiedAt: context.now },
      },
      { by_link: linkId },
    );
    await mailAtOnce(context, linked.contractId);
    const sha256 = await writeMessage(context, linked, { id, kind: 'notice', violationId, lines });
    return {
      answer: { sha256 },
      entry: entryOf(linked, linkId, {
        use: 'notify',
        message: id,
        violation: violationId,
        danger,
        provisions: violated.provisions,
        sha256,
      }),
    };
  },
});
