import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { ENCRYPTED_CONTAINER_SIZES, ENCRYPTED_TEXT_SIZES, LETTER_BYTES, WRAP_BYTES } from '../crypto/sizes.ts';
import { WORK_SHARES } from './flood/shares.ts';

/** Bytes in base64 of exactly one of these lengths. Any other length is refused before anything is decoded. */
export function base64Of(...sizes: readonly number[]) {
  const lengths = sizes.map((size) => 4 * Math.ceil(size / 3));
  return z.base64().refine((text) => lengths.includes(text.length) && sizes.includes(Buffer.byteLength(text, 'base64')), {
    error: 'These bytes have a size that nothing here has.',
  });
}

const MAX_INT = 2 ** 31 - 1;

/** The most readers of a channel: as many wraps a report may have. */
export const MAX_READERS = 40;

/** The name of a channel in its address, chosen by who opens it: `/r/camp-help`. */
export const ChannelSlug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/);

const Statement = z.string().trim().min(1).max(600);
const BothLanguages = z.strictObject({ en: Statement, fr: Statement });

/** What readers must do whatever the reporter wishes: for a child, for a life in danger, by the law of the place. */
export const Limits = z.strictObject({ child: BothLanguages, life: BothLanguages, law: BothLanguages });

/** What a reporter's browser needs before it encrypts: who reads, signed, and with which keys that is checked. The same for every caller. */
export const PublicChannel = z.object({
  channel: z.uuid(),
  slug: ChannelSlug,
  name: z.record(z.string(), z.string()),
  /** `opening`: it was opened, and no day of the log names its readers yet. Nobody can write before that, on `opensOn` at the earliest. */
  state: z.enum(['opening', 'open', 'closed']),
  opensOn: Day,
  /** The first channel key, and each later one signed by the one before it (base64). */
  keys: z.object({ first: z.base64(), successors: z.array(z.base64()) }),
  /** The signed list of readers in force (base64), null where there is none; of a closed channel the last one, by which its answers can still be read. */
  manifest: z.object({ number: z.number().int(), signed: z.base64() }).nullable(),
  /** Readers who are never left out at random: who is on duty, and who is next. */
  onDuty: z.object({ duty: z.number().int().nullable(), next: z.number().int().nullable() }),
  /**
   * How soon a reader looks. `promises`: a person on duty looks at danger within `dangerMinutes`. `attended`: false where no reader unlocked the reports for
   * `unattendedHours`. `mergeMinutes`: in so many, a reader gets one mail about danger. `keptMonths`: how long a report is kept after its closing or a later answer;
   * `junkDays`: the same for junk and what no reader can open.
   */
  clocks: z.object({
    dangerMinutes: z.number(),
    mergeMinutes: z.number(),
    promises: z.boolean(),
    attended: z.boolean(),
    unattendedHours: z.number(),
    keptMonths: z.number(),
    junkDays: z.number(),
  }),
  /** What a legal adviser stated last, with its day: a reporter reads it before they write. */
  limits: z.object({ statedOn: Day, body: Limits }).nullable(),
  /** The channel above, offered where fewer than two readers are left. */
  parent: ChannelSlug.nullable(),
  /** The places of help of the channel's operation or party, as the last part of their addresses. */
  help: z.array(z.string()),
});
export type PublicChannel = z.infer<typeof PublicChannel>;

/** A text encrypted to the readers of a list. `report` is a random UUID (version 4) made in the browser: sent again, it has one effect. */
export const EncryptedToReaders = {
  report: z.uuidv4(),
  /** The list of readers to which it was encrypted. */
  manifest: z.number().int().min(1),
  body: base64Of(...ENCRYPTED_TEXT_SIZES),
  wraps: z
    .array(z.strictObject({ reader: z.number().int().min(1), bytes: base64Of(WRAP_BYTES) }))
    .min(2)
    .max(MAX_READERS),
};

// As long as a wrap for each reader at most.
const MAX_FILLER = MAX_READERS * (4 * Math.ceil(WRAP_BYTES / 3) + 40);

/** An encrypted report on its way. */
export const SendReport = z.strictObject({
  channel: z.uuid(),
  ...EncryptedToReaders,
  mailbox: z.strictObject({ idHash: base64Of(32), verifyKey: base64Of(32), letter: base64Of(LETTER_BYTES) }),
  /** *Danger now*: the one answer that the server sees. The page says so next to it. */
  danger: z.boolean(),
  /** Zeros up to the length of a report to all readers of its list (filler.ts). They are not stored. */
  filler: z.string().max(MAX_FILLER).regex(/^0*$/).optional(),
  /** The size of the encrypted container of all files, sent afterwards in chunks (files/files.schema.ts), and the SHA-256 of its upload ticket. */
  container: z
    .strictObject({
      bytes: z
        .number()
        .int()
        .refine((size) => ENCRYPTED_CONTAINER_SIZES.includes(size), { error: 'No container has this size.' }),
      ticketHash: base64Of(32),
    })
    .optional(),
  /** Proof of work, where `reports/work-required` asked for it: the hour of the challenge, and a number for each share (flood/work.ts). */
  work: z
    .strictObject({
      hour: z.number().int().min(0).max(MAX_INT),
      answers: z.array(z.number().int().min(0).max(MAX_INT)).length(WORK_SHARES),
    })
    .optional(),
});
export type SendReport = z.infer<typeof SendReport>;

/**
 * The day on which the server stored it. Errors that a page must explain: `reports/channel-closed`, `reports/list-out-of-date` (fetch the list again, encrypt
 * again), `reports/write-again` (of the readers it was encrypted to, fewer than two still read), `reports/reader-not-listed`, `reports/other-report`,
 * `reports/work-required` (do the work, send the same report with it), `reports/no-room` (only danger is accepted now).
 */
export const SentReport = z.object({ day: Day });
export type SentReport = z.infer<typeof SentReport>;

/** The mailbox id of a code, in the body of a request only. The server stores its SHA-256. */
export const MailboxId = base64Of(32);
export const OpenMailbox = z.strictObject({ mailbox: MailboxId });

export const StoredMessage = z.object({
  direction: z.enum(['to-reader', 'to-reporter']),
  place: z.number().int().min(0),
  bytes: z.number().int(),
  day: Day,
});

/** What a code opens. Every answer has the same length (`filler`), whether the code is unknown, nothing is new, or an answer waits. */
export const Mailbox = z.object({
  found: z
    .object({
      channel: z.uuid(),
      slug: ChannelSlug,
      report: z.uuid(),
      /** `received` is the server's word. A later state is in a message that a reader signed. */
      day: Day,
      /** Whether it is a report of danger that nobody has taken within the minutes of the edition. */
      untaken: z.boolean(),
      /** Whether a reader who was not removed can open it. Where none can, messages are refused (`reports/write-again`). */
      held: z.boolean(),
      /** The last day on which the code opens a closed report; null while it is open or a message of its reporter waits. */
      until: Day.nullable(),
      /** SHA-256 of the encrypted text, with which both ways of the thread begin (base64). */
      body: z.base64(),
      letter: z.base64(),
      messages: z.array(StoredMessage),
      /** The newest message to the reporter where it has the smallest size and fits (base64). Others are asked for one by one. */
      newest: z.base64().nullable(),
    })
    .nullable(),
  filler: z.string(),
});
export type Mailbox = z.infer<typeof Mailbox>;
/** The length of every answer about a mailbox, in bytes of JSON. */
export const MAILBOX_ANSWER_BYTES = 24 * 1024;

/** The most messages of each way. All are listed in an answer of the one length, since a list that lacks the oldest would look tampered with. */
export const MAX_MESSAGES = 60;

export const GetMessage = z.strictObject({
  mailbox: MailboxId,
  direction: z.enum(['to-reader', 'to-reporter']),
  place: z
    .number()
    .int()
    .min(0)
    .max(MAX_MESSAGES - 1),
});
export const GotMessage = z.object({ encrypted: z.base64().nullable() });

/** The next message of the reporter. A place that is taken is refused, so that sending again has one effect. */
export const SendMessage = z.strictObject({
  mailbox: MailboxId,
  place: z
    .number()
    .int()
    .min(0)
    .max(MAX_MESSAGES - 1),
  encrypted: base64Of(...ENCRYPTED_TEXT_SIZES),
});
