import { addMonths, endOf } from '#kernel/dates.ts';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';
import type { PartyKind } from '#kernel/party-kinds.ts';

/** The placeholders of the courses: which kind of party fills each, which obligation the party meets by it, and which evidence results. */
export const PLACEHOLDERS = {
  'operation-brief': { of: 'operation', obligation: 'A2.3b', evidence: 'EV-BRF' },
  'law-annex': { of: 'nation', obligation: 'A2.2b', evidence: 'EV-CURR' },
} as const satisfies Record<string, { of: PartyKind; obligation: string; evidence: string }>;
export type PlaceholderId = keyof typeof PLACEHOLDERS;
export const PLACEHOLDER_IDS = ['operation-brief', 'law-annex'] as const satisfies readonly PlaceholderId[];

/** A party's answer to one question of a placeholder; null in a language that is not written yet. */
export type LocalAnswer = { readonly en: string | null; readonly fr: string | null };
export type LocalAnswers = Readonly<Record<string, LocalAnswer>>;

/** Whether a draft can be saved: the party is of the right kind, every answer belongs to a question of the placeholder, and the date is not in the future. */
export function decideDraft(
  { placeholder, kind, asOf, answers }: { placeholder: PlaceholderId; kind: PartyKind; asOf: string; answers: LocalAnswers },
  asks: readonly string[],
  today: string,
): Decision<null> {
  if (PLACEHOLDERS[placeholder].of !== kind) return refuse('training/placeholder-of-another-kind');
  if (asOf > today) return refuse('training/day-to-come', { day: asOf });
  const unknown = Object.keys(answers).find((id) => !asks.includes(id));
  return unknown === undefined ? accept(null) : refuse('training/unknown-question', { id: unknown });
}

export const DRAFT_STATES = ['missing', 'unsigned', 'signed'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];

/** The draft of a party's text. It is signed while it says the same as the version in force; signing makes that version. */
export const DRAFT_MACHINE = {
  states: DRAFT_STATES,
  start: 'missing',
  derivedBy: 'draftState',
  actions: {
    write: {
      command: 'training/write-local-text',
      permission: 'training:write-local-text',
      next: { missing: 'unsigned', unsigned: 'unsigned', signed: 'unsigned' },
    },
    sign: { command: 'training/sign-local-text', permission: 'training:sign-local-text', next: { unsigned: 'signed' }, button: 'main' },
  },
  // An unchanged draft is saved again, an earlier wording is restored, or the version in force is withdrawn.
  events: { 'save-unchanged': { signed: 'signed' }, 'restore-wording': { unsigned: 'signed' }, 'withdraw-version': { signed: 'unsigned' } },
} as const satisfies Machine<DraftState>;
export type DraftAction = keyof typeof DRAFT_MACHINE.actions;

type Written = { readonly asOf: string; readonly answers: LocalAnswers };

/** The state of a draft, in addition to the version in force if there is one. */
export function draftState(draft: Written | undefined, inForce: Written | undefined, asks: readonly string[]): DraftState {
  if (draft === undefined) return 'missing';
  const same = inForce?.asOf === draft.asOf && asks.every((id) => sameAnswer(inForce.answers[id], draft.answers[id]));
  return same ? 'signed' : 'unsigned';
}

type Version = Written & { readonly number: number };

/**
 * Whether a text can be signed: something changed since the version in force, no version has a later date, and every question has an answer in at least one
 * language. `versions` are the signed ones that were not withdrawn, newest first. The evidence with the latest date counts: it would be that of a text that learners no longer read.
 */
export function decideSigning(draft: Written, asks: readonly string[], versions: readonly Version[]): Decision<DraftState> {
  const step = transitionOf<DraftState, DraftAction>(DRAFT_MACHINE, draftState(draft, versions[0], asks), 'sign');
  if (step === undefined) return refuse('training/nothing-new');
  const later = versions.find(({ asOf }) => asOf > draft.asOf);
  if (later !== undefined) return refuse('training/older-than-signed', { number: later.number, day: later.asOf });
  const open = asks.filter((id) => !draft.answers[id]?.en && !draft.answers[id]?.fr);
  return open.length > 0 ? refuse('training/questions-open', { open: open.length }) : accept(step.to);
}

const sameAnswer = (one: LocalAnswer | undefined, other: LocalAnswer | undefined) => one?.en === other?.en && one?.fr === other?.fr;

/** Whether a dated text has grown too old. It is still shown, with its date: an old brief is better than none. */
export function isOld(asOf: string, months: number | null, now: Date): boolean {
  return months !== null && addMonths(endOf(asOf), months) < now;
}

export const LOCAL_TEXT_STATES = ['signed', 'withdrawn'] as const;
export type LocalTextState = (typeof LOCAL_TEXT_STATES)[number];

/** A signed version of a party's text. The newest one that is not withdrawn is in force. */
export const LOCAL_TEXT_MACHINE = {
  states: LOCAL_TEXT_STATES,
  start: 'signed',
  derivedBy: 'localTextState',
  actions: {
    withdraw: {
      command: 'training/withdraw-local-text',
      permission: 'training:sign-local-text',
      next: { signed: 'withdrawn' },
      button: 'plain',
      comment: { field: 'reason', required: true, maxLength: 500 },
    },
  },
} as const satisfies Machine<LocalTextState>;

/** The state of a signed version: withdrawn since an instant, or not. */
export function localTextState({ withdrawnAt }: { readonly withdrawnAt: unknown }): LocalTextState {
  return withdrawnAt === null ? 'signed' : 'withdrawn';
}

/** Whether a signed version can be withdrawn: once. */
export function decideWithdrawal(version: { readonly withdrawnAt: unknown }): Decision<LocalTextState> {
  const step = transitionOf<LocalTextState, 'withdraw'>(LOCAL_TEXT_MACHINE, localTextState(version), 'withdraw');
  return step === undefined ? refuse('training/already-withdrawn') : accept(step.to);
}
