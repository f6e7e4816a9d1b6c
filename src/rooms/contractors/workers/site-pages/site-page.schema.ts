import { z } from 'zod';
import { Day } from '#kernel/day.ts';

const text = (most: number) => z.string().trim().min(1).max(most);

/**
 * A public page for the people who work at a site, with the agreement to it. `contractId`: a contract that is carried out there. `slug`: the last part of the
 * address, such as `camp-north`. `name`: what the page calls the site. `agreedBy`: who agreed for force protection. `agreement`: what was agreed, and where that is kept.
 */
export const PublishSitePage = z.strictObject({
  contractId: z.uuid(),
  name: text(100),
  slug: z
    .string()
    .trim()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .min(2)
    .max(60),
  agreedBy: text(200),
  agreedOn: Day,
  agreedUntil: Day,
  agreement: text(1000),
});

/** A page that was published and not taken down, as its party reads it. `isShown`: the agreement has not ended. */
export const SitePage = z.object({
  id: z.string(),
  name: z.string(),
  address: z.string(),
  agreedBy: z.string(),
  agreedOn: z.string(),
  agreedUntil: z.string(),
  agreement: z.string(),
  isShown: z.boolean(),
});

/** What everybody may know of a site. `parties`: whose reporting channel is offered, in this order. */
export const PublicSite = z.object({ name: z.string(), parties: z.array(z.uuid()) });
