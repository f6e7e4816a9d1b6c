import { z } from 'zod';
import { BothLanguages } from '#kernel/both-languages.ts';
import { LABELS } from '#kernel/labels.ts';
import { LOCALES } from '#kernel/languages.ts';
import { ROLES } from '#kernel/roles.ts';
import { Opening, Work } from './sign-in/sign-in.schema.ts';

/** One line, and no characters that change the text direction: names are read by everybody and written into letters, where more lines could say anything. */
export const Name = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((name) => !/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(name));
export const Email = z.email().max(254).toLowerCase();
export const Language = z.enum(LOCALES);
/** At least 12 characters, because length protects best. Setting a password also refuses those that are guessed first (guessed-first.ts). */
export const Password = z.string().min(12).max(200);
export const LinkToken = z.string().min(20).max(100);

export const SignIn = z.strictObject({ email: Email, password: z.string().min(1).max(200), work: Work.optional(), ...Opening });
export const SetUp = z.strictObject({
  token: LinkToken,
  name: Name,
  email: Email,
  password: Password,
  language: Language,
  ...Opening,
});
export const AcceptInvitation = z.strictObject({
  token: LinkToken,
  name: Name,
  password: Password,
  language: Language,
  ...Opening,
});
/** A truncated link is treated as a used one: its holder gets the error of the link, not of a field. */
export const LookAtLink = z.strictObject({ token: z.string().min(1).max(100) });
export const Link = z.object({
  purpose: z.enum(['set-up', 'invitation']),
  name: z.string().nullable(),
  email: z.string().nullable(),
  language: Language.nullable(),
});

export const GrantView = z.object({
  id: z.string(),
  role: z.enum(ROLES),
  party: z.object({ id: z.string(), code: z.string(), name: BothLanguages }).nullable(),
  unitId: z.string().nullable(),
  /** Null where there is none, or where this reader may not see it. */
  unitName: z.string().nullable(),
  operationId: z.string().nullable(),
  operationCode: z.string().nullable(),
  /** The contingent whose tour ends the grant; null where no tour does, or the reader may not see it. */
  contingent: z.string().nullable(),
  label: z.enum(LABELS),
  from: z.string(),
  to: z.string().nullable(),
  /** Null for the first person, for whom there was no giver, and with single sign-on. */
  givenBy: z.string().nullable(),
  /** Whether the list of single sign-on gives it: each sign-in renews it, and it is not handed over. */
  singleSignOn: z.boolean(),
});

/** The signed-in person, for the shell of the desk. */
export const SessionView = z.object({
  person: z.object({ id: z.string(), name: z.string(), email: z.string().nullable(), language: Language }),
  grants: z.array(GrantView),
  /** By permission: true for everywhere, or the parties at which it is held. What is missing is not held. */
  permissions: z.record(z.string(), z.union([z.literal(true), z.array(z.string())])),
  onePersonMode: z.boolean(),
  /** The highest label of any record in this installation. */
  highestLabel: z.enum(LABELS),
  exercise: z.boolean(),
  editionId: z.string(),
});

export const Invite = z.strictObject({ name: Name, email: Email, language: Language });
/** The link opens the account for 14 days. `mailed`: the person gets it by mail, and `token` is empty; otherwise it is shown once, to hand over. */
export const Invited = z.object({ personId: z.string(), token: z.string(), expiresInDays: z.number(), mailed: z.boolean().default(false) });
/** People invited together: each gets an account and one role, or nobody does. Without a party where the role is held without one. */
export const InviteMany = z.strictObject({
  role: z.enum(ROLES),
  people: z
    .array(Invite.extend({ partyId: z.uuid().nullable() }))
    .min(1)
    .max(100),
});
/** The links to hand over, in the order of the people; none where they were mailed, or where a repeated request is answered. */
export const InvitedMany = z.object({
  invited: z.number(),
  mailed: z.boolean(),
  expiresInDays: z.number(),
  links: z.array(z.object({ personId: z.string(), token: z.string() })),
});
/** `handOver`: return the link even where this installation sends mail. */
export const InviteAgain = z.strictObject({ personId: z.uuid(), handOver: z.boolean().default(false) });

export const GiveGrant = z.strictObject({
  personId: z.uuid(),
  role: z.enum(ROLES),
  partyId: z.uuid().nullable().default(null),
  unitId: z.uuid().nullable().default(null),
  operationId: z.uuid().nullable().default(null),
  /** The tour with which the grant ends: a rotation of the party, or one into the operation that is the party. */
  rotationId: z.uuid().nullable().default(null),
  label: z.enum(LABELS).default('unclassified'),
  from: z.iso.date().nullable().default(null),
  to: z.iso.date().nullable().default(null),
});
export const GrantGiven = z.object({ grantId: z.string() });
export const EndGrant = z.strictObject({ grantId: z.uuid() });
export const ChooseLanguage = z.strictObject({ language: Language });
export const Done = z.object({ done: z.boolean() });

/** A person who signs for a party, and to whom one writes about it; `email` is null where the reader may not read it. */
export const Representative = z.object({ id: z.string(), name: z.string(), email: z.string().nullable() });
export type Representative = z.infer<typeof Representative>;

export const PersonView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  grants: z.array(GrantView.extend({ ended: z.boolean() })),
});
export const People = z.object({ items: z.array(PersonView), next: z.string().nullable() });
