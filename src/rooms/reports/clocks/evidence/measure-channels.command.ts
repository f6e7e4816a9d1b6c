import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { inEach, type Locale } from '#kernel/languages.ts';
import { defineCommand } from '#platform/command.ts';
import { recordEvidence } from '#rooms/evidence/index.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { SUPPORT_CLAUSES } from '../../clauses.ts';
import { clocksOn } from '../clock-parameters.ts';
import { keptOver, quarterBefore, saysOf } from './quarter.rules.ts';
import { channelsOf, KIND } from './quarter.store.ts';
import { translateChannelEvidence } from './texts.ts';
import '../../permissions.ts';

/** Obligations of staff (Appendix 3) are those of headquarters bodies; the others are an operation's and a nation's. */
const OF_STAFF = 'A3';

/**
 * Records how the channels of a party were kept in the quarter that is over (A1.5, A3.5): open, attended and tested is met, else partly met. The number of reports
 * informs, and small numbers are not published: the title of evidence can become public. It never says that none came; only the party's signed nil return does.
 */
export const measureChannels = defineCommand({
  name: 'reports/measure-channels',
  permission: 'reports:measure',
  clauses: SUPPORT_CLAUSES,
  input: z.strictObject({ partyId: z.uuid() }),
  answer: z.object({ items: z.array(z.string()) }),
  async run(context, { partyId }) {
    const { db, now } = context;
    const edition = currentEdition();
    const quarter = quarterBefore(dayOf(now));
    const [party] = (await readRegister(db, { ids: [partyId] })).parties;
    const channels = (await channelsOf(db, quarter)).filter((one) => one.party === partyId);
    const kept = channels.map((facts) => keptOver(quarter, facts, clocksOn(now).unattendedHours));
    const obligationIds = edition.obligations
      .filter(({ clause, evidence }) => evidence.kinds.includes(KIND) && (party?.kind === 'body') === (clause === OF_STAFF))
      .map(({ id }) => id);
    const counted = channels.reduce((sum, channel) => sum + channel.counted, 0);
    const smallest = Math.max(...['small-cell-parties', 'small-cell-public'].map((id) => Number(edition.parameter(id, now).value)));
    const lacking = (['open', 'attended', 'tested'] as const).filter((one) => kept.some((channel) => !channel[one]));
    const title = (locale: Locale) =>
      translateChannelEvidence(locale, counted < smallest ? 'title.few' : 'title', {
        ...{
          year: quarter.to.slice(0, 4),
          quarter: Math.ceil(Number(quarter.to.slice(5, 7)) / 3),
          n: Math.max(counted, smallest),
        },
        kept:
          lacking.length === 0
            ? translateChannelEvidence(locale, 'kept')
            : new Intl.ListFormat(locale).format(lacking.map((one) => translateChannelEvidence(locale, `lacks.${one}`))),
      });
    const items =
      channels.length === 0 || obligationIds.length === 0
        ? []
        : [
            recordEvidence(context, {
              ...{ partyId, editionId: edition.id, obligationIds, kind: KIND, says: saysOf(kept), date: quarter.to, origin: 'measured' },
              title: inEach(title),
              source: inEach((locale) => translateChannelEvidence(locale, 'source')),
            }),
          ];
    return {
      answer: { items },
      entry: {
        subjectKind: 'channel',
        subjectId: partyId,
        partyId,
        evidenceKind: KIND,
        detail: { quarter: quarter.to, says: saysOf(kept), items },
      },
    };
  },
});
