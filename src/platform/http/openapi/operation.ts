import type { z } from 'zod';
import { declaredPermissions } from '../../identity/subject.ts';
import type { Route } from '../route.ts';
import { type JsonSchema, jsonSchemaOf } from './json-schema.ts';
import { problemsOf } from './problems.ts';
import { bodySchemaOf, inputOf, nameOf, permissionOf, shapeOf, takesBody, takesJson, takesKey, takesVersion } from './route-facts.ts';

type Parameter = { $ref: string } | { name: string; in: 'path' | 'query'; required: boolean; schema: JsonSchema };

const NAMED = /^([a-z]+)\/([a-z][a-z0-9-]*)$/;

/** The path of a route as OpenAPI writes it, which has no wildcards. */
export function pathOf(url: string): string {
  return url.replaceAll(/:(\w+)/g, '{$1}').replace('*', '{rest}');
}

/** One operation of the document, described by its route alone. */
export function operationOf(route: Route): object {
  const name = nameOf(route);
  const [, , verb] = NAMED.exec(name) ?? [];
  const description = describePermission(route);
  const requestBody = bodyOf(route);
  const parameters = parametersOf(route);
  return {
    operationId: operationIdOf(route),
    tags: [tagOf(route)],
    summary: verb ? sentence(verb) : name.replace(/^[a-z]+\//, ''),
    ...(description && { description }),
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: { ...successOf(route), ...problemsOf(route) },
  };
}

/** From the name of the command or query, so that it survives a change of address; from the address where there is no name. */
function operationIdOf(route: Route): string {
  const name = nameOf(route);
  return camel(NAMED.test(name) ? name : `${route.method.toLowerCase()} ${route.url}`);
}

/** The room of an operation; the interface for learning systems and the public pages have a tag of their own. */
function tagOf(route: Route): string {
  if (route.kind === 'interface') return 'xapi';
  return /^([a-z]+)\//.exec(nameOf(route))?.[1] ?? 'pages';
}

function describePermission(route: Route): string | undefined {
  const permission = permissionOf(route);
  if (permission === 'public') return undefined;
  if (permission === 'signed-in') return 'For everybody who is signed in.';
  return `Needs the permission \`${permission}\`.`;
}

function securityOf(route: Route): Record<string, string[]>[] {
  const permission = permissionOf(route);
  if (declaredPermissions().get(permission as `${string}:${string}`)?.credential) return [{ credential: [] }];
  // A pending sign-in keeps its token in the cookie of the session.
  const isUnderWay = route.kind !== 'file' && inputOf(route)?.fields.includes('attemptToken') === true;
  return permission === 'public' && !isUnderWay ? [] : [{ session: [] }];
}

function parametersOf(route: Route): Parameter[] {
  const input = inputOf(route);
  const shared = [
    takesKey(route) && 'idempotency-key',
    takesVersion(route) && 'if-match',
    route.kind === 'interface' && permissionOf(route) !== 'public' && 'experience-api-version',
  ].filter((name) => name !== false);
  return [
    ...pathParametersOf(route, input?.params ?? ('party' in route && route.party ? route.party.path : null)),
    ...(route.kind === 'query' || ('upload' in route && route.upload) ? queryParametersOf(input!.rest) : []),
    ...(route.kind === 'file' && 'query' in route && route.query ? queryParametersOf(route.query) : []),
    ...shared.map((name) => ({ $ref: `#/components/parameters/${name}` })),
  ];
}

function pathParametersOf({ url }: Route, params: z.ZodObject | null): Parameter[] {
  const { properties = {} } = params ? jsonSchemaOf(params, 'input') : {};
  const names = [...pathOf(url).matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
  return names.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } }));
}

function queryParametersOf(rest: z.ZodType): Parameter[] {
  const { properties = {}, required = [] } = jsonSchemaOf(rest, 'input');
  return Object.entries(properties).map(([name, schema]) => ({ name, in: 'query', required: required.includes(name), schema }));
}

function bodyOf(route: Route): object | undefined {
  if (!takesBody(route)) return undefined;
  if (takesJson(route)) {
    const schema = jsonSchemaOf(bodySchemaOf(route)!, 'input');
    return { required: schema.type !== 'object' || (schema.required?.length ?? 0) > 0, content: { 'application/json': { schema } } };
  }
  if (route.kind === 'interface') return { content: { '*/*': {} } };
  if ('bodyType' in route && route.bodyType === 'bytes') return { required: true, content: { [BYTES]: {} } };
  const type = 'bodyType' in route ? BODY_TYPES[route.bodyType] : null;
  return {
    required: true,
    content: type ? { [type]: { schema: { type: 'object' } } } : { [BYTES]: {}, 'application/json': {} },
  };
}

const BYTES = 'application/octet-stream';
const BODY_TYPES = {
  form: 'application/x-www-form-urlencoded',
  upload: 'multipart/form-data',
  json: 'application/json',
  bytes: BYTES,
} as const;

function successOf(route: Route): Record<string, object> {
  if (route.kind === 'interface') return { '2XX': { description: 'As the xAPI specification says.', content: { '*/*': {} } } };
  const shape = shapeOf(route);
  if (shape === undefined) {
    const isLed =
      permissionOf(route) === 'public' && !('cache' in route && route.cache) && !('bodyType' in route && route.bodyType === 'json');
    return {
      200: { description: 'A file or a page.', content: { '*/*': {} } },
      ...(isLed && { '3XX': { description: 'Another page.' } }),
    };
  }
  const schema = jsonSchemaOf(shape.answer, 'output');
  const isKept = route.kind === 'query' && (route.isShared || route.cache !== undefined);
  const headers = {
    ...(isKept && { ETag: { $ref: '#/components/headers/content' } }),
    ...(schema.properties?.version && { ETag: { $ref: '#/components/headers/version' } }),
    ...('session' in route && route.session === 'opens' && { 'Set-Cookie': { $ref: '#/components/headers/session-cookie' } }),
  };
  return {
    200: {
      description: 'The answer.',
      ...(Object.keys(headers).length > 0 && { headers }),
      content: { 'application/json': { schema } },
    },
    ...(isKept && { 304: { description: 'The answer is the one that If-None-Match names.' } }),
  };
}

function camel(text: string): string {
  const words = text.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word, at) => (at === 0 ? word : word[0]!.toUpperCase() + word.slice(1))).join('');
}

function sentence(name: string): string {
  const words = name.replaceAll('-', ' ');
  return words[0]!.toUpperCase() + words.slice(1);
}
