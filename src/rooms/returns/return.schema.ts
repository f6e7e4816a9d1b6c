import { z } from 'zod';
import { offeredActionsOf } from '#kernel/actions.schema.ts';
import { Day } from '#kernel/day.ts';
import { LOWEST } from '#kernel/labels.ts';
import { actionsOf } from '#kernel/machine.ts';
import { PageQuery } from '#kernel/page.ts';
import { RecordLabel } from '#kernel/record-label.ts';
import { ORIGINS } from '#kernel/status.ts';
import { Check, QUESTION_TYPES } from '#rooms/policy/index.ts';
import { CHOICES } from './answers/answer.rules.ts';
import { GivenProvision, ProvisionView } from './answers/provisions/provision.schema.ts';
import { RELEASES } from './answers/release.rules.ts';
import type { Change, LawChange } from './form/form-change.ts';
import { RETURN_MACHINE, RETURN_STATES } from './return.rules.ts';

const Both = z.object({ en: z.string(), fr: z.string() });

export const ValueField = z.union([z.string().max(4000), z.number(), z.array(z.string().max(40)).max(40)]);
export const Release = z.enum(RELEASES);

/** An answer to one question. */
export const AnswerFields = z.strictObject({
  choice: z.enum(CHOICES),
  value: ValueField.nullable(),
  note: z.string().trim().min(1).max(4000).nullable(),
  documentId: z.uuid().nullable(),
  page: z.string().trim().min(1).max(40).nullable(),
});

export const OpenReturn = z.strictObject({
  partyId: z.uuid(),
  /** The year it is about. */
  period: z.string().regex(/^(19|20)\d\d$/),
  due: Day.nullable(),
  roundId: z.uuid().nullable(),
  label: RecordLabel.default(LOWEST),
});
/** A page of returns; of one party if it is named. */
export const ListReturns = PageQuery.extend({ partyId: z.uuid().optional() });
export const OnReturn = z.strictObject({ returnId: z.uuid(), version: z.number().int() });
export const AnswerQuestion = z.strictObject({
  returnId: z.uuid(),
  questionId: z.string().max(40),
  ...AnswerFields.shape,
  version: z.number().int(),
});
/** Several answers, all or none: a confirmed section, one document for many questions, or a returned form. */
export const AnswerQuestions = z.strictObject({
  returnId: z.uuid(),
  answers: z.array(z.strictObject({ questionId: z.string().max(40), ...AnswerFields.shape, version: z.number().int() })).max(400),
  /** Provisions of national law, stored with the answers. */
  provisions: z.array(GivenProvision).max(400).default([]),
  /** The hash of the form they came in, if they came in one. */
  form: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
});
export const SignReturn = OnReturn.extend({
  name: z.string().trim().min(1).max(200),
  capacity: z.string().trim().min(1).max(200),
  /** The signed letter, if there is one. */
  documentId: z.uuid().nullable().default(null),
});

export const ReturnAnswer = z.object({ id: z.string(), state: z.enum(RETURN_STATES), version: z.number().int() });
export const StoredAnswer = z.object({ questionId: z.string(), version: z.number().int() });
export const StoredAnswers = z.object({ answers: z.array(StoredAnswer) });

export const KnownView = z.object({
  from: z.enum(['evidence', 'last', 'register', 'joining']),
  value: ValueField.nullable(),
  itemId: z.string().nullable(),
  title: Both.nullable(),
  date: z.string(),
  origin: z.enum(ORIGINS),
  documentId: z.string().nullable().optional(),
  page: z.string().nullable().optional(),
  /** Of facts of the register: where they were read. */
  source: z.string().optional(),
});

export const AnswerView = z.object({
  questionId: z.string(),
  known: KnownView.nullable(),
  choice: z.enum(CHOICES).nullable(),
  value: ValueField.nullable(),
  note: z.string().nullable(),
  documentId: z.string().nullable(),
  page: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string().nullable(),
  version: z.number().int(),
});
export type AnswerView = z.infer<typeof AnswerView>;

export const QuestionView = z.object({
  id: z.string(),
  text: Both,
  hint: Both.optional(),
  type: z.enum(QUESTION_TYPES),
  options: z.array(z.object({ id: z.string(), text: Both })).optional(),
  unit: Both.optional(),
  obligations: z.array(z.string()),
  article: z.object({ instrument: z.string(), number: z.string() }).optional(),
  reads: z.enum(['treaties']).optional(),
  optional: z.boolean().optional(),
  /** Asked of parties to an instrument only: of this one because it is a party, or because that is unknown. */
  askedAs: z.enum(['party', 'unknown']).optional(),
  showIf: z.object({ question: z.string(), is: z.array(z.string()) }).optional(),
});
export type QuestionView = z.infer<typeof QuestionView>;
export const SectionView = z.object({
  id: z.string(),
  title: Both,
  why: Both,
  who: z.array(z.string()),
  /** Whether this reader may answer it. */
  yours: z.boolean(),
  release: Release,
  clauses: z.array(z.string()),
  questions: z.array(QuestionView),
  /** How it is shown: its questions in pages, in order. */
  pages: z.array(z.object({ title: Both, questions: z.array(z.string()) })),
});
export type SectionView = z.infer<typeof SectionView>;

export const ShownState = z.enum([...RETURN_STATES, 'with-party']);
export const ReturnLine = z.object({
  id: z.string(),
  party: z.object({ id: z.string(), name: Both }),
  title: Both,
  period: z.string(),
  due: z.string().nullable(),
  state: ShownState,
  since: z.string(),
  submittedVersion: z.number().int(),
  label: RecordLabel,
  /** This reader's next command, its due date, and whether that date is past. */
  turn: z.object({ action: z.enum(actionsOf(RETURN_MACHINE)), due: z.string().nullable(), late: z.boolean() }).nullable(),
});
export type ReturnLine = z.infer<typeof ReturnLine>;

/** Returns in which this reader has something to do. */
export const ReturnTasks = z.object({
  tasks: z.array(ReturnLine.pick({ id: true, party: true, period: true, label: true }).extend({ turn: ReturnLine.shape.turn.unwrap() })),
});
export type ReturnTasks = z.infer<typeof ReturnTasks>;

export const LinkView = z.object({
  id: z.string(),
  sectionId: z.string(),
  name: z.string(),
  endsAt: z.string(),
  state: z.enum(['sent', 'accepted', 'handed-back', 'withdrawn', 'over']),
  uses: z.number().int(),
  lastUse: z.string().nullable(),
  /** Acceptance due date, while not accepted; `waits`: that date is past. */
  acceptBy: z.string().nullable(),
  waits: z.boolean(),
});
export type LinkView = z.infer<typeof LinkView>;

export const ReturnView = ReturnLine.extend({
  /** A release that waits for a second person: the label, the reason, and whether this reader requested it. */
  labelRequest: z.object({ id: z.string(), label: RecordLabel, reason: z.string(), byMe: z.boolean() }).nullable(),
  version: z.number().int(),
  /** The hash of the questionnaire as sent. */
  sha256: z.string(),
  isOwn: z.boolean(),
  /** Whether the public may know that the party returned, or did not. This is a separate choice. */
  statusPublic: z.boolean(),
  actions: offeredActionsOf(RETURN_MACHINE),
  intro: Both,
  sections: z.array(SectionView),
  /** Null for readers outside the party: they read submitted versions. */
  answers: z.array(AnswerView).nullable(),
  documents: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Other reviews to which the same was answered, with the questions each of their parts answers. */
  elsewhere: z.array(
    z.object({
      id: z.string(),
      title: Both,
      help: Both,
      parts: z.array(z.object({ id: z.string(), title: Both, questions: z.array(z.string()) })),
    }),
  ),
  links: z.array(LinkView),
  steps: z.array(
    z.object({
      action: z.string(),
      at: z.string(),
      by: z.string(),
      signer: z.object({ name: z.string(), capacity: z.string() }).nullable(),
      /** The signed letter, for readers who may read it. */
      letter: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  /** The checks of the questionnaire. Figures and explanations are for the party; others read those of submitted versions. */
  checks: z.array(
    z.object({
      check: Check,
      sectionId: z.string(),
      /** What it compares with besides answers: the measured share in percent, or the sum of the last return. */
      reference: z.number().nullable(),
      explanation: z.object({ text: z.string(), left: z.number(), right: z.number(), by: z.string(), at: z.string() }).nullable(),
    }),
  ),
  /** Provisions of national law with their history, the oldest row first; none for readers outside the party. */
  provisions: z.array(ProvisionView),
  versions: z.array(z.object({ number: z.number().int(), sha256: z.string(), submittedAt: z.string(), by: z.string() })),
});
export type ReturnView = z.infer<typeof ReturnView>;

/** What a returned form would change; nothing is stored yet. */
export const FormBack = z.object({
  /** The hash of the file. */
  form: z.string(),
  changes: z.array(z.custom<Change>()),
  /** Provisions of national law that differ from those recorded. */
  law: z.array(z.custom<LawChange>()),
  /** Entries that cannot be imported, with their text. */
  troubles: z.array(z.object({ questionId: z.string(), message: z.string(), said: z.array(z.string()) })),
  same: z.int(),
  /** Questions of the return missing in the form: their answers stay unchanged. */
  missing: z.array(z.string()),
});
export type FormBack = z.infer<typeof FormBack>;
