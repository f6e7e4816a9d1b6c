import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, stepOf } from '#kernel/machine.ts';

export const CONSULTATION_STATES = ['said', 'decided', 'told'] as const;
export type ConsultationState = (typeof CONSULTATION_STATES)[number];
export const CONSULTATION_ACTS = ['decide', 'tell'] as const;
export type ConsultationAct = (typeof CONSULTATION_ACTS)[number];

/** Said, decided, told: only then did consulting have an effect that whoever was consulted knows of. */
export const CONSULTATION_MACHINE: Machine<ConsultationState, ConsultationAct, 'policy-office'> = {
  states: CONSULTATION_STATES,
  start: 'said',
  transitions: [
    { from: 'said', act: 'decide', to: 'decided', who: ['policy-office'], needs: ['what was changed, or why not'], writes: ['the day'] },
    { from: 'decided', act: 'tell', to: 'told', who: ['policy-office'], needs: ['the day they were told'], writes: ['evidence'] },
  ],
};

/** The state an act leads to, or a refusal that names both. */
export function decideConsultation(from: ConsultationState, act: ConsultationAct): Decision<ConsultationState> {
  const found = stepOf(CONSULTATION_MACHINE, from, act);
  return found ? accept(found.to) : refuse('cooperation/not-in-this-state', { state: from, act });
}

/** Who is consulted: an organisation (2), a partner of the alliance or a nation that contributes (5). */
export const CONSULTED_KINDS = ['organisation', 'partner', 'contributor'] as const;
export type ConsultedKind = (typeof CONSULTED_KINDS)[number];

/** The row of the policy that a consultation carries out. */
export const CONSULTING = { organisation: 'P2.4', partner: 'P5.0a', contributor: 'P5.0a' } as const satisfies Record<ConsultedKind, string>;

/** Whether a step can be of this day: none to come, and none before the step it follows. */
export function decideDay(day: string, today: string, after: string | null): Decision<true> {
  if (day > today) return refuse('cooperation/day-to-come');
  return after !== null && day < after ? refuse('cooperation/before-the-step-before', { day: after }) : accept(true);
}

/** Whether a party of the register can have been consulted as this: a partner as a partner or an organisation, a nation as one that contributes. */
export function decideConsulted(kind: ConsultedKind, party: { kind: string } | undefined): Decision<true> {
  const fits = kind === 'contributor' ? ['nation'] : ['partner'];
  return party !== undefined && fits.includes(party.kind) ? accept(true) : refuse('cooperation/not-consulted');
}
