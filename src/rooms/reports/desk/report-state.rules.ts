import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, type Transition, transitionOf } from '#kernel/machine.ts';

/** What readers did with a report so far. Whether a reader has it is not a state: see `assignedTo`. */
export const REPORT_STATES = ['received', 'triaged', 'passed-on', 'closed', 'reopened'] as const;
export type ReportState = (typeof REPORT_STATES)[number];

const OPEN = { received: 'received', triaged: 'triaged', 'passed-on': 'passed-on', reopened: 'reopened' } as const;

/**
 * The states of a report and what its readers do (5e, A1.5). Nobody but a reader who holds a wrap of it acts: the permission alone opens no report. *I have it*
 * ends the alarm of danger and changes no state.
 */
export const REPORT_MACHINE = {
  states: REPORT_STATES,
  start: 'received',
  actions: {
    take: { command: 'reports/take-report', permission: 'reports:read', next: OPEN, button: 'main' },
    triage: {
      command: 'reports/triage-report',
      permission: 'reports:read',
      next: { received: 'triaged', reopened: 'triaged' },
      button: 'plain',
    },
    'pass-on': {
      command: 'reports/pass-on-report',
      permission: 'reports:read',
      next: { triaged: 'passed-on', 'passed-on': 'passed-on' },
      button: 'plain',
    },
    close: {
      command: 'reports/close-report',
      permission: 'reports:read',
      next: { received: 'closed', triaged: 'closed', 'passed-on': 'closed', reopened: 'closed' },
      button: 'plain',
    },
    assign: { command: 'reports/assign-report', permission: 'reports:read', next: OPEN, button: 'plain' },
    reopen: { command: 'reports/reopen-report', permission: 'reports:read', next: { closed: 'reopened' }, button: 'plain' },
  },
} as const satisfies Machine<ReportState>;
export type ReportAction = keyof typeof REPORT_MACHINE.actions;

/** The transition that an action makes, or a refusal that names the state and the action. */
export function decideReportAction(from: ReportState, action: ReportAction): Decision<Transition<ReportState, ReportAction>> {
  const step = transitionOf<ReportState, ReportAction>(REPORT_MACHINE, from, action);
  return step ? accept(step) : refuse('reports/not-in-this-state', { state: from, action });
}

/**
 * How a report is closed, as far as the server knows: it deletes junk earlier. The reason is in an encrypted note, but for a report that its reader cannot open:
 * nobody can encrypt a note to a key that they do not have.
 */
export const CLOSED_AS = ['handled', 'duplicate', 'junk', 'unreadable'] as const;
export type ClosedAs = (typeof CLOSED_AS)[number];

/** The kinds of body to which a report can be passed on. Which one it was is in an encrypted note: the server does not learn it. */
export const BODIES = ['helper', 'child-protection', 'doctor', 'police', 'military-police', 'labour', 'embassy', 'other-channel'] as const;

/** The state as its reporter sees it, in a message that a reader signs. *Received* needs none: it is the server's own word. */
export const REPORTER_STATES = {
  received: null,
  triaged: 'being-looked-at',
  'passed-on': 'passed-on',
  closed: 'closed',
  reopened: 'being-looked-at',
} as const satisfies Record<ReportState, string | null>;
