import { z } from 'zod';
import { SitePage } from './site-pages/site-page.schema.ts';

/** What can be done for the workers of a contract. `channel`: null where reporters can write to none of the contracting party or the operation. */
export const WorkersOfContract = z.object({
  contract: z.object({ id: z.string(), number: z.string(), contractor: z.string(), setId: z.string() }),
  channel: z.object({ slug: z.string(), name: z.record(z.string(), z.string()) }).nullable(),
  /** `unread`: no speaker has read the texts of the language. */
  languages: z.array(z.object({ code: z.string(), name: z.string(), unread: z.boolean() })),
  /** The public pages of sites of the contracting party. */
  sitePages: z.array(SitePage),
  /** Whether the reader records site visits, interviews workers, and publishes pages of sites. */
  mayVisit: z.boolean(),
});
