import { AppError } from '#kernel/errors.ts';
import { actor } from './checks/actor-check.rules.ts';
import { type Raw, VERSIONS, type Version } from './checks/form.rules.ts';
import { isIri, isUuid, momentOf } from './checks/formats.rules.ts';
import { identityOf } from './checks/identity.rules.ts';
import { readJson } from './checks/read-json.rules.ts';
import './errors.ts';

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';
/** A request as the specification defines it, in either syntax. */
export type XapiRequest = {
  method: Method;
  headers: Readonly<Record<string, string | undefined>>;
  parameters: ReadonlyMap<string, string>;
  body: Buffer;
};

const FORM = 'application/x-www-form-urlencoded';
const HEADERS_OF_FORM = ['authorization', 'x-experience-api-version', 'content-type', 'content-length', 'if-match', 'if-none-match'];

/** Parses a request, also one sent as a form by an old browser (alternate request syntax, 1.0.3 only). */
export function readRequest(method: Method, search: string, headers: XapiRequest['headers'], body: Buffer): XapiRequest {
  const parameters = single(new URLSearchParams(search));
  const meant = parameters.get('method');
  if (method !== 'POST' || meant === undefined || /^2\./.test(headers['x-experience-api-version'] ?? ''))
    return { method, headers, parameters, body };
  if (!['GET', 'PUT', 'POST', 'DELETE'].includes(meant) || parameters.size > 1)
    throw new AppError('lrs/parameter-unknown', { name: 'method' });
  if (!(headers['content-type'] ?? FORM).startsWith(FORM)) throw new AppError('lrs/wrong-form', { at: 'Content-Type', form: FORM });
  const fields = single(new URLSearchParams(body.toString('utf8')));
  const allHeaders: Record<string, string | undefined> = { ...headers, 'content-type': 'application/json' };
  const rest = new Map<string, string>();
  for (const [name, value] of fields) {
    if (HEADERS_OF_FORM.includes(name.toLowerCase())) allHeaders[name.toLowerCase()] = value;
    else if (name !== 'content') rest.set(name, value);
  }
  const content = fields.get('content');
  if (content === undefined && (meant === 'PUT' || meant === 'POST')) throw new AppError('lrs/parameter-missing', { name: 'content' });
  return { method: meant as Method, headers: allHeaders, parameters: rest, body: Buffer.from(content ?? '') };
}

function single(search: URLSearchParams): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of search) {
    if (found.has(name)) throw new AppError('lrs/parameter-wrong', { name, form: '1' });
    found.set(name, value);
  }
  return found;
}

/** The version of a request, or undefined if it is not supported. */
export function versionOf(header: string | undefined): Version | undefined {
  if (/^1\.0(\.\d+)?$/.test(header ?? '')) return VERSIONS[0];
  return /^2\.0(\.\d+)?$/.test(header ?? '') ? VERSIONS[1] : undefined;
}

type Reader<T> = (value: string, name: string) => T;
const wrongParameter = (name: string, form: string) => new AppError('lrs/parameter-wrong', { name, form });
const fitting =
  (fits: (value: string) => boolean, form: string): Reader<string> =>
  (value, name) => {
    if (!fits(value)) throw wrongParameter(name, form);
    return value;
  };

export const aUuid = fitting(isUuid, 'UUID');
export const anIri = fitting(isIri, 'IRI');
export const parseMoment: Reader<string> = (value, name) => {
  const moment = momentOf(value);
  if (moment === undefined) throw wrongParameter(name, 'ISO 8601');
  // A UTC time is kept as received, because it may be finer than a millisecond.
  return /^[-\dT:.]+Z$/.test(value) ? value : moment.toISOString();
};
export const parseFlag: Reader<boolean> = (value, name) => {
  if (value !== 'true' && value !== 'false') throw wrongParameter(name, 'true | false');
  return value === 'true';
};
export const parseCount: Reader<number> = (value, name) => {
  if (!/^\d{1,9}$/.test(value)) throw wrongParameter(name, '0, 1, 2…');
  return Number(value);
};
export const aName = fitting((value) => value.length >= 1 && value.length <= 1000, '1…1000');
export const aFormat = fitting((value) => ['ids', 'exact', 'canonical'].includes(value), 'ids | exact | canonical');

/** An agent or an identified group, from JSON, with its identifier. */
export const parseAgent: Reader<{ raw: Raw; identity: string }> = (value, name) => {
  let raw: unknown;
  try {
    raw = readJson(Buffer.from(value));
    actor(raw, name, '1.0.3');
  } catch {
    throw wrongParameter(name, 'Agent');
  }
  const identity = identityOf(raw as Raw);
  if (identity === undefined) throw wrongParameter(name, 'Agent');
  return { raw: raw as Raw, identity };
};

/** Reads the parameters a resource knows. An unknown parameter, or a missing required one, refuses the request. */
export function readParameters<const R extends Record<string, Reader<unknown>>, const N extends keyof R & string>(
  parameters: ReadonlyMap<string, string>,
  readers: R,
  needed: readonly N[],
): { [K in keyof R]?: ReturnType<R[K]> } & { [K in N]: ReturnType<R[K]> } {
  const found: Record<string, unknown> = {};
  for (const [name, value] of parameters) {
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    if (read === undefined) throw new AppError('lrs/parameter-unknown', { name: /^\w{1,40}$/.test(name) ? name : '?' });
    found[name] = read(value, name);
  }
  for (const name of needed) if (!(name in found)) throw new AppError('lrs/parameter-missing', { name });
  return found as { [K in keyof R]?: ReturnType<R[K]> } & { [K in N]: ReturnType<R[K]> };
}
