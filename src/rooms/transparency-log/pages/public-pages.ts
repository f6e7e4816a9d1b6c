import { readLastPublished, readPublicKeys } from '#platform/ledger/log-store.ts';
import type { PublicPage } from '#site/public-page.ts';
import { logContent } from './log-page.ts';

/** The public page of this room: what the log is, and how to verify it. */
export const logPages: readonly PublicPage[] = [
  {
    path: '/log',
    summary: 'The log and how to verify it',
    render: async (context) => {
      const { pool } = context.platform;
      return logContent(context, { newest: await readLastPublished(pool), keys: await readPublicKeys(pool) });
    },
  },
];
