import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Command } from '../command.ts';
import type { Database } from '../db/transaction.ts';
import type { Permission } from '../identity/subject.ts';
import type { Platform } from '../platform.ts';
import { defineQuery, type Query } from '../query.ts';
import type { CachePolicy } from './response-cache.ts';

/** The caller, as the request states it: the session token of the desk cookie, and the client key of a write. */
export type Caller = { token: string | null; key: string };

/** A write: runs a command. `session` says that the command opens a session (sign-in) or ends one. */
export type CommandRoute = {
  kind: 'command';
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  command: Command;
  session?: 'opens' | 'ends';
  /** For a sign-in route, whose body is read before the sender is known: the largest body. */
  maxBytes?: number;
};

/** A read: runs a query. */
export type QueryRoute = { kind: 'query'; method: 'GET'; url: string; query: Query; cache?: CachePolicy; isShared?: true };

type FileAddress = { kind: 'file'; url: string; summary: string; handle: FileHandler };
type FileHandler<Q extends z.ZodObject = z.ZodObject> = (
  platform: Platform,
  caller: Caller,
  request: FastifyRequest,
  reply: FastifyReply,
  query: () => z.output<Q>,
) => Promise<unknown>;

/** A file download, or another answer that is not JSON. It declares its rule like every route and runs commands and queries inside. */
export type FileOut = FileAddress & {
  method: 'GET';
  permission: Permission | 'public' | 'signed-in';
  /**
   * The query string, as the API document shows it. It is checked where `handle` calls `query()`. Without it the query string is not checked.
   */
  query?: z.ZodObject;
  /** Every caller gets the same answer, so an answer is made once and sent again while its content is current. `caller` is then empty. */
  cache?: CachePolicy;
};

/** The input of a request, path included, and its answer. */
export type JsonShape = { input: z.ZodType; answer: z.ZodType };

/** The party an address is about. `path` holds its parameters; `find` answers as the `party` of a command does. */
export type PartyOfPath = { path: z.ZodObject; find: (path: never, db: Database) => MaybeParty | Promise<MaybeParty> };
type MaybeParty = string | null | undefined;

/**
 * A file upload: the body is passed on unread as a stream (`application/octet-stream`), or is JSON. The mount checks the permission at the party of the address
 * before it reads a byte of the body; null where no single party is concerned. The command inside authorises the operation itself.
 */
export type FileIn = FileAddress & {
  method: 'POST' | 'PUT';
  permission: Permission;
  party: PartyOfPath | null;
  /** The JSON body and its answer, for typed clients and the OpenAPI document. The command inside checks both. */
  json?: JsonShape;
  /** The path and query parameters of a file upload, and its JSON answer; declared for the same reason. */
  upload?: JsonShape;
  /** The check the mount runs: a read-only query under the claims of the sender. */
  admission: Query;
};

/**
 * A body from an anonymous sender, limited in bytes: JSON, a form that a page sends without script and so without a client key, or bytes (`application/octet-stream`).
 * The handler of a form or of bytes ensures that sending it twice has one effect. `checkTicket` runs before the body is read and answers the request itself if
 * the caller has no ticket. Without a ticket nothing here starts a process.
 */
export type PublicIn = FileAddress & {
  method: 'POST' | 'PUT';
  permission: 'public';
  bodyType: 'form' | 'json' | 'bytes';
  maxBytes: number;
  json?: JsonShape;
  checkTicket?: (platform: Platform, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply | undefined>;
};

/**
 * A form with files (`multipart/form-data`) from the holder of a ticket without an account. It is passed on unread as a stream, like the upload of a file, so that it
 * may take its time and occupies no memory. The handler limits its size, and ensures that sending it twice has one effect.
 */
export type TicketUpload = FileAddress & {
  method: 'POST';
  permission: 'public';
  bodyType: 'upload';
  checkTicket: NonNullable<PublicIn['checkTicket']>;
};
export type FileRoute = FileOut | FileIn | PublicIn | TicketUpload;

/**
 * An address of an interface with a specification of its own. Bodies, answers and faults (`answerFault`) follow that specification. It declares its rule like
 * every route and runs commands and queries inside.
 */
export type InterfaceRoute = {
  kind: 'interface';
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  permission: Permission | 'public';
  summary: string;
  bodyLimit: number;
  /**
   * Refuses a caller without a credential. It runs before the body is read and looks at headers alone, except where a small body (`smallBody` of the admission limits)
   * may carry the credential.
   */
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
  maxBytes?: number;
}): CommandRoute {
  return { kind: 'command', method: 'POST', ...route, command: route.command as unknown as Command };
}

/** Binds a query to an address; what is not in the path comes from the query string. */
export function queryRoute<I extends z.ZodType, A extends z.ZodType>(route: {
  url: string;
  query: Query<I, A>;
  cache?: CachePolicy;
  /**
   * Everybody who may read gets the same answer, and nothing in it is secret: it is compressed, and a browser that has it is sent 304. The query still runs for
   * each caller.
   */
  isShared?: true;
}): QueryRoute {
  return { kind: 'query', method: 'GET', ...route, query: route.query as unknown as Query };
}

/** Binds a file download or upload to an address. Throws where an upload at a party does not say which party. */
export function fileRoute<Q extends z.ZodObject>(route: RouteInput<FileRoute, Q>): FileRoute {
  const bound = { kind: 'file', ...route } as unknown as FileRoute;
  return 'party' in bound ? { ...bound, admission: admissionOf(bound) } : bound;
}
// Distributes over the kinds of file routes; `query` gives the type of what `handle` gets.
type RouteInput<R, Q extends z.ZodObject> = R extends FileRoute
  ? Omit<R, 'kind' | 'admission' | 'query' | 'handle'> & (R extends FileOut ? { query?: Q } : unknown) & { handle: FileHandler<Q> }
  : never;

function admissionOf({ url, summary, permission, party }: Omit<FileIn, 'admission'>): Query {
  if (party === null && url.includes('/:'))
    throw new Error(`${url}: name the party at which ${permission} is required before the body is read.`);
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
 * Input fields that come from headers instead of the body: the version from If-Match, the new session's token and the device from the server, and the token of
 * a pending sign-in from the session cookie.
 */
export const HEADER_FIELDS = ['version', 'sessionToken', 'device', 'attemptToken'] as const;

/** The part of an input schema that is in the path, and the part that is in the body or the query string. */
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
  // Made when they are read: only the description of the API needs them. It does not describe what fields must be to each other, and zod divides no such input.
  const apart = () => input.clone({ ...input.def, checks: [] });
  return {
    get params() {
      return names.length > 0 ? apart().pick(pick as Record<string, true>) : null;
    },
    get rest() {
      return outside.length > 0 ? apart().omit(omit as Record<string, true>) : input;
    },
    fields: shape,
  };
}
