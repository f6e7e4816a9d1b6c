import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { PageQuery } from '#kernel/page.ts';
import { JoiningFunction, ReaderFunction } from '../channels/channel.schema.ts';
import { DUE_STATES, DUE_STEPS } from '../clocks/due/due.rules.ts';
import { ENCRYPTED_ANSWER_SIZES, ENCRYPTED_TEXT_SIZES, encryptedAnswerSizes } from '../crypto/sizes.ts';
import { base64Of, ChannelSlug, MAX_MESSAGES, PublicChannel } from '../intake/intake.schema.ts';
import { CLOSED_AS, REPORT_STATES } from './report-state.rules.ts';

const Place = z
  .number()
  .int()
  .min(0)
  .max(MAX_MESSAGES - 1);

const answer = { place: Place, encrypted: base64Of(...ENCRYPTED_ANSWER_SIZES) };
const fitsItsPlace = ({ place, encrypted }: { place: number; encrypted: string }) =>
  encryptedAnswerSizes(place).includes(Buffer.byteLength(encrypted, 'base64'));
const ONE_SIZE = { error: 'The first answer has one size. Send the rest as a second message.', path: ['encrypted'] };

/** A message to the reporter, encrypted and signed in the reader's browser. The first one has one size. */
const Answer = z.strictObject(answer).refine(fitsItsPlace, ONE_SIZE);
/** A note for the readers of the report, encrypted in the reader's browser. `id` is made there: sent again it has one effect. */
export const Note = z.strictObject({ id: z.uuidv4(), encrypted: base64Of(...ENCRYPTED_TEXT_SIZES) });

/** A change of a report in the version that the reader saw. What is said to the reporter and noted for the readers is stored with it or not at all. */
const Change = z.strictObject({ reportId: z.uuid(), version: z.number().int(), answer: Answer.nullable(), note: Note.nullable() });
export const TakeReport = z.strictObject({ reportId: z.uuid(), version: z.number().int() });
export const TriageReport = Change;
export const AssignReport = TakeReport.extend({ reader: z.number().int().min(1) });
/** To which kind of body, and why, is in the note. */
export const PassOnReport = Change.extend({ note: Note });
/** The reason is in the note. Only a report that its reader cannot open is closed without one. */
export const CloseReport = Change.extend({ closedAs: z.enum(CLOSED_AS) });
export const ReopenReport = Change.extend({ note: Note });
export const AnswerReport = z.strictObject({ reportId: z.uuid(), ...answer }).refine(fitsItsPlace, ONE_SIZE);
export const AddNote = z.strictObject({ reportId: z.uuid(), ...Note.shape });

export const ReportChanged = z.object({ id: z.uuid(), state: z.enum(REPORT_STATES), version: z.number().int() });
export const ReportWritten = z.object({ id: z.uuid(), day: Day });

/** A channel that the caller reads for: their number, and how its keys and its list are checked. */
export const OwnDesk = z.object({
  channelId: z.uuid(),
  slug: ChannelSlug,
  name: z.record(z.string(), z.string()),
  partyId: z.uuid(),
  number: z.number().int(),
  function: JoiningFunction,
  nation: z.string(),
  /** Whether the newest list names the caller: only then reports are encrypted to them. */
  listed: z.boolean(),
});
export const OwnDesks = z.object({ desks: z.array(OwnDesk) });

/** What the list of readers of a channel is checked with before a signature of a reader is believed. */
export const DeskKeys = z.object({
  number: z.number().int(),
  /** The caller's own keys, locked under their passphrase. */
  locked: z.base64(),
  keys: PublicChannel.shape.keys,
  manifest: PublicChannel.shape.manifest,
});

const Reading = { body: z.base64(), wrap: z.base64() };

/** A report as the server knows it. */
export const InboxItem = z.object({
  id: z.uuid(),
  day: Day,
  /** The length of the encrypted text in bytes. */
  bytes: z.number().int(),
  state: z.enum(REPORT_STATES),
  closedAs: z.enum(CLOSED_AS).nullable(),
  assignedTo: z.number().int().nullable(),
  version: z.number().int(),
  /** The moment at which its reporter said that a person is in danger, until a reader has it. */
  dangerAt: z.iso.datetime().nullable(),
  /** The days of its changes, the newest last. */
  changes: z.array(z.object({ action: z.string(), day: Day })),
  /** What its readers owe next and by which day, by the clocks of the edition; null once it is closed. */
  due: z.object({ step: z.enum(DUE_STEPS), on: Day, state: z.enum(DUE_STATES) }).nullable(),
  /** Whether the newest message is the reporter's. */
  unanswered: z.boolean(),
  /** What is opened in the browser; null where it was not asked for. */
  ciphertext: z.object(Reading).nullable(),
});

export const INBOX_PAGE = 25;
export const INBOX_SHOWS = ['open', 'due', 'mine', 'closed'] as const;
export const GetInbox = z.strictObject({
  channelId: z.uuid(),
  show: z.enum(INBOX_SHOWS).default('open'),
  /** Whether the encrypted texts are wanted too. */
  ciphertext: z.enum(['true', 'false']).default('false'),
  after: PageQuery.shape.after,
  limit: z.coerce.number<number>().int().min(1).max(INBOX_PAGE).default(INBOX_PAGE),
});
export const Inbox = z.object({
  /** Reports of danger that nobody has, the oldest first; 25 at most, on the first page of every view. */
  danger: z.array(InboxItem),
  items: z.array(InboxItem),
  next: z.string().nullable(),
});

export const DeskReport = InboxItem.extend({
  channelId: z.uuid(),
  /** The caller's number. */
  number: z.number().int(),
  ciphertext: z.object(Reading),
  /** The encrypted container of its files: its size in bytes, its chunks, and how many of them have arrived. Null where none was announced. */
  files: z.object({ bytes: z.number().int(), chunks: z.number().int(), stored: z.number().int() }).nullable(),
  changes: z.array(z.object({ action: z.string(), day: Day, reader: z.number().int() })),
  messages: z.array(
    z.object({ direction: z.enum(['to-reader', 'to-reporter']), place: z.number().int(), day: Day, encrypted: z.base64() }),
  ),
  notes: z.array(z.object({ id: z.uuid(), day: Day, encrypted: z.base64() })),
  /** Reports of the same matter, of those that the caller holds. `goesOn`: this one is marked as the same as that one, in which the matter goes on. */
  sameMatter: z.array(z.object({ id: z.uuid(), day: Day, state: z.enum(REPORT_STATES), goesOn: z.boolean() })),
  readers: z.array(z.object({ number: z.number().int(), name: z.string(), function: ReaderFunction, nation: z.string() })),
  /**
   * How long a closed report and its answers can be read, by the periods of today; null while it is open. `until`: the last day, null while a message of its reporter
   * waits. `ifAnswered`: the last day where a reader answers today.
   */
  readable: z.object({ until: Day.nullable(), ifAnswered: Day }).nullable(),
});

/**
 * How many reports wait for the caller, of those they hold a wrap of: nobody looked yet; danger; something is due for the caller by today, of that overdue. `next`:
 * the first due day of these.
 */
export const WaitingReports = z.object({
  waiting: z.number().int(),
  danger: z.number().int(),
  due: z.number().int(),
  overdue: z.number().int(),
  next: Day.nullable(),
});
