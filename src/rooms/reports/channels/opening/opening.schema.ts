import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { base64Of, EncryptedToReaders, Limits } from '../../intake/intake.schema.ts';
import { OPENING_STEPS } from './opening.rules.ts';

export const StateLimits = z.strictObject({ channelId: z.uuid(), limits: Limits });
export const StatedLimits = z.object({ number: z.number().int(), statedOn: Day });

/** A test report, encrypted by the code of reporters to every reader of the newest list. `answerHash`: SHA-256 of the random bytes inside. */
export const SendTest = z.strictObject({
  channelId: z.uuid(),
  ...EncryptedToReaders,
  answerHash: base64Of(32),
});
export const SentTest = z.object({ sentOn: Day });

/** The newest test report, as one of its readers gets it. */
export const OwnTest = z.object({ report: z.uuid(), body: z.base64(), wrap: z.base64(), sentOn: Day, readOn: Day.nullable() });

export const ReadTest = z.strictObject({ channelId: z.uuid(), reportId: z.uuid(), answer: base64Of(32) });
/** The number of a certificate as printed: groups, spaces and capitals do not count. */
export const ShowCertificate = z.strictObject({
  channelId: z.uuid(),
  certificate: z
    .string()
    .max(60)
    .transform((typed) => typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')),
});
export const ShownCertificate = z.object({ shownOn: Day });

/** A reader confirms a test notice, by the random bytes in its link. */
export const ConfirmNotice = z.strictObject({ channelId: z.uuid(), answer: z.string().regex(/^[\w-]{43}$/) });
export const ConfirmedNotice = z.object({ confirmedOn: Day });

export const RecordDrill = z.strictObject({ channelId: z.uuid() });
export const RecordedDrill = z.object({ drilledOn: Day });

/** What is done and what is missing before a channel opens. Those who do not keep the channel see of readers only themselves, so for them the steps are null. */
export const ChannelOpening = z.object({
  steps: z.object({ all: z.array(z.enum(OPENING_STEPS)), done: z.array(z.enum(OPENING_STEPS)) }).nullable(),
  trained: z.array(z.number().int()),
  /** The test notices of the readers that the caller sees; null where the installation sends no mail. `counts`: it was confirmed, and is not due again. */
  notices: z.array(z.object({ number: z.number().int(), sentOn: Day, confirmedOn: Day.nullable(), counts: z.boolean() })).nullable(),
  drills: z.array(z.object({ number: z.number().int(), drilledOn: Day })),
  limits: z.object({ number: z.number().int(), statedOn: Day, body: Limits }).nullable(),
  /** The newest test report of the newest list; `readBy`: who of the readers that the caller sees has opened it. */
  test: z.object({ report: z.uuid(), sentOn: Day, readBy: z.array(z.number().int()) }).nullable(),
  /** Whether the readers must be of different nations. */
  isMultinational: z.boolean(),
});
export type ChannelOpening = z.infer<typeof ChannelOpening>;
