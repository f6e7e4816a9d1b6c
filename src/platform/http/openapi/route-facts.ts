import type { z } from 'zod';
import { type JsonShape, type Route, splitInput } from '../route.ts';

/** Who an operation is for, as its route declares it. A sign-in command is for people who have no session yet. */
export function permissionOf(route: Route): string {
  if (route.kind === 'query') return route.query.permission;
  if (route.kind === 'command') return route.command.signInStep ? 'public' : route.command.permission;
  return route.permission;
}

/** The name of the route: `room/verb-noun` where it is an operation of a room. */
export function nameOf(route: Route): string {
  if (route.kind === 'query') return route.query.name;
  return route.kind === 'command' ? route.command.name : route.summary;
}

/** The JSON input and answer of a route, also of one with a file; undefined where the route does not declare them. */
export function shapeOf(route: Route): JsonShape | undefined {
  if (route.kind === 'query') return route.query;
  if (route.kind === 'command') return route.command;
  return ('json' in route && route.json) || ('upload' in route && route.upload) || undefined;
}

/** The input of a route, split as the mount splits the input of a command; undefined where the route does not declare an input. */
export function inputOf(route: Route): ReturnType<typeof splitInput> | undefined {
  const shape = shapeOf(route);
  return shape && splitInput(route.url, shape.input);
}

/** Whether a request of this route has a body. */
export function takesBody(route: Route): boolean {
  if (takesJson(route)) return bodySchemaOf(route) !== null;
  return route.method === 'POST' || route.method === 'PUT';
}

/** Whether the input that is neither in the path nor in a header is a JSON body whose schema is known. */
export function takesJson(route: Route): boolean {
  return route.kind === 'command' || ('json' in route && route.json !== undefined);
}

/** The schema of a JSON body; null where path and headers hold the whole input. */
export function bodySchemaOf(route: Route): z.ZodType | null {
  const { rest } = inputOf(route)!;
  return 'shape' in rest && Object.keys(rest.shape as object).length === 0 ? null : rest;
}

/** Whether the version comes in `If-Match`. */
export function takesVersion(route: Route): boolean {
  return route.kind === 'command' && inputOf(route)!.fields.includes('version');
}

/** Whether a write needs a client key (`callerOf`). */
export function takesKey(route: Route): boolean {
  return route.kind === 'command' || (route.kind === 'file' && ('party' in route || ('bodyType' in route && route.bodyType === 'json')));
}
