import { createHash, randomUUID } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

// Built from the document alone, as another program would be: it imports nothing of the product.

type Reference = { $ref: string };
type Media = Record<string, { schema?: object }>;
type Parameter = { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema: { $ref?: string; format?: string } };
type Response = { headers?: Record<string, object>; content?: Media };
type Operation = {
  operationId: string;
  security: Record<string, string[]>[];
  parameters?: (Parameter | Reference)[];
  requestBody?: { required?: boolean; content: Media };
  responses: Record<string, Response | Reference>;
};
type Scheme = { type: string; in?: string; name: string };
export type ApiDocument = {
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { securitySchemes: Record<string, Scheme> };
};
/** The input of an operation: its parameters by name, and its body. */
export type Given = { parameters?: Record<string, string>; body?: object };
export type Answered = { status: number; body: unknown; headers: Headers };

/**
 * A client of the installation at an address. It keeps the cookies that the document says an answer sets. Throws if a request or an answer is not as declared.
 */
export async function openClient(address: string) {
  const source = `${address}/api/openapi.json`;
  const document = (await (await fetch(source)).json()) as ApiDocument;
  const ajv = new Ajv2020({ strict: false, validateSchema: false });
  addFormats.default(ajv);
  ajv.addSchema(document, 'api');
  const cookies = new Map<string, string>();

  const check = (schema: object, value: unknown, what: string) => {
    const whole = JSON.parse(JSON.stringify(schema), (key, inner) => (key === '$ref' ? `api${inner}` : inner));
    if (!ajv.validate(whole, value)) throw new Error(`${what} is not as declared: ${ajv.errorsText()}`);
  };
  const resolved = <T extends object>(part: T | Reference): T => {
    if (!('$ref' in part)) return part;
    const names = part.$ref.split('/').slice(1);
    return names.reduce((found, name) => (found as Record<string, unknown>)[name], document as unknown) as T;
  };
  const cookiesFor = ({ security }: Operation): string => {
    const names = security.flatMap((needs) => Object.keys(needs)).map((scheme) => document.components.securitySchemes[scheme]!);
    if (names.some((scheme) => scheme.type !== 'apiKey' || scheme.in !== 'cookie')) throw new Error('This client has a session alone.');
    return names.map(({ name }) => `${name}=${cookies.get(name) ?? ''}`).join('; ');
  };

  async function call(operationId: string, { parameters: given = {}, body }: Given = {}): Promise<Answered> {
    const { path, method, operation } = find(document, operationId);
    let url = path;
    const query = new URLSearchParams();
    const headers = new Headers({ cookie: cookiesFor(operation) });
    for (const parameter of (operation.parameters ?? []).map((one) => resolved<Parameter>(one))) {
      const { name, required, schema } = parameter;
      const value =
        given[name] ?? (required && resolved<{ format?: string }>(schema as Reference).format === 'uuid' ? randomUUID() : undefined);
      if (value === undefined && required) throw new Error(`${operationId} needs ${name}.`);
      if (value === undefined) continue;
      check(schema, value, name);
      if (parameter.in === 'path') url = url.replace(`{${name}}`, encodeURIComponent(value));
      else if (parameter.in === 'query') query.set(name, value);
      else headers.set(name, value);
    }
    const content = operation.requestBody?.content['application/json'];
    if (content?.schema && body) check(content.schema, body, `The body of ${operationId}`);
    if (body) headers.set('content-type', 'application/json');
    const at = new URL(`${document.servers[0]!.url.replace(/\/$/, '')}${url}${query.size > 0 ? `?${query}` : ''}`, source);
    const answer = await fetch(at, { method, headers, ...(body && { body: JSON.stringify(body) }) });
    return read(operation, answer);
  }

  async function read(operation: Operation, answer: globalThis.Response): Promise<Answered> {
    const { status, headers } = answer;
    const declared = operation.responses[status] ?? (status >= 400 ? operation.responses.default : undefined);
    if (declared === undefined) throw new Error(`${operation.operationId} was answered ${status}, which is not declared.`);
    const { content = {}, headers: declaredHeaders = {} } = resolved<Response>(declared);
    const body: unknown = await answer.json();
    check(content[headers.get('content-type')!.split(';')[0]!]!.schema!, body, `The answer ${status} of ${operation.operationId}`);
    if ('Set-Cookie' in declaredHeaders)
      for (const [pair] of headers.getSetCookie().map((line) => line.split(';'))) {
        const [name, ...value] = pair!.split('=');
        cookies.set(name!, value.join('='));
      }
    return { status, body, headers };
  }

  return { document, call };
}

function find({ paths }: ApiDocument, operationId: string): { path: string; method: string; operation: Operation } {
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries(methods))
      if (operation.operationId === operationId) return { path, method: method.toUpperCase(), operation };
  throw new Error(`The document has no operation ${operationId}.`);
}

/** Signs in with a password, solving the proof of work that a 429 demands as the document describes. Throws if that fails. */
export async function signIn({ call }: Awaited<ReturnType<typeof openClient>>, email: string, password: string): Promise<void> {
  let answer = await call('peopleSignIn', { body: { email, password } });
  if (answer.status === 429) {
    const { challenge } = answer.body as { challenge: string };
    answer = await call('peopleSignIn', { body: { email, password, work: { challenge, answer: workOn(challenge) } } });
  }
  if (answer.status !== 200 || (answer.body as { step: string }).step !== 'in') throw new Error(`Sign-in was answered ${answer.status}.`);
}

function workOn(challenge: string): string {
  const zeros = Number(challenge.split('.')[1]) - 3;
  const fits = (n: number, tried: number) =>
    createHash('sha256').update(`${challenge}:${n}:${tried}`).digest().readUInt32BE(0) >>> (32 - zeros) === 0;
  return Array.from({ length: 8 }, (_, at) => {
    let tried = 0;
    while (!fits(at + 1, tried)) tried += 1;
    return tried;
  }).join(',');
}
