import { nameOfCookie, SESSION } from '../cookies.ts';
import type { Route } from '../route.ts';
import { SHARED_SCHEMAS } from './json-schema.ts';
import { operationOf, pathOf } from './operation.ts';
import { PROBLEM_SCHEMA, problemAnswers } from './problems.ts';

/** What the document says about the program: its version, its licence (SPDX), and what each tag groups. `secure`: reached over TLS. */
export type DocumentOptions = {
  routes: readonly Route[];
  secure: boolean;
  version: string;
  licence: string;
  tags: Readonly<Record<string, string>>;
};

const CONVENTIONS = `Every operation and what it answers, made from the routes of this process.

Sign in with \`peopleSignIn\`: the session is a cookie. A write needs an \`Idempotency-Key\`; sent again with the same key and input, it acts once and gets the
same answer. An operation with \`If-Match\` takes the version that was read (\`ETag\`). A write that sends an \`Origin\` must send one of this installation's own.
\`Accept-Language\` (en, fr) chooses the language of problems.`;

/** The OpenAPI 3.1 document of a set of routes. It holds only the components that something refers to. */
export function openApiDocument({ routes, secure, version, licence, tags }: DocumentOptions): Readonly<Record<string, unknown>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = pathOf(route.url);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  const text = JSON.stringify(paths);
  const usedTags = Object.entries(tags).filter(([name]) => text.includes(`"tags":["${name}"]`));
  return {
    openapi: '3.1.0',
    info: { title: 'Manumit', version, description: CONVENTIONS, license: { name: licence, identifier: licence } },
    // Relative to the address the document was read from: the desk and the public pages may have addresses of their own.
    servers: [{ url: '/' }],
    tags: usedTags.map(([name, description]) => ({ name, description })),
    paths,
    components: referredTo(text, componentsOf(secure)),
  };
}

type Components = Record<string, Record<string, object>>;

function componentsOf(secure: boolean): Components {
  return {
    securitySchemes: {
      session: {
        type: 'apiKey',
        in: 'cookie',
        name: nameOfCookie(SESSION, secure),
        description: 'The session of a person, or a sign-in under way. Operations that open a session give it.',
      },
      credential: { type: 'http', scheme: 'basic', description: 'The key and secret of a learning system.' },
    },
    parameters: {
      'idempotency-key': {
        name: 'Idempotency-Key',
        in: 'header',
        required: true,
        description: 'A new UUID for each write; the same one for a retry.',
        schema: { $ref: '#/components/schemas/Uuid' },
      },
      'if-match': {
        name: 'If-Match',
        in: 'header',
        required: true,
        description: 'The version that was read, as its ETag says.',
        schema: { type: 'string', pattern: '^"\\d{1,9}"$' },
      },
      'experience-api-version': {
        name: 'X-Experience-API-Version',
        in: 'header',
        required: true,
        description: 'The version of xAPI that is spoken. Parameters, bodies and answers are as it says.',
        schema: { type: 'string' },
      },
    },
    headers: {
      version: { description: 'The version of the object, for If-Match.', schema: { type: 'string', pattern: '^"\\d+"$' } },
      content: { description: 'The tag of the content, for If-None-Match.', schema: { type: 'string' } },
      'session-cookie': { description: 'The cookie of the session, or of the sign-in under way.', schema: { type: 'string' } },
      'retry-after': { description: 'Seconds to wait before the next attempt.', schema: { type: 'integer', minimum: 1 } },
    },
    responses: problemAnswers(),
    schemas: { Problem: PROBLEM_SCHEMA, ...SHARED_SCHEMAS },
  };
}

function referredTo(paths: string, { securitySchemes, ...shared }: Components): Components {
  const used: Components = {
    securitySchemes: Object.fromEntries(Object.entries(securitySchemes!).filter(([name]) => paths.includes(`{"${name}":[]}`))),
  };
  let text = paths;
  // Responses come before headers and schemas, because they refer to them.
  for (const kind of ['parameters', 'responses', 'headers', 'schemas']) {
    used[kind] = Object.fromEntries(Object.entries(shared[kind]!).filter(([name]) => text.includes(`"#/components/${kind}/${name}"`)));
    text += JSON.stringify(used[kind]);
  }
  return Object.fromEntries(Object.entries(used).filter(([, entries]) => Object.keys(entries).length > 0));
}
