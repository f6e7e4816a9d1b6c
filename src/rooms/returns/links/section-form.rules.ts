import { createHash } from 'node:crypto';
import type { ErrorCode } from '#kernel/errors.ts';
import { type AskedQuestion, canConfirm, decideAnswer, type Given, type Known, type Value } from '../answers/answer.rules.ts';

/** What the plain form of a section sends for one question, before any check. */
export type Posted = {
  readonly choice: string | null;
  /** The answer field: options of the list, or one text. */
  readonly values: readonly string[];
  /** "Not known" ticked where nothing is known to confirm. */
  readonly notKnown: boolean;
  readonly note: string;
};

/** The current answer to a question, as far as a form shows it. */
export type CurrentAnswer = {
  readonly known: Known | null;
  readonly choice: string | null;
  readonly value: Value | null;
  readonly note: string | null;
  readonly documentId: string | null;
  readonly page: string | null;
  readonly version: number;
};

/** Result for a sent entry: accepted, skipped because nothing was written, or refused with a reason. Nothing is lost. */
export type Judged =
  | { outcome: 'keep'; given: Given & { note: string | null } }
  | { outcome: 'same' }
  | { outcome: 'fault'; code: ErrorCode; details: Record<string, unknown> };

const LISTED = new Set<AskedQuestion['type']>(['extent', 'yes-no', 'choice', 'choices']);
/** A radio button that is checked cannot be cleared: next to "Not known", the one that was shown says nothing. */
const RADIOS = new Set<AskedQuestion['type']>(['extent', 'yes-no', 'choice']);
/** Browsers send CRLF line ends. */
const lines = (text: string) => text.replaceAll(/\r\n?/g, '\n');
const nonEmptyLines = (values: readonly string[]) => values.map(lines).filter((one) => one.trim() !== '');

/** What the form shows of an answer: an untouched field sends back the same. */
export function shownAs({ known, choice, value, note }: CurrentAnswer): Posted {
  const values = value === null || (choice !== 'changed' && choice !== 'elsewhere') ? [] : [value].flat().map(String);
  const confirms = canConfirm(known);
  return { choice: confirms ? choice : null, values, notKnown: !confirms && choice === 'not-known', note: note ?? '' };
}

/** Distinguishes fields of a returned form that were edited from those that were only shown. */
export function fingerprint({ choice, values, notKnown, note }: Posted): string {
  const sorted = nonEmptyLines(values).toSorted();
  return createHash('sha256')
    .update(JSON.stringify([choice, sorted, notKnown, lines(note)]))
    .digest('base64url')
    .slice(0, 16);
}

/**
 * Judges an entry for one question against the current answer. `was` is the fingerprint the form was rendered with, `version` the version it showed. Untouched
 * entries are skipped, answers that others changed are not overwritten, and an entry with two answers is refused rather than guessed.
 */
export function judgePosted(question: AskedQuestion, row: CurrentAnswer, posted: Posted, was: string, version: number): Judged {
  const now = fingerprint(posted);
  if (now === was || now === fingerprint(shownAs(row))) return { outcome: 'same' };
  const fault = (code: ErrorCode, details: Record<string, unknown> = {}): Judged => ({ outcome: 'fault', code, details });
  if (version !== row.version) return fault('returns/answered-meanwhile');
  const note = lines(posted.note).trim();
  if (note.length > 4000) return fault('returns/form-too-long');
  const values = nonEmptyLines(posted.values);
  const choice = choiceOf(row, posted, values);
  if (choice === null) {
    // A remark alone is not an answer, and neither is an emptied field.
    return fault('returns/value-missing');
  }
  if (
    (choice === 'not-known' && values.length > 0 && !(RADIOS.has(question.type) && shownAs(row).values[0] === values[0])) ||
    (choice === 'still-true' && values.length > 0 && !repeats(row, values))
  )
    return fault('returns/says-two-things');
  const value = choice === 'changed' || choice === 'elsewhere' ? meantBy(question, values) : null;
  if (value === undefined) return fault('returns/says-two-things');
  const decided = decideAnswer(question, row.known, { choice, value, documentId: row.documentId, page: row.page });
  return decided.accepted
    ? { outcome: 'keep', given: { ...decided.value, note: note === '' ? null : note } }
    : fault(decided.code, decided.details);
}

const CHOSEN = ['still-true', 'changed', 'not-known', 'elsewhere'] as const;

function choiceOf(row: CurrentAnswer, { choice, notKnown }: Posted, values: readonly string[]): Given['choice'] | null {
  const chosen = CHOSEN.find((one) => one === choice) ?? null;
  if (canConfirm(row.known)) return chosen ?? (values.length > 0 ? 'changed' : null);
  if (notKnown) return 'not-known';
  if (values.length > 0) return 'changed';
  return row.choice === 'elsewhere' ? 'elsewhere' : null;
}

// Confirming what is known and repeating the same answer is one statement.
function repeats({ known, value }: CurrentAnswer, values: readonly string[]): boolean {
  const same = (other: Value | null | undefined) =>
    other !== null && other !== undefined && [other].flat().map(String).toSorted().join('\n') === values.toSorted().join('\n');
  return same(known?.value) || same(value);
}

/** The value an entry means; undefined where it means two. A value that does not fit the type is returned unchanged, and refused for that reason. */
function meantBy(question: AskedQuestion, values: readonly string[]): Value | null | undefined {
  if (values.length === 0) return null;
  if (question.type === 'choices') return [...values];
  if (values.length > 1) return undefined;
  const one = values[0]!;
  if (LISTED.has(question.type)) return one;
  if ((question.type === 'count' || question.type === 'tally') && /^\d[\d\s]*$/.test(one.trim())) return Number(one.replaceAll(/\s/g, ''));
  return question.type === 'text' ? one : one.trim();
}
