import { addMonths, endOf } from '#kernel/dates.ts';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import type { Machine } from '#kernel/machine.ts';
import type { PartyKind } from '#kernel/roles.ts';

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

/** Whether a text can be signed: every question has an answer in at least one language, and something changed since the last one. */
export function decideSigning(
  draft: { asOf: string; answers: LocalAnswers },
  asks: readonly string[],
  last: { asOf: string; answers: LocalAnswers } | undefined,
): Decision<null> {
  const open = asks.filter((id) => !draft.answers[id]?.en && !draft.answers[id]?.fr);
  if (open.length > 0) return refuse('training/questions-open', { open: open.length });
  const same = last?.asOf === draft.asOf && asks.every((id) => sameAnswer(last.answers[id], draft.answers[id]));
  return same ? refuse('training/nothing-new') : accept(null);
}

const sameAnswer = (one: LocalAnswer | undefined, other: LocalAnswer | undefined) => one?.en === other?.en && one?.fr === other?.fr;

/** Whether a dated text has grown too old. It is still shown, with its date: an old brief is better than none. */
export function isOld(asOf: string, months: number | null, now: Date): boolean {
  return months !== null && addMonths(endOf(asOf), months) < now;
}

export const LOCAL_TEXT_STATES = ['signed', 'withdrawn'] as const;
export type LocalTextState = (typeof LOCAL_TEXT_STATES)[number];

/** A signed version of a party's text. The newest one that is not withdrawn is in force. The draft has no states: it is saved until `decideSigning` accepts it. */
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
