import { addMonths, endOf } from '#kernel/dates.ts';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';
import type { OwnerKind } from '#kernel/party-kinds.ts';
import type { Says } from '#kernel/status.ts';
import type { Instrument, TreatyStatus } from '../treaties/treaty-words.rules.ts';

export const OUTREACH_STATES = ['opened', 'sent', 'answered', 'unanswered', 'closed'] as const;
export type OutreachState = (typeof OUTREACH_STATES)[number];

/** States of an attempt to encourage: written, answered or not, written again, closed. No state is ever late. */
export const OUTREACH_MACHINE = {
  states: OUTREACH_STATES,
  start: 'opened',
  actions: {
    'record-reply': {
      command: 'nations/record-reply',
      permission: 'nations:write-letters',
      button: 'main',
      next: { sent: 'answered', unanswered: 'answered' },
    },
    'record-silence': {
      command: 'nations/record-reply',
      permission: 'nations:write-letters',
      button: 'main',
      next: { sent: 'unanswered' },
    },
    // A letter is evidence for the writer.
    send: {
      command: 'nations/send-letter',
      permission: 'nations:write-letters',
      button: 'main',
      next: { opened: 'sent', sent: 'sent', answered: 'sent', unanswered: 'sent' },
    },
    remind: {
      command: 'nations/set-reminder',
      permission: 'nations:write-letters',
      button: 'plain',
      next: { sent: 'sent', answered: 'answered', unanswered: 'unanswered' },
    },
    close: {
      command: 'nations/close-outreach',
      permission: 'nations:write-letters',
      button: 'plain',
      comment: { field: 'reason', required: true, maxLength: 4000 },
      next: { opened: 'closed', sent: 'closed', answered: 'closed', unanswered: 'closed' },
    },
    // Its letters and replies stay after it is closed, so their label can still be narrowed.
    'change-label': {
      command: 'nations/label-outreach',
      permission: 'nations:write-letters',
      next: { opened: 'opened', sent: 'sent', answered: 'answered', unanswered: 'unanswered', closed: 'closed' },
    },
  },
} as const satisfies Machine<OutreachState>;
export type OutreachAction = keyof typeof OUTREACH_MACHINE.actions;

/** The state an action leads to, or a refusal that names both. */
export function decideOutreach(from: OutreachState, action: OutreachAction): Decision<OutreachState> {
  const step = transitionOf<OutreachState, OutreachAction>(OUTREACH_MACHINE, from, action);
  return step ? accept(step.to) : refuse('nations/outreach-state', { state: from, action });
}

/** Instruments a letter may be about, and the obligation such a letter carries out: ratify (5b), or adhere to the code of the OSCE that this edition names. */
export const ENCOURAGED = { UNTOC: 'P5b.1', TIP: 'P5b.1', OSCE: 'P5b.2' } as const satisfies Partial<Record<Instrument, string>>;
export type Encouraged = keyof typeof ENCOURAGED;
export const ENCOURAGED_INSTRUMENTS = Object.keys(ENCOURAGED) as [Encouraged, ...Encouraged[]];

/** The obligations a letter about these carries out, each once. */
export const obligationsOf = (instruments: readonly Encouraged[]): string[] =>
  [...new Set(instruments.map((one) => ENCOURAGED[one]))].sort();

/** Whether a nation has done what it would be encouraged to do. Unknown is a reason to write, and never a "no". */
export const isSettled = (status: TreatyStatus): boolean => status === 'party' || status === 'participating';

/** Whether one party may write to another: the writer has the obligation to encourage, and the addressee is a nation outside the alliance. */
export function decideAddressee(
  writer: { id: string; owes: readonly OwnerKind[] },
  addressee: { id: string; kind: string; group: string } | undefined,
  owners: readonly OwnerKind[],
): Decision<true> {
  if (!writer.owes.some((kind) => owners.includes(kind))) return refuse('nations/not-a-writer');
  if (addressee === undefined || addressee.kind !== 'nation' || addressee.group === 'ally') return refuse('nations/not-an-addressee');
  return accept(true);
}

/** Checks the date of a reply or a letter: not in the future, and a reply not before the letter it answers. */
export function decideDay(day: string, today: string, after: string | null): Decision<true> {
  if (day > today) return refuse('nations/day-to-come');
  return after !== null && day < after ? refuse('nations/before-the-letter', { day: after }) : accept(true);
}

/** A nation outside the alliance that takes part in an operation, and its status on each instrument. */
export type Contributor = { id: string; joinedOn: string; operation: string; status: Readonly<Record<Encouraged, TreatyStatus>> };
/** What one writer has sent to one nation so far, in one attempt: `answers` are the replies that came. */
export type Written = {
  addresseeId: string;
  instruments: readonly Encouraged[];
  state: OutreachState;
  lastSentOn: string | null;
  letters: number;
  answers: number;
};
/** A suggested letter: addressee, instruments and reason. */
export type Suggestion = { contributor: Contributor; instruments: Encouraged[]; reason: 'joined' | 'again' };

/**
 * The letters one writer should send: to each contributor that has not done, or is not known to have done, what is encouraged. They are suggested when it
 * joins, and again once the last letter about it is older than `months`, but not while a letter about it is being written or waits for a reply.
 */
export function suggestionsFor(
  contributors: readonly Contributor[],
  written: readonly Written[],
  { months, now }: { months: number; now: Date },
): Suggestion[] {
  return contributors.flatMap((contributor): Suggestion[] => {
    const to = written.filter(({ addresseeId }) => addresseeId === contributor.id);
    const due = ENCOURAGED_INSTRUMENTS.filter((one) => {
      if (isSettled(contributor.status[one])) return false;
      const about = to.filter(({ instruments }) => instruments.includes(one));
      if (about.some(({ state }) => state === 'opened' || state === 'sent')) return false;
      const last = lastOf(about);
      return last === null || last < contributor.joinedOn || addMonths(endOf(last), months) < now;
    });
    const before = lastOf(to.filter(({ instruments }) => instruments.some((one) => due.includes(one))));
    if (due.length === 0) return [];
    return [{ contributor, instruments: due, reason: before === null || before < contributor.joinedOn ? 'joined' : 'again' }];
  });
}

const lastOf = (written: readonly Written[]): string | null =>
  written.reduce<string | null>(
    (last, { lastSentOn }) => (lastSentOn !== null && (last === null || lastSentOn > last) ? lastSentOn : last),
    null,
  );

/** How far one writer has come with everybody it should encourage under one obligation. `letters` and `answers` count those about that obligation. */
export type Reach = { toEncourage: number; encouraged: number; letters: number; answers: number };

/**
 * Counts everybody to be encouraged, not one letter (5b): the contributors that have not done, or are not known to have done, what is encouraged. One is
 * encouraged where a letter about each open instrument was sent since it joined, and not longer than `months` ago.
 */
export function reachOf(
  obligation: string,
  contributors: readonly Contributor[],
  written: readonly Written[],
  { months, now }: { months: number; now: Date },
): Reach {
  const about = ENCOURAGED_INSTRUMENTS.filter((one) => ENCOURAGED[one] === obligation);
  const sent = written.filter(({ instruments, lastSentOn }) => lastSentOn !== null && instruments.some((one) => about.includes(one)));
  const isReached = ({ id, joinedOn }: Contributor, instrument: Encouraged) => {
    const last = lastOf(sent.filter(({ addresseeId, instruments }) => addresseeId === id && instruments.includes(instrument)));
    return last !== null && last >= joinedOn && addMonths(endOf(last), months) >= now;
  };
  const open = contributors
    .map((contributor) => ({ contributor, instruments: about.filter((one) => !isSettled(contributor.status[one])) }))
    .filter(({ instruments }) => instruments.length > 0);
  return {
    toEncourage: open.length,
    encouraged: open.filter(({ contributor, instruments }) => instruments.every((one) => isReached(contributor, one))).length,
    letters: sent.reduce((sum, { letters }) => sum + letters, 0),
    answers: sent.reduce((sum, { answers }) => sum + answers, 0),
  };
}

/** What the reach says of the obligation to encourage: *met* where everybody was encouraged, *partly met* where some were, *in progress* where none was. */
export function statusOfReach({ toEncourage, encouraged }: Reach): Says {
  if (encouraged >= toEncourage) return 'met';
  return encouraged === 0 ? 'in-progress' : 'partly-met';
}
