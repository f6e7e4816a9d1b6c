/** The text that a person writes with an action. `field` is its name in the input of the command. */
export type CommentRule = { readonly field: 'reason' | 'reasons' | 'note'; readonly required: boolean; readonly maxLength: number };

type PermissionName = `${string}:${string}`;

/** What people can do with a record: who, in which states, and how a page offers it. */
export type ActionRule<State extends string> = {
  /** The command that carries it out. */
  readonly command: `${string}/${string}`;
  /** The permission, at the party concerned. */
  readonly permission: PermissionName;
  /** The states that need a stricter permission. */
  readonly stricter?: { readonly [from in State]?: PermissionName };
  /** The states that allow it, each with the state it leads to. */
  readonly next: { readonly [from in State]?: State };
  /** Further states to which it can lead, where the facts of the record decide which: it returns to what it was. */
  readonly otherNext?: { readonly [from in State]?: readonly State[] };
  /** How `Actions` shows it. The first offered `main` action is the main button. Left out where a page has a form of its own in another place. */
  readonly button?: 'main' | 'plain';
  readonly comment?: CommentRule;
};

/**
 * The states of a record and what people can do in them. It is the only place that says so: commands, pages, docs and tests derive from it. The order of the
 * actions is the order of the buttons. Write it as `{...} as const satisfies Machine<State>`.
 */
export type Machine<State extends string, Action extends string = string> = {
  readonly states: readonly State[];
  readonly start: State;
  /** Further states in which a record begins, each with the reason. */
  readonly otherStarts?: { readonly [state in State]?: string };
  readonly actions: { readonly [action in Action]: ActionRule<State> };
  /** The function that derives the state from facts. Left out where a column stores it. */
  readonly derivedBy?: string;
  /** Transitions of a derived state that no command of this table makes: days pass, a learner acts, a record arrives. */
  readonly events?: { readonly [event: string]: { readonly [from in State]?: State } };
};

/** The actions that have a button, and among them those that ask for a comment. */
export type ButtonOf<M extends { readonly actions: object }> = ActionWith<M, { button: string }>;
export type CommentedOf<M extends { readonly actions: object }> = ActionWith<M, { comment: CommentRule }>;
type ActionWith<M extends { readonly actions: object }, Part> = {
  [action in keyof M['actions']]: M['actions'][action] extends Part ? action : never;
}[keyof M['actions']];

/** An action with the state before it and the state after it. */
export type Transition<State extends string, Action extends string> = {
  readonly from: State;
  readonly action: Action;
  readonly to: State;
  readonly permission: PermissionName;
};

/** An action that a reader may take now, as a page shows it. */
export type OfferedAction<Action extends string> = {
  readonly action: Action;
  readonly button: 'main' | 'plain' | null;
  readonly comment: CommentRule | null;
};

/** The names of all actions, in the order of the buttons. */
export function actionsOf<S extends string, A extends string>(machine: Machine<S, A>): [A, ...A[]] {
  return Object.keys(machine.actions) as [A, ...A[]];
}

/** The transition that an action makes in a state, or undefined where the machine has none. */
export function transitionOf<S extends string, A extends string>(machine: Machine<S, A>, from: S, action: A): Transition<S, A> | undefined {
  const { next, permission, stricter }: ActionRule<S> = machine.actions[action];
  const to = next[from];
  return to === undefined ? undefined : { from, action, to, permission: stricter?.[from] ?? permission };
}

/** The name and the permission of the command that carries out an action. */
export function commandOf<A extends string>(
  machine: Machine<string, A>,
  action: A,
): { name: ActionRule<string>['command']; permission: PermissionName } {
  const { command: name, permission }: ActionRule<string> = machine.actions[action];
  return { name, permission };
}

/** Every transition, in the order of the actions. */
export function transitionsOf<S extends string, A extends string>(machine: Machine<S, A>): Transition<S, A>[] {
  return actionsOf(machine).flatMap((action) =>
    machine.states.flatMap((from) => {
      const step = transitionOf(machine, from, action);
      const { otherNext }: ActionRule<S> = machine.actions[action];
      return step ? [step, ...(otherNext?.[from] ?? []).map((to) => ({ ...step, to }))] : [];
    }),
  );
}

/** The states in which a record begins: the usual one without a reason, the others each with theirs. */
export function startsOf<S extends string>({ start, otherStarts }: Pick<Machine<S>, 'start' | 'otherStarts'>): Record<string, string> {
  return { [start]: '', ...otherStarts };
}

/** The transitions that no command of the table makes. */
export function eventsOf<S extends string>(machine: Machine<S>): { from: S; event: string; to: S }[] {
  return Object.entries(machine.events ?? {}).flatMap(([event, next]) =>
    machine.states.flatMap((from) => (next[from] === undefined ? [] : [{ from, event, to: next[from] }])),
  );
}

/** The actions that a state allows to a reader, in the order of the buttons. `may` says whether the reader has a permission at the party concerned. */
export function offeredActions<S extends string, A extends string>(
  machine: Machine<S, A>,
  state: S,
  may: (permission: PermissionName, action: A) => boolean,
): OfferedAction<A>[] {
  return actionsOf(machine).flatMap((action) => {
    const step = transitionOf(machine, state, action);
    if (step === undefined || !may(step.permission, action)) return [];
    const { button, comment }: ActionRule<S> = machine.actions[action];
    return [{ action, button: button ?? null, comment: comment ?? null }];
  });
}

/** Whether a reader may take an action now. */
export function offers<A extends string>(offered: readonly OfferedAction<A>[], action: A): boolean {
  return offered.some((one) => one.action === action);
}

/** The machine as a Mermaid state diagram. */
export function drawMachine<S extends string, A extends string>(machine: Machine<S, A>): string {
  const lines = transitionsOf(machine).map(({ from, to, action }) => `  ${from} --> ${to}: ${action}`);
  // Italics would not be drawn: what no command of the table does is in brackets.
  const events = eventsOf(machine).map(({ from, to, event }) => `  ${from} --> ${to}: (${event})`);
  const starts = Object.entries(startsOf(machine)).map(([state, reason]) => `  [*] --> ${state}${reason && `: (${reason})`}`);
  return ['stateDiagram-v2', ...starts, ...lines, ...events].join('\n');
}
