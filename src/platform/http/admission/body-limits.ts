import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '#kernel/errors.ts';
import { BOUNDS, type Bounds } from './bounds.ts';
import { type RefusalOptions, refuse } from './refusals.ts';
import '../../errors.ts';

/** Whether a request announces a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

const files = new WeakSet<IncomingMessage>();

/** Says that a body is a file, which its handler reads as it comes. Only an address that takes files does so, and after it was asked who sends: what a request calls its body says nothing. */
export function markAsFile(request: IncomingMessage): void {
  files.add(request);
}

/** Whether a body is a file. */
export function isFile(request: IncomingMessage): boolean {
  return files.has(request);
}

/** Whether more of a body is still to come than is worth taking in once it was refused: the connection is closed then. */
export function leavesMuchUnread(request: IncomingMessage): boolean {
  const { 'content-length': announced, 'transfer-encoding': pieces } = request.headers;
  return request.complete === false && (pieces !== undefined || Number(announced ?? 0) > BOUNDS.unreadBytes);
}

/** Cuts off who sends a body too slowly. Files may take their time; they are kept aside until they are whole. Anything else is small. */
export function limitBody(request: IncomingMessage, response: ServerResponse, bounds: Bounds, options: RefusalOptions): void {
  if (!hasBody(request)) return;
  const timer = setTimeout(() => {
    if (isFile(request)) return;
    if (!response.headersSent) {
      response.setHeader('connection', 'close');
      refuse(request, response, 'platform/too-slow', options);
    }
    response.once('close', () => request.destroy());
  }, bounds.bodyMs);
  for (const over of ['end', 'close']) request.once(over, () => clearTimeout(timer));
}

/**
 * Bounds what bodies of strangers hold of memory, from before they are read until the request is over: one that is complete may still wait for a place. `mostBytes` is what
 * the route takes; it counts where no length is announced. Throws platform/busy where there is no room: nothing was read or done, and the sender tries again.
 */
export function limitStrangersBodies({ smallBody, strangersBodies }: Bounds) {
  let held = 0;
  return (request: IncomingMessage, response: ServerResponse, mostBytes: number, isStranger: () => boolean): void => {
    if (!hasBody(request)) return;
    const bytes = Number(request.headers['content-length'] ?? mostBytes);
    // What announces more than is taken is refused for that, and of who left nothing is read.
    if (bytes <= smallBody || bytes > mostBytes || response.destroyed || !isStranger()) return;
    if (held + bytes > strangersBodies) throw new AppError('platform/busy');
    held += bytes;
    response.once('close', () => {
      held -= bytes;
    });
  };
}
