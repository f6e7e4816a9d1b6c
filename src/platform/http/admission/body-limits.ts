import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '#kernel/errors.ts';
import { ADMISSION_LIMITS, type AdmissionLimits } from './admission-limits.ts';
import { type RefusalOptions, refuse } from './refusals.ts';
import '../../errors.ts';

/** Whether a request announces a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

const files = new WeakSet<IncomingMessage>();

/**
 * Marks a body as a file, which its handler reads as a stream. Only a route that accepts files does so, after it has checked the sender: the content type of a
 * request proves nothing.
 */
export function markAsFile(request: IncomingMessage): void {
  files.add(request);
}

/** Whether a body is a file. */
export function isFile(request: IncomingMessage): boolean {
  return files.has(request);
}

/** Whether the rest of a refused body is too large to read: the connection is then closed. */
export function leavesMuchUnread(request: IncomingMessage): boolean {
  const { 'content-length': announced, 'transfer-encoding': chunks } = request.headers;
  return request.complete === false && (chunks !== undefined || Number(announced ?? 0) > ADMISSION_LIMITS.unreadBytes);
}

/** Disconnects a client that sends a body too slowly. A file may take longer, and is stored aside until it is whole. Any other body is small. */
export function limitBody(request: IncomingMessage, response: ServerResponse, limits: AdmissionLimits, options: RefusalOptions): void {
  if (!hasBody(request)) return;
  const timer = setTimeout(() => {
    if (isFile(request)) return;
    if (!response.headersSent) {
      response.setHeader('connection', 'close');
      refuse(request, response, 'platform/too-slow', options);
    }
    response.once('close', () => request.destroy());
  }, limits.bodyMs);
  for (const over of ['end', 'close']) request.once(over, () => clearTimeout(timer));
}

/**
 * Limits the memory that bodies of anonymous clients occupy, from before they are read until the request is over: a complete body may still wait for a place.
 * `maxBytes` is the limit of the route; it counts where no length is announced. Throws platform/busy where there is no room: nothing was read or done, and the
 * client tries again.
 */
export function limitAnonymousBodies({ smallBody, anonymousBodies }: AdmissionLimits) {
  let totalBytes = 0;
  return (request: IncomingMessage, response: ServerResponse, maxBytes: number, isAnonymous: () => boolean): void => {
    if (!hasBody(request)) return;
    const bytes = Number(request.headers['content-length'] ?? maxBytes);
    // A body announced as larger than the limit is refused for its size. The body of a client that has disconnected is not read.
    if (bytes <= smallBody || bytes > maxBytes || response.destroyed || !isAnonymous()) return;
    if (totalBytes + bytes > anonymousBodies) throw new AppError('platform/busy');
    totalBytes += bytes;
    response.once('close', () => {
      totalBytes -= bytes;
    });
  };
}
