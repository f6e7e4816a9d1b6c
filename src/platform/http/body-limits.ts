import type { IncomingMessage, ServerResponse } from 'node:http';
import { BOUNDS, type Bounds } from './bounds.ts';
import { type RefusalOptions, refuse } from './refusals.ts';

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
