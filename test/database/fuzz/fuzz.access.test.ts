import { randomUUID } from 'node:crypto';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '#app/serving/build-app.ts';
import { declaredErrors } from '#kernel/errors.ts';
import { ROLES } from '#kernel/roles.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { hashToken } from '#rooms/people/sign-in/sign-in-tokens.ts';
import { setDay } from '#rooms/reviews/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';
import { type Drawn, type Operation, requestsTo } from './requests.ts';
import { givenWorld, type World } from './world.ts';

// Random requests from our own OpenAPI document, most of them nearly valid. The program must answer each as declared or with a known problem. FUZZ_REQUESTS
// and FUZZ_SEED repeat a run; test/full.ts makes fifty thousand.
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 3_440);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_124);
// These take long (a report is typeset in a separate process), so they are drawn a tenth as often.
const SELDOM = /report\.pdf|invitation|set-up|session$|sign-in|password/;
const LOOK_AGAIN = 100;
// A request that showed a fault is made smaller by at most this many further requests.
const MAX_SMALLER = 2_000;

let bed: TestBed;
let server: FastifyInstance;
let people: TestPerson[];
let world: World;
let learner: Record<string, string>;
const ids = new Map<string, string[]>();
const logged: Record<string, unknown>[] = [];
const [answered, met, codes] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];

beforeAll(async () => {
  bed = await openTestBed();
  setDay(bed, '2026-04-01');
  world = await givenWorld(bed);
  const { cast } = world;
  // No real person holds all of these roles. This person passes the guards, so the requests reach the code behind them.
  const everything = [cast.headquarters, cast.ally, cast.silent, cast.operation].flatMap((partyId) =>
    ROLES.map((role) => ({ role, partyId })),
  );
  people = [await bed.givenPerson('Everything', everything), cast.office, cast.second, cast.reviewer, cast.focal, cast.silentFocal];
  for (const role of ROLES) people.push(await bed.givenPerson(role, [{ role, partyId: cast.ally }]));
  server = await buildApp({ platform: { ...bed.platform, log: (line) => void logged.push(line) } });
  await server.ready();
  learner = await world.enterClass(server);
});
afterAll(async () => {
  await server.close();
  await bed.close();
});

type Document = {
  paths: Record<string, Record<string, Partial<Operation> & { requestBody?: { content: Record<string, { schema: never }> } }>>;
};

/** The document with its references resolved. */
function resolveReferences(document: Document): Document {
  const put = (part: unknown): unknown => {
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map(put);
    const { $ref } = part as { $ref?: string };
    if ($ref === undefined) return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, put(inner)]));
    const names = $ref.split('/').slice(1);
    return put(names.reduce((found, name) => (found as Record<string, unknown>)[name], document as unknown));
  };
  return put(document) as Document;
}

function operationsOf(document: Document): Operation[] {
  return Object.entries(resolveReferences(document).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody, responses = {} }]) => ({
      method,
      path,
      parameters,
      responses,
      body: requestBody?.content['application/json']?.schema,
    })),
  );
}

/** Every existing id by its table, so that requests reach existing records. */
async function lookForIds(): Promise<void> {
  const { rows: tables } = await bed.deployer.query<{ schema: string; name: string }>(
    `select table_schema as schema, table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where column_name = 'id' and c.data_type = 'uuid' and table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'ledger')`,
  );
  for (const { schema, name } of tables) {
    const { rows } = await bed.deployer.query<{ id: string }>(`select id from ${schema}.${name} order by id desc limit 40`);
    ids.set(
      name.replaceAll('_', ''),
      rows.map(({ id }) => id),
    );
  }
  for (const [field, values] of world.named) ids.set(field, [...values]);
}

function idsFor(field: string): string[] {
  const name = field.replace(/Ids?$/, '').toLowerCase();
  const found = ids.get(name) ?? [...ids].find(([table]) => table.endsWith(name) || name.endsWith(table))?.[1] ?? [];
  return found.length > 0 ? found : [...ids.values()].flat();
}

const filled = (text: string) =>
  text.replaceAll(/known(?::|%3A)(\w+)(?::|%3A)(\d+)/g, (_all, field: string, at: string) => {
    const found = idsFor(field);
    return found[Number(at) % found.length] ?? randomUUID();
  });

/** Learning records come from a system with its own key, not from a person. */
function senderOf(url: string): Record<string, string> {
  if (!url.startsWith('/xapi/')) return {};
  return { authorization: `Basic ${btoa(`${world.sender.key}:${world.sender.secret}`)}`, 'x-experience-api-version': '1.0.3' };
}

async function send({ at, who, url, body, raw, headers }: Drawn) {
  const method = at.split(' ')[0]!;
  const person = people[who % (people.length + 4)];
  const reads = method === 'get';
  const payload = reads || body === undefined ? undefined : filled(raw ?? JSON.stringify(body));
  const answer = await server.inject({
    method: method as 'get',
    url: filled(url),
    headers: { ...headers, ...senderOf(url) },
    ...(person && { cookies: { [SESSION_COOKIE]: person.token, ...learner } }),
    ...(payload !== undefined && { payload }),
  });
  // Random requests sign people out too; they are signed in again for the following requests.
  if (answer.statusCode === 401 && person)
    await bed.deployer.query(
      `insert into identity.session (id, person_id, token_hash, ends_at) values ($1, $2, $3, now() + interval '12 hours')
        on conflict (token_hash) do update set ended_at = null, ends_at = excluded.ends_at`,
      [randomUUID(), person.personId, hashToken(person.token)],
    );
  return answer;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const validators = new Map<string, ValidateFunction | undefined>();

/** The document's entry for a status: by its number, by its class (such as 4XX) or, for a problem, by default. */
function answerTo({ responses }: Operation, status: string): Operation['responses'][string] | undefined {
  return responses[status] ?? responses[`${status[0]}XX`] ?? (Number(status) >= 400 ? responses.default : undefined);
}

function validatorOf(operation: Operation, status: string, type: string): ValidateFunction | undefined {
  const at = `${operation.method} ${operation.path} ${status} ${type}`;
  if (!validators.has(at)) {
    const content = answerTo(operation, status)?.content;
    validators.set(at, content?.[type]?.schema ? ajv.compile(content[type].schema) : content?.['*/*'] && ajv.compile({}));
  }
  return validators.get(at);
}

/** What is wrong with an answer; empty if nothing is. */
function faultsOf(operation: Operation, answer: Awaited<ReturnType<typeof send>>): string[] {
  const { statusCode, body } = answer;
  const type = String(answer.headers['content-type'] ?? '').split(';')[0]!;
  const faults: string[] = [];
  // Only a few documents are typeset at a time; other requests are refused, with a time to retry.
  if (statusCode >= 500 && !(statusCode === 503 && answer.json().code.startsWith('documents/'))) faults.push(`status ${statusCode}`);
  if (statusCode >= 400) {
    // A browser without script gets the error as a page: at a form of a section, and at the page of a firm.
    if (type === 'text/html' && /\/form$|^\/desk\/firm\//.test(operation.path)) return faults;
    if (type !== 'application/problem+json') return [...faults, `an error of type ${type}`];
    const { code, status, title } = answer.json() as { code: string; status: number; title: string };
    codes.set(code, (codes.get(code) ?? 0) + 1);
    if (!declaredErrors().has(code as 'a/b')) faults.push(`unknown code ${code}`);
    if (status !== statusCode) faults.push(`status ${status} in the document`);
    // Refusals by the server and the runner follow from the route and must be declared. Refusals by a room, and not-found, may use the default.
    const isOfRoom = !code.startsWith('platform/') || ['platform/not-found', 'platform/unexpected'].includes(code);
    if (!isOfRoom && !(statusCode in operation.responses)) faults.push(`undeclared status ${statusCode}`);
    if (!title || title === code) faults.push(`no words for ${code}`);
  }
  const validate = validatorOf(operation, String(statusCode), type);
  if (type.endsWith('json') && !validate) faults.push(`an answer ${statusCode} of type ${type} that is not declared`);
  if (type.endsWith('json') && validate && !validate(JSON.parse(body))) faults.push(`not as declared: ${ajv.errorsText(validate.errors)}`);
  return faults;
}

test(`${REQUESTS} requests drawn from our own document get no unexpected error and only declared answers`, async () => {
  const operations = operationsOf((await server.inject('/api/openapi.json')).json() as Document);
  expect(operations.length).toBeGreaterThan(100);
  const byName = new Map(operations.map((one) => [`${one.method} ${one.path}`, one]));
  let [sent, smaller] = [0, 0];
  let isFaulty = false;
  await fc.assert(
    fc.asyncProperty(requestsTo(operations, SELDOM), async (drawn) => {
      // No further one counts as faulty: the smallest so far is reported.
      if (isFaulty && smaller++ >= MAX_SMALLER) return;
      if (sent++ % LOOK_AGAIN === 0) await lookForIds();
      const { at } = drawn;
      logged.length = 0;
      const answer = await send(drawn);
      answered.set(at, (answered.get(at) ?? 0) + 1);
      if (answer.statusCode < 300) met.set(at, (met.get(at) ?? 0) + 1);
      const faults = faultsOf(byName.get(at)!, answer);
      isFaulty ||= faults.length > 0;
      if (faults.length > 0)
        throw new Error(
          `${at}: ${faults.join('; ')}\n${answer.body.slice(0, 600)}\nsent ${filled(drawn.url)} ${filled(JSON.stringify(drawn.body) ?? '')}\n${JSON.stringify(logged)}`,
        );
    }),
    { numRuns: REQUESTS, seed: SEED },
  );
  // Requests that are all refused by the guards would prove nothing.
  const whole = [...met.values()].reduce((sum, count) => sum + count, 0);
  console.log(
    `fuzz: ${sent} requests, ${whole} carried out at ${met.size} of ${operations.length} operations, ${codes.size} kinds of refusal (seed ${SEED})`,
  );
  expect(answered.size).toBeGreaterThan(operations.length * 0.9);
  expect(whole / sent).toBeGreaterThan(0.15);
  // Six requests for each operation on average. Most requests that need a value that is hard to guess, such as a table or a code, are refused.
  expect(met.size).toBeGreaterThan(operations.length * 0.35);
  expect(codes.size).toBeGreaterThan(15);
});
