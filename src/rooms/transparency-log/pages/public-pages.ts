import { dayOf } from '#kernel/dates.ts';
import { readLastPublished, readPublicKeys } from '#platform/ledger/log-store.ts';
import { readRecordedCode } from '#rooms/reports/index.ts';
import type { PublicPage } from '#site/public-page.ts';
import { logContent } from './log-page.ts';

/** The public page of this room: what the log is, and how to verify it. */
export const logPages: readonly PublicPage[] = [
  {
    path: '/log',
    summary: 'The log and how to verify it',
    render: async (context) => {
      const { pool } = context.platform;
      const code = (await readRecordedCode(pool)).map(({ at, index, detail }) => ({
        day: dayOf(new Date(at)),
        index: Number(index),
        detail,
      }));
      return logContent(context, { newest: await readLastPublished(pool), keys: await readPublicKeys(pool), code });
    },
  },
];
