/** One allowed step: from a state, by a command, to a state. `who` are the roles, `needs` the precondition, `writes` what is recorded. */
export type Transition<State extends string, Act extends string, Role extends string> = {
  readonly from: State;
  readonly act: Act;
  readonly to: State;
  readonly who: readonly Role[];
  /** The precondition, in words; the rule with the same command checks it. */
  readonly needs: readonly string[];
  /** What is recorded besides the ledger entry. */
  readonly writes: readonly string[];
};

/** A table of states: the only place that says who may do what in which state. */
export type Machine<State extends string, Act extends string, Role extends string> = {
  readonly states: readonly State[];
  readonly start: State;
  readonly transitions: readonly Transition<State, Act, Role>[];
};

/** The step that a command makes in a state, or undefined where the table has none. */
export function stepOf<S extends string, A extends string, R extends string>(
  machine: Machine<S, A, R>,
  from: S,
  act: A,
): Transition<S, A, R> | undefined {
  return machine.transitions.find((step) => step.from === from && step.act === act);
}

/** The commands that a holder of these roles may run in a state. */
export function actsOpenTo<S extends string, A extends string, R extends string>(
  machine: Machine<S, A, R>,
  from: S,
  roles: readonly R[],
): A[] {
  return machine.transitions.filter((step) => step.from === from && step.who.some((role) => roles.includes(role))).map((step) => step.act);
}

/** The table drawn as a Mermaid state diagram, for the room's README. */
export function drawMachine<S extends string, A extends string, R extends string>(machine: Machine<S, A, R>): string {
  const lines = machine.transitions.map((step) => `  ${step.from} --> ${step.to}: ${step.act}`);
  return ['stateDiagram-v2', `  [*] --> ${machine.start}`, ...lines].join('\n');
}
