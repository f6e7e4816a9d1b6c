import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { base64Of, ChannelSlug, MAX_READERS } from '../intake/intake.schema.ts';

/** What a reader is there for (`ReaderFunction` of the list). */
export const ReaderFunction = z.enum(['reader', 'child-protection', 'parent-duty']);
/** What a person joins a channel as. No list names an interpreter: they read what a reader gives them (`desk/interpreting`). */
export const JoiningFunction = z.enum([...ReaderFunction.options, 'interpreter']);

/** Names that addresses of the room itself have below `/r/`. */
const RESERVED = ['reports', 'messages', 'mailbox', 'follow', 'how-safe', 'code', 'files', 'kept', 'help'];

export const CreateChannel = z.strictObject({
  partyId: z.uuid(),
  operationId: z.uuid().nullable(),
  parentId: z.uuid().nullable(),
  slug: ChannelSlug.refine((slug) => !RESERVED.includes(slug), { error: 'reserved' }),
  /** By language code, at least in English and French. */
  name: z
    .record(z.string().regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/), z.string().trim().min(1).max(80))
    .refine((name) => 'en' in name && 'fr' in name, { error: 'both-languages' }),
  /** The first channel key: its public half, made on the offline page. */
  firstKey: base64Of(32),
});
export const ChannelAnswer = z.object({ id: z.uuid(), state: z.enum(['draft', 'open', 'closed']), version: z.number().int() });

/** A reader joins with keys made in their own browser. `locked`: the secret keys under the reader's passphrase. */
export const JoinChannel = z.strictObject({
  channelId: z.uuid(),
  function: JoiningFunction,
  nation: z.string().regex(/^[A-Z]{2}$/),
  unit: z.array(z.string().trim().min(1).max(80)).min(1).max(8),
  recipient: z
    .string()
    .length(1959)
    .regex(/^age1pq1[02-9ac-hj-np-z]+$/),
  verifyKey: base64Of(32),
  locked: z.base64().max(2_700),
});
export const JoinedChannel = z.object({ number: z.number().int() });

export const RemoveReader = z.strictObject({ channelId: z.uuid(), number: z.coerce.number<number>().int().min(1).max(10_000) });

export const PublishManifest = z.strictObject({ channelId: z.uuid(), signed: z.base64().max(260_000) });
export const PublishedManifest = z.object({ number: z.number().int(), validUntil: Day });

export const RecordSuccessor = z.strictObject({ channelId: z.uuid(), signed: z.base64().max(1_400) });
export const ChangeChannel = z.strictObject({ channelId: z.uuid(), version: z.number().int() });

export const ListedChannel = ChannelAnswer.extend({
  partyId: z.uuid(),
  operationId: z.uuid().nullable(),
  slug: ChannelSlug,
  name: z.record(z.string(), z.string()),
  openedOn: Day.nullable(),
  closedOn: Day.nullable(),
  /** Whether reporters can write: it is open, and a day of the log names its readers. */
  takesReports: z.boolean(),
  /** The newest list; null where none was published. */
  manifest: z.object({ number: z.number().int(), validUntil: Day, readers: z.array(z.number().int()).max(MAX_READERS) }).nullable(),
});
export const ChannelReader = z.object({
  number: z.number().int(),
  personId: z.uuid(),
  name: z.string(),
  function: JoiningFunction,
  nation: z.string(),
  unit: z.array(z.string()),
  recipient: z.string(),
  verifyKey: z.base64(),
  joinedAt: z.iso.datetime(),
  removedAt: z.iso.datetime().nullable(),
  /** Whether the newest list names them: only then reports are encrypted to them. */
  listed: z.boolean(),
});
export const ChannelView = ListedChannel.extend({
  firstKey: z.base64(),
  successors: z.array(z.base64()),
  /** The newest signed list as the public gets it; null where none was published. */
  signedList: z.base64().nullable(),
  readers: z.array(ChannelReader),
  /** Who succeeds whom, by number. `signed`: as the reader who named the successor signed it. */
  successions: z.array(
    z.object({
      predecessor: z.number().int(),
      successor: z.number().int(),
      signed: z.base64(),
      namedOn: Day,
      confirmedOn: Day.nullable(),
    }),
  ),
});
export const OneChannel = ChannelView.extend({
  /** The public page of an open channel, and the languages of that page and of its posters. `unread`: no speaker has read the texts. */
  page: z
    .object({ address: z.string(), languages: z.array(z.object({ code: z.string(), name: z.string(), unread: z.boolean() })) })
    .nullable(),
});

/** The content of a signed list, checked after its signature: a channel key may have signed anything. */
export const SignedList = z.object({
  readers: z
    .array(
      z.object({
        number: z.number().int(),
        function: ReaderFunction,
        nation: z.string(),
        unit: z.array(z.string()),
        recipient: z.string(),
        verifyKey: z.string(),
      }),
    )
    .max(MAX_READERS),
  former: z.array(z.object({ number: z.number().int(), verifyKey: z.string(), until: Day })).max(1_000),
});
