import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Command } from '../command.ts';
import type { Database } from '../db/transaction.ts';
import type { Permission } from '../identity/subject.ts';
import type { Platform } from '../platform.ts';
import { defineQuery, type Query } from '../query.ts';
import type { Keeping } from './kept-answers.ts';

/** Who is calling, as the request says: the session token of the desk cookie, and the client key of a write. */
export type Caller = { token: string | null; key: string };

/** A write: runs a command. `session` tells that it opens one (sign-in) or ends it. */
export type CommandRoute = {
  kind: 'command';
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  command: Command;
  session?: 'opens' | 'ends';
  /** Of a way in, whose body is read before it is known who sends it: how large it may be. */
  mostBytes?: number;
};

/** A read: runs a query. */
export type QueryRoute = { kind: 'query'; method: 'GET'; url: string; query: Query; kept?: Keeping };

type FileAddress = {
  kind: 'file';
  url: string;
  summary: string;
  handle: (platform: Platform, caller: Caller, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
};

/** A file out, or another answer that is not JSON. It declares its rule like every route and runs commands and queries inside. */
export type FileOut = FileAddress & {
  method: 'GET';
  permission: Permission | 'public' | 'signed-in';
  /** Everybody is answered the same, whoever they are: an answer made once is sent again while what it shows stands. `caller` is nobody then. */
  kept?: Keeping;
};

/** What a request says, path included, and what it is answered. */
export type JsonShape = { input: z.ZodType; answer: z.ZodType };

/** The party an address is about: `path` are its parameters, `find` answers as the `party` of a command does. */
export type PartyOfPath = { path: z.ZodObject; find: (path: never, db: Database) => MaybeParty | Promise<MaybeParty> };
type MaybeParty = string | null | undefined;

/**
 * A file in: the body is handed on as a stream (`application/octet-stream`), unread, or is JSON. The mount asks the permission, at the party of the address,
 * before a byte of it is read; null where no single party is concerned. What runs inside authorises the act itself.
 */
export type FileIn = FileAddress & {
  method: 'POST' | 'PUT';
  permission: Permission;
  party: PartyOfPath | null;
  /** What a JSON body and its answer are, for typed clients and the OpenAPI document: what runs inside checks both. */
  json?: JsonShape;
  /** What stands in path and query string beside a file, and the JSON answer; told for the same reason. */
  upload?: JsonShape;
  /** What the mount asks: a query, answered under the claims of whoever sends, by the database, where nothing can be written. */
  admission: Query;
};

/**
 * A body from anybody, of at most so many bytes: a form, which a page sends without script and therefore without a client key (whoever handles it sees to it
 * that twice is once), or JSON. `ticket` is asked before the body is read: it answers by itself where the caller has none. Nothing here starts a process.
 */
export type PublicIn = FileAddress & {
  method: 'POST' | 'PUT';
  permission: 'public';
  takes: 'form' | 'json';
  mostBytes: number;
  json?: JsonShape;
  ticket?: (platform: Platform, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;
};
export type FileRoute = FileOut | FileIn | PublicIn;

/**
 * An address of an interface with a specification of its own: bodies and answers are that specification's, faults too (`answerFault`). It declares its
 * rule like every route and runs commands and queries inside.
 */
export type InterfaceRoute = {
  kind: 'interface';
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  permission: Permission | 'public';
  summary: string;
  bodyLimit: number;
  /** Refuses whoever has no credential, by its headers alone, but for a small body that may bring it (`smallBody` of the bounds): it runs before the body is read. */
  admit: (platform: Platform, request: FastifyRequest) => Promise<void>;
  handle: (platform: Platform, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;
  /** Adds the specification's headers to the problem document of a fault. */
  answerFault: (platform: Platform, request: FastifyRequest, reply: FastifyReply, problem: { status: number }) => void;
};

export type Route = CommandRoute | QueryRoute | FileRoute | InterfaceRoute;

/** Binds a command to an address. Path parameters and body are split from the command's one input schema by the `:names` in the address. */
export function commandRoute<I extends z.ZodType, A extends z.ZodType>(route: {
  method?: CommandRoute['method'];
  url: string;
  command: Command<I, A>;
  session?: 'opens' | 'ends';
  mostBytes?: number;
}): CommandRoute {
  return { kind: 'command', method: 'POST', ...route, command: route.command as unknown as Command };
}

/** Binds a query to an address; what is not in the path comes from the query string. */
export function queryRoute<I extends z.ZodType, A extends z.ZodType>(route: {
  url: string;
  query: Query<I, A>;
  kept?: Keeping;
}): QueryRoute {
  return { kind: 'query', method: 'GET', ...route, query: route.query as unknown as Query };
}

/** Binds a file coming in or going out to an address. Throws where a file comes in at a party and it is not said which. */
export function fileRoute(route: Unnamed<FileRoute>): FileRoute {
  return 'party' in route ? { kind: 'file', ...route, admission: admissionOf(route) } : { kind: 'file', ...route };
}
type Unnamed<R> = R extends unknown ? Omit<R, 'kind' | 'admission'> : never;

function admissionOf({ url, summary, permission, party }: Unnamed<FileIn>): Query {
  if (party === null && url.includes('/:'))
    throw new Error(`${url}: say at which party ${permission} is asked for before the body is read.`);
  return defineQuery({
    name: summary as `${string}/${string}`,
    permission,
    input: party?.path ?? z.strictObject({}),
    answer: z.object({}),
    ...(party && { party: party.find as NonNullable<Query['party']> }),
    run: async () => ({}),
  }) as unknown as Query;
}

/** The party of an address, by its parameters. */
export function partyOf<P extends z.ZodObject>(
  path: P,
  find: (path: z.output<P>, db: Database) => MaybeParty | Promise<MaybeParty>,
): PartyOfPath {
  return { path, find };
}

/**
 * Input fields that come from headers, not from the body: the version from If-Match, the new session's token and the device from the server, and
 * the token of a sign-in under way from the cookie a session's would be in.
 */
export const HEADER_FIELDS = ['version', 'sessionToken', 'device', 'attemptToken'] as const;

/** The part of an input schema that stands in the path, and the part that stands in the body or the query string. */
export function splitInput(url: string, input: z.ZodType): { params: z.ZodObject | null; rest: z.ZodType; fields: readonly string[] } {
  const names = [...url.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  if (!(input instanceof z.ZodObject)) {
    if (names.length > 0) throw new Error(`${url}: an input with path parameters must be an object.`);
    return { params: null, rest: input, fields: [] };
  }
  const shape = Object.keys(input.shape);
  const missing = names.find((name) => !shape.includes(name));
  if (missing) throw new Error(`${url}: the input has no field ${missing}.`);
  const pick = Object.fromEntries(names.map((name) => [name, true] as const));
  const outside = [...names, ...HEADER_FIELDS.filter((name) => shape.includes(name))];
  const omit = Object.fromEntries(outside.map((name) => [name, true] as const));
  return {
    params: names.length > 0 ? input.pick(pick as Record<string, true>) : null,
    rest: outside.length > 0 ? input.omit(omit as Record<string, true>) : input,
    fields: shape,
  };
}
