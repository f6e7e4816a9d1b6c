import { z } from 'zod';
import { offeredActionsOf } from '#kernel/actions.schema.ts';
import { BothLanguages } from '#kernel/both-languages.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { ORIGINS, SAYS } from '#kernel/status.ts';
import { ITEM_MACHINE, ITEM_STATES } from '../evidence.rules.ts';

/** An evidence item as a reader sees it. A purged one is a tombstone without title or source. Instants are ISO 8601 in UTC. */
export const ItemView = z.object({
  id: z.string(),
  editionId: z.string(),
  partyId: z.string(),
  obligationIds: z.array(z.string()),
  kind: z.string(),
  says: z.enum(SAYS),
  origin: z.enum(ORIGINS),
  state: z.enum(ITEM_STATES),
  version: z.number().int(),
  title: BothLanguages.nullable(),
  source: BothLanguages.nullable(),
  date: z.string(),
  asOf: z.string().nullable(),
  page: z.string().nullable(),
  documentId: z.string().nullable(),
  address: z.string().nullable(),
  note: z.string().nullable(),
  /** Entered about the party by headquarters' policy office. */
  byPolicyOffice: z.boolean(),
  /** The item that this one corrects, the item that it confirms, and the item that corrects it. */
  correctsId: z.string().nullable(),
  confirmsId: z.string().nullable(),
  correctedById: z.string().nullable(),
  /** Names of people; null where work or the installation wrote it. */
  enteredBy: z.string().nullable(),
  enteredAt: z.string(),
  signedBy: z.string().nullable(),
  submittedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endReason: z.string().nullable(),
  purgeRequestedAt: z.string().nullable(),
  purgeReason: z.string().nullable(),
  /** The reader requested the purge, and may withdraw the request. */
  purgeRequestedByMe: z.boolean().nullable(),
  /** The reader may approve or refuse the purge that is requested. */
  mayDecidePurge: z.boolean(),
  /** The latest end of a request: who refused it and why, or who withdrew the own request, which has no reason. It may be of an earlier request than the one above. */
  purgeRequestEndedBy: z.string().nullable(),
  purgeRequestEndedAt: z.string().nullable(),
  purgeRefused: z.boolean().nullable(),
  purgeRefusal: z.string().nullable(),
  purgedAt: z.string().nullable(),
  released: z.boolean(),
  label: RecordLabel,
  /** A release that waits for a second person: the label, the reason, and whether the reader asked for it. */
  labelRequest: z.object({ id: z.string(), label: RecordLabel, reason: z.string(), byMe: z.boolean() }).nullable(),
});
export type ItemView = z.infer<typeof ItemView>;

/** An evidence item with the actions that the reader may take on it now. */
export const ItemPageView = ItemView.extend({ actions: offeredActionsOf(ITEM_MACHINE) });
export type ItemPageView = z.infer<typeof ItemPageView>;
