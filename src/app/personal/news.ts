import { z } from 'zod';
import { NewsLine, type NewsSource } from '#platform/home/news-source.ts';
import { findOwnVisits } from '#platform/home/visit.store.ts';
import { commandRoute, queryRoute, type Route } from '#platform/http/route.ts';
import { defineQuery } from '#platform/query.ts';
import { firmNews } from '#rooms/contractors/index.ts';
import { evidenceNews } from '#rooms/evidence/index.ts';
import { letterNews } from '#rooms/nations/index.ts';
import { accessNews } from '#rooms/people/index.ts';
import { trainingNews } from '#rooms/readiness/index.ts';
import { installationNews } from '#rooms/retention/index.ts';
import { returnNews } from '#rooms/returns/index.ts';
import { reviewNews } from '#rooms/reviews/index.ts';
import { logNews } from '#rooms/transparency-log/index.ts';
import { markNewsSeen } from './mark-news-seen.command.ts';

/** The news of each room. */
export const NEWS_SOURCES: readonly NewsSource[] = [
  reviewNews,
  returnNews,
  evidenceNews,
  letterNews,
  firmNews,
  trainingNews,
  accessNews,
  logNews,
  installationNews,
];

/** The most lines of the list. */
const MAX_LINES = 10;
/** How far back the list goes at most, however long the reader was away. */
const MAX_AWAY_MS = 30 * 86_400_000;

/**
 * What others did since the reader was here, newest first: the third block of Home. `unseen` counts the lines that the reader has not opened yet on any device; the
 * number next to Home is this one, so it always equals the list. `more`: there are older lines. `since` is null for a reader without a session.
 */
const getNews = defineQuery({
  name: 'home/get-news',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: z.object({
    since: z.iso.datetime().nullable(),
    lines: z.array(NewsLine.extend({ isNew: z.boolean() })),
    unseen: z.int(),
    more: z.boolean(),
  }),
  async run(context) {
    const visits = await findOwnVisits(context.db);
    if (visits === undefined) return { since: null, lines: [], unseen: 0, more: false };
    const since = new Date(Math.max(visits.since.getTime(), context.now.getTime() - MAX_AWAY_MS));
    const found = await Promise.all(NEWS_SOURCES.map(({ find }) => find(context, since, MAX_LINES + 1)));
    const lines = found
      .flat()
      .toSorted((a, b) => b.at.localeCompare(a.at))
      .map((line) => ({ ...line, isNew: visits.seenAt === null || new Date(line.at) > visits.seenAt }));
    const shown = lines.slice(0, MAX_LINES);
    return {
      since: since.toISOString(),
      lines: shown,
      unseen: shown.filter(({ isNew }) => isNew).length,
      more: lines.length > shown.length,
    };
  },
});

export const newsRoutes: readonly Route[] = [
  queryRoute({ url: '/desk/api/news', query: getNews }),
  commandRoute({ method: 'POST', url: '/desk/api/news/seen', command: markNewsSeen }),
];
