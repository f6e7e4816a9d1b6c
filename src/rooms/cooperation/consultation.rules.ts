import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, stepOf } from '#kernel/transition-table.ts';

export const CONSULTATION_STATES = ['said', 'decided', 'told'] as const;
export type ConsultationState = (typeof CONSULTATION_STATES)[number];
export const CONSULTATION_ACTS = ['decide', 'tell'] as const;
export type ConsultationAct = (typeof CONSULTATION_ACTS)[number];

/** Said, decided, informed: only at the end has the consultation had an effect that the consulted party knows of. */
export const CONSULTATION_MACHINE: Machine<ConsultationState, ConsultationAct, 'policy-office'> = {
  states: CONSULTATION_STATES,
  start: 'said',
  transitions: [
    { from: 'said', act: 'decide', to: 'decided', who: ['policy-office'], needs: ['what was changed, or why not'], writes: ['the day'] },
    { from: 'decided', act: 'tell', to: 'told', who: ['policy-office'], needs: ['the day they were told'], writes: ['evidence'] },
  ],
};

/** The state a command leads to, or a refusal that names both. */
export function decideConsultation(from: ConsultationState, act: ConsultationAct): Decision<ConsultationState> {
  const found = stepOf(CONSULTATION_MACHINE, from, act);
  return found ? accept(found.to) : refuse('cooperation/not-in-this-state', { state: from, act });
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
  const fits = kind === 'contributor' ? ['nation'] : ['partner'];
  return party !== undefined && fits.includes(party.kind) ? accept(true) : refuse('cooperation/not-consulted');
}
