import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';

export const CONSULTATION_STATES = ['recorded', 'decided', 'informed'] as const;
export type ConsultationState = (typeof CONSULTATION_STATES)[number];

/** Recorded, decided, informed: only at the end has the consultation had an effect that the consulted party knows of. */
export const CONSULTATION_MACHINE = {
  states: CONSULTATION_STATES,
  start: 'recorded',
  actions: {
    decide: {
      command: 'cooperation/decide-on-consultation',
      permission: 'cooperation:consult',
      next: { recorded: 'decided' },
      button: 'plain',
    },
    inform: { command: 'cooperation/inform-consulted', permission: 'cooperation:consult', next: { decided: 'informed' }, button: 'plain' },
  },
} as const satisfies Machine<ConsultationState>;
export type ConsultationAction = keyof typeof CONSULTATION_MACHINE.actions;

/** The state an action leads to, or a refusal that names both. */
export function decideConsultation(from: ConsultationState, action: ConsultationAction): Decision<ConsultationState> {
  const step = transitionOf<ConsultationState, ConsultationAction>(CONSULTATION_MACHINE, from, action);
  return step ? accept(step.to) : refuse('cooperation/not-in-this-state', { state: from, action });
}

/** Kinds of consulted parties: an organisation (2), a partner of the alliance or a contributing nation (5). */
export const CONSULTED_KINDS = ['organisation', 'partner', 'contributor'] as const;
export type ConsultedKind = (typeof CONSULTED_KINDS)[number];

/** The obligation a consultation carries out, by kind. */
export const CONSULTING = { organisation: 'P2.4', partner: 'P5.0a', contributor: 'P5.0a' } as const satisfies Record<ConsultedKind, string>;

/** Checks the date of a step: not in the future, and not before the previous step. */
export function decideDay(day: string, today: string, after: string | null): Decision<true> {
  if (day > today) return refuse('cooperation/day-to-come');
  return after !== null && day < after ? refuse('cooperation/before-the-step-before', { day: after }) : accept(true);
}

/** Whether a party of the register fits the kind: a partner as partner or organisation, a nation as contributor. */
export function decideConsulted(kind: ConsultedKind, party: { kind: string } | undefined): Decision<true> {
  const allowedKinds = kind === 'contributor' ? ['nation'] : ['partner'];
  return party !== undefined && allowedKinds.includes(party.kind) ? accept(true) : refuse('cooperation/not-consulted');
}
