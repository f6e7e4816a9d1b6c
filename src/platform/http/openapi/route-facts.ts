import { type Route, splitInput } from '../route.ts';

/** Who an operation is for, as its route declares it. A command with an entrance is for people who have no session yet. */
export function permissionOf(route: Route): string {
  if (route.kind === 'query') return route.query.permission;
  if (route.kind === 'command') return route.command.signInStep ? 'public' : route.command.permission;
  return route.permission;
}

/** What the route calls itself: `room/verb-noun` where it is an operation of a room. */
export function nameOf(route: Route): string {
  if (route.kind === 'query') return route.query.name;
  return route.kind === 'command' ? route.command.name : route.summary;
}

/** The input of a command or query, split as the mount splits it; nothing for other routes. */
export function inputOf(route: Route): ReturnType<typeof splitInput> | undefined {
  if (route.kind === 'query') return splitInput(route.url, route.query.input);
  return route.kind === 'command' ? splitInput(route.url, route.command.input) : undefined;
}

/** Whether a request of this route has a body. */
export function takesBody(route: Route): boolean {
  if (route.kind === 'command') return bodySchemaOf(route) !== null;
  return route.method === 'POST' || route.method === 'PUT';
}

/** The schema of a command's body, null where nothing is left of its input beside path and headers. */
export function bodySchemaOf(route: Extract<Route, { kind: 'command' }>) {
  const { rest } = splitInput(route.url, route.command.input);
  return 'shape' in rest && Object.keys(rest.shape as object).length === 0 ? null : rest;
}

/** Whether the version comes in `If-Match`. */
export function takesVersion(route: Route): boolean {
  return route.kind === 'command' && inputOf(route)!.fields.includes('version');
}

/** Whether a write needs a client key (`callerOf`). */
export function takesKey(route: Route): boolean {
  return route.kind === 'command' || (route.kind === 'file' && ('party' in route || ('takes' in route && route.takes === 'json')));
}
