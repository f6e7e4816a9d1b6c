import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { type Group, isIn } from '#kernel/roles.ts';
import type { ObjectKind } from '../access-record.ts';
import { holdsRole, may, type Permission, type Subject } from '../identity/subject.ts';
import { defineQuery, type QueryContext, subjectOf } from '../query.ts';
import { type AnsweredPart, type HomeUrgency, orderParts } from './home.rules.ts';

/**
 * What a room adds to the home page: the answer to the question that a group of roles asks first. `run` reads under the claims of the reader; null where it has
 * nothing to show. `protects`: the object that access records name where the part was answered. On the desk the part `clauses` is shown by the file
 * `ui/home/ClausesHome.tsx` of its room.
 */
export type HomePart<Name extends string = string, Answer extends z.ZodType = z.ZodType> = {
  readonly name: Name;
  readonly group: Group;
  readonly permission: Permission;
  readonly protects?: ObjectKind;
  /** In one-person mode it is shown before all others: what is late in a register that has not begun can wait for its first steps. */
  readonly leadsAlone?: true;
  readonly answer: Answer;
  readonly run: (context: QueryContext) => Promise<(z.input<Answer> & HomeUrgency) | null>;
};

/** Declares a part of the home page. */
export function defineHomePart<const Name extends string, Answer extends z.ZodType>(part: HomePart<Name, Answer>): HomePart<Name, Answer> {
  return part;
}

type SomePart = HomePart<string, z.ZodType<HomeUrgency>>;
type AnswersOf<Parts extends readonly SomePart[]> = { [P in Parts[number] as P['name']]: z.ZodOptional<P['answer']> };

/**
 * Whether a part is run for a reader: they hold one of its roles and its permission. A reviewer may be one by an assignment alone. In one-person mode one
 * person answers for every role.
 */
function isOpen({ group, permission }: Pick<HomePart, 'group' | 'permission'>, subject: Subject): boolean {
  const holds = subject.sole || holdsRole(subject, group) || (group === 'reviewers' && (subject.assignments ?? []).length > 0);
  return holds && may(subject, permission, null);
}

/** The roles of a group that a reader holds. A reader by an assignment and the one person of a register answer for the group as a whole. */
function rolesIn(group: Group, { grants }: Subject): string[] {
  const held = [...new Set(grants.flatMap(({ role }) => (isIn(group, role) ? [role] : [])))];
  return held.length > 0 ? held : [group];
}

/**
 * The query of the home page, from the parts of the rooms. It runs only the parts that are open to this reader, together, in one read transaction: statements
 * that the parts issue at once share a round trip. A part without an answer is absent, and the desk draws nothing for it.
 */
export function homeQuery<const Parts extends readonly SomePart[]>(parts: Parts) {
  const answers = Object.fromEntries(parts.map(({ name, answer }) => [name, answer.optional()])) as unknown as AnswersOf<Parts>;
  return defineQuery({
    name: 'home/get-home',
    permission: 'signed-in',
    input: z.strictObject({}),
    answer: z.object({
      today: z.string(),
      /** The names of the answered parts, the most urgent role first. */
      order: z.array(z.string()),
      parts: z.object(answers),
    }),
    protectedIn: (answer) => parts.flatMap(({ name, protects }) => (protects && name in answer.parts ? [protects] : [])),
    async run(context) {
      const subject = subjectOf(context);
      const open = parts.filter((part) => isOpen(part, subject));
      const found = await Promise.all(open.map(async (part) => ({ part, answer: await part.run(context) })));
      const answered = found.flatMap(({ part, answer }) => (answer === null ? [] : [{ part, answer }]));
      const order = answered.map(
        ({ part, answer }): AnsweredPart => ({
          name: part.name,
          roles: rolesIn(part.group, subject),
          late: answer.late,
          next: answer.next,
          leads: subject.sole && part.leadsAlone === true,
        }),
      );
      return {
        today: dayOf(context.now),
        order: orderParts(order),
        parts: Object.fromEntries(answered.map(({ part, answer }) => [part.name, answer])) as never,
      };
    },
  });
}
