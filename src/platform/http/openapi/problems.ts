import { declaredErrors, ERROR_KINDS, type ErrorKind } from '#kernel/errors.ts';
import { declaredPermissions } from '../../identity/subject.ts';
import type { Route } from '../route.ts';
import { inputOf, permissionOf, takesVersion } from './route-facts.ts';

type Reference = { $ref: string };

/** What each kind of error means to a client, whatever its code adds. */
const MEANINGS: Readonly<Record<ErrorKind, string>> = {
  invalid: 'The request cannot be read, or a header that it needs is missing or malformed.',
  unauthenticated: 'No person is signed in, or the credential is wrong.',
  forbidden: 'The permission is missing, or the request comes from a page of another site.',
  'not-found': 'There is nothing here, or nothing that this person may see.',
  'too-slow': 'The request arrived too slowly.',
  conflict: 'The state of the object does not allow this, or it already exists.',
  stale: 'The object was changed since it was read. The problem carries `current` and `yours`.',
  'too-large': 'The body is too large.',
  'wrong-type': 'The route does not accept bodies of this type.',
  misdirected: 'The Host header names an address that is not one of this installation.',
  unprocessable: 'The input does not fit, or a rule refuses it. `fields` names the fields.',
  'too-many': 'Too many attempts; or, at sign-in, proof of work is required first.',
  unavailable: 'The installation is busy or its database is away. Nothing was done.',
  full: 'The disk is full. Nothing was stored.',
  unexpected: 'An unexpected error. `reference` identifies its line in the log.',
};

/** A problem as every answer of 400 and above carries it (RFC 9457). */
export const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'A problem (RFC 9457). Further fields depend on the code.',
  properties: {
    type: { type: 'string' },
    title: { type: 'string', description: 'What happened and what to do, in the language of the reader.' },
    status: { type: 'integer', minimum: 400, maximum: 599 },
    code: { type: 'string', pattern: '^[a-z-]+/[a-z-]+$' },
    fields: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, code: { type: 'string' }, message: { type: 'string' } },
        required: ['path', 'code', 'message'],
      },
    },
    reference: { type: 'string', format: 'uuid' },
  },
  required: ['type', 'title', 'status', 'code'],
};
const PROBLEM = { $ref: '#/components/schemas/Problem' };

/** The shared responses of the document: one for each kind of error, with the codes declared for it, and one for any other problem. */
export function problemAnswers(): Record<string, object> {
  const byKind = Map.groupBy(declaredErrors(), ([, kind]) => kind);
  const answers = [...byKind].sort(([a], [b]) => ERROR_KINDS[a] - ERROR_KINDS[b]).map(([kind, errors]) => [kind, answerOf(kind, errors)]);
  return {
    ...Object.fromEntries(answers),
    problem: {
      description: 'Any other problem, such as a rule of the room that refuses.',
      content: { 'application/problem+json': { schema: PROBLEM } },
    },
  };
}

function answerOf(kind: ErrorKind, errors: (readonly [string, ErrorKind])[]): object {
  const own = {
    properties: { status: { const: ERROR_KINDS[kind] }, code: { type: 'string', enum: errors.map(([code]) => code).sort() } },
  };
  return {
    description: MEANINGS[kind],
    ...((kind === 'unavailable' || kind === 'full') && { headers: { 'Retry-After': { $ref: '#/components/headers/retry-after' } } }),
    content: { 'application/problem+json': { schema: { allOf: [PROBLEM, own] } } },
  };
}

/**
 * The problems an operation may answer with, by status: those that follow from how its route is mounted and its command or query is run. Refusals by the rules
 * of its room are covered by `default`.
 */
export function problemsOf(route: Route): Record<string, Reference> {
  const statuses = [...new Set(kindsOf(route))].map((kind) => [ERROR_KINDS[kind], kind] as const).sort(([a], [b]) => a - b);
  const named = statuses.map(([status, kind]) => [String(status), { $ref: `#/components/responses/${kind}` }]);
  return { ...Object.fromEntries(named), default: { $ref: '#/components/responses/problem' } };
}

function kindsOf(route: Route): ErrorKind[] {
  const permission = permissionOf(route);
  const [isOpen, hasPath] = [permission === 'public', /[:*]/.test(route.url)];
  const kinds: ErrorKind[] = ['misdirected', 'unavailable'];
  // A page of another site cannot write here (own-address.ts), and any write may have a body.
  if (route.method !== 'GET') kinds.push('forbidden', 'invalid', 'too-slow', 'too-large', 'wrong-type');
  // A route with its own specification declares the refusals of its room itself.
  if (route.kind === 'interface') return isOpen ? kinds : [...kinds, ...kindsOfRoom(permission, ':')];
  if (!isOpen) kinds.push('unauthenticated');
  if (!isOpen && isRefusable(permission)) kinds.push('forbidden');
  if (hasPath) kinds.push('not-found', 'invalid');
  if (route.kind === 'command') return [...kinds, ...kindsOfCommand(route)];
  if (route.kind === 'query') return [...kinds, ...kindsOfQuery(route)];
  // A text in the query string that the database cannot store.
  if ('query' in route && route.query) kinds.push('invalid');
  // The route runs commands and queries inside, which check their input. What reporters send has a schema too, and is refused while the disk is low.
  if (isOpen && 'json' in route && route.json) return [...kinds, 'unprocessable', 'full', 'conflict'];
  return isOpen ? kinds : [...kinds, 'unprocessable'];
}

function kindsOfQuery(route: Extract<Route, { kind: 'query' }>): ErrorKind[] {
  // An input without fields refuses every parameter.
  const kinds: ErrorKind[] = ['unprocessable'];
  if (inputOf(route)!.fields.length > 0) kinds.push('invalid');
  if (route.query.party) kinds.push('not-found');
  return kinds;
}

function kindsOfCommand(route: Extract<Route, { kind: 'command' }>): ErrorKind[] {
  const { signInStep, name } = route.command;
  // An invalid input, or a disk below its watermark.
  const kinds: ErrorKind[] = ['unprocessable', 'full'];
  if (takesVersion(route)) kinds.push('stale');
  // Rows that the database hides, or finds twice (database-error.ts).
  if (!signInStep) return [...kinds, 'not-found', 'conflict'];
  return [...kinds, declaredErrors().get(signInStep.refused)!, ...kindsOfRoom(name, '/').filter((kind) => kind === 'too-many')];
}

/** Whether a signed-in caller may lack a permission. */
function isRefusable(permission: string): boolean {
  return permission !== 'signed-in' && declaredPermissions().get(permission as `${string}:${string}`)?.everyone !== true;
}

function kindsOfRoom(name: string, separator: string): ErrorKind[] {
  const room = name.slice(0, name.indexOf(separator));
  return [...declaredErrors()].filter(([code]) => code.startsWith(`${room}/`)).map(([, kind]) => kind);
}
