import { z } from 'zod';
import { Day } from '#kernel/day.ts';
import { DescribedSet } from '../sets/set.schema.ts';
import { FILE_ABOUT } from './firm-file.rules.ts';
import { LINK_STATES } from './firm-link.rules.ts';

const text = (most: number) => z.string().trim().min(1).max(most);

/** The secret of a link, as it appears in its address. */
export const Token = z.string().min(20).max(100);

/** A link for a named representative of a firm. `memberId` null: the contractor. */
export const MakeFirmLink = z.strictObject({
  contractId: z.uuid(),
  memberId: z.uuid().nullable(),
  name: text(200),
  capacity: text(200),
  email: z.email().max(200).nullable(),
  telephone: z.string().trim().min(3).max(40).nullable(),
  endsOn: Day,
});

export const AskFirm = z.strictObject({
  contractId: z.uuid(),
  memberId: z.uuid().nullable(),
  question: text(2000),
  dueOn: Day.nullable(),
});

export const MESSAGE_KINDS = ['certification', 'notice', 'answer', 'file'] as const;

/** A file that a firm sent. `at`: the time of its day (UTC). */
const SentFile = z.object({ about: z.enum(FILE_ABOUT), name: z.string(), bytes: z.int(), sha256: z.string(), at: z.string() });

/** The links of a contract's firms, what the firms were asked, and what they sent; the newest first. `firm`: its name; null: an earlier contractor. */
export const FirmsOfContract = z.object({
  links: z.array(
    z.object({
      id: z.string(),
      firm: z.string().nullable(),
      memberId: z.string().nullable(),
      name: z.string(),
      capacity: z.string(),
      email: z.string().nullable(),
      telephone: z.string().nullable(),
      endsOn: z.string(),
      lastUsedOn: z.string().nullable(),
      state: z.enum(LINK_STATES),
    }),
  ),
  questions: z.array(
    z.object({
      ...{ id: z.string(), firm: z.string().nullable(), question: z.string(), dueOn: z.string().nullable(), askedOn: z.string() },
      /** The day of the newest answer; null: there is none. */
      answeredOn: z.string().nullable(),
    }),
  ),
  messages: z.array(
    z.object({
      id: z.string(),
      firm: z.string().nullable(),
      kind: z.enum(MESSAGE_KINDS),
      questionId: z.string().nullable(),
      violationId: z.string().nullable(),
      content: z.string(),
      code: z.string(),
      on: z.string(),
      by: z.string(),
      /** `isKept`: its bytes can be downloaded; they are deleted after a period. `pages`: of a PDF. */
      file: SentFile.extend({ pages: z.int().nullable(), isKept: z.boolean() }).nullable(),
    }),
  ),
  mayManage: z.boolean(),
});

const Message = z.object({
  id: z.string(),
  kind: z.enum(MESSAGE_KINDS),
  questionId: z.string().nullable(),
  content: z.string(),
  sha256: z.string(),
  on: z.string(),
  file: SentFile.nullable(),
});

/** What the contract owes: the provisions, and whom a notification goes to besides the contracting party's own people. `ships`: in the words of this project. */
const OwedSet = DescribedSet.pick({ provisions: true, notify: true }).extend({ ships: z.boolean() });

/** What a link opens: the firm's own page under one contract, and nothing else of it. */
export const FirmPage = z.object({
  linkId: z.string(),
  firm: z.string(),
  number: z.string(),
  title: z.string(),
  /** Null: it is not known here. */
  set: OwedSet.nullable(),
  party: z.object({ en: z.string(), fr: z.string() }),
  name: z.string(),
  capacity: z.string(),
  telephone: z.string().nullable(),
  linkEndsOn: z.string(),
  questions: z.array(z.object({ id: z.string(), question: z.string(), dueOn: z.string().nullable(), answeredOn: z.string().nullable() })),
  /** The day of the firm's last certification, by a link or on paper; null: none is recorded. */
  certifiedOn: z.string().nullable(),
  messages: z.array(Message),
});
export type FirmPage = z.infer<typeof FirmPage>;
