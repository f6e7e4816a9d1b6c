import type { IncomingMessage, ServerResponse } from 'node:http';
import { BOUNDS, type Bounds } from './bounds.ts';
import { type RefusalOptions, refuse } from './refusals.ts';

/** Whether a request announces a body. */
export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Whether a body is a file, which the handler reads. */
export function isFile({ headers }: IncomingMessage): boolean {
  return headers['content-type'] === 'application/octet-stream';
}

/** Whether more of a body is still to come than is worth taking in once it was refused: the connection is closed then. */
export function leavesMuchUnread(request: IncomingMessage): boolean {
  const { 'content-length': announced, 'transfer-encoding': pieces } = request.headers;
  return request.complete === false && (pieces !== undefined || Number(announced ?? 0) > BOUNDS.unreadBytes);
}

/** Cuts off who sends a body too slowly. Files may take their time; they are kept aside until they are whole. Anything else is small. */
export function limitBody(request: IncomingMessage, response: ServerResponse, bounds: Bounds, options: RefusalOptions): void {
  if (!hasBody(request) || isFile(request)) return;
  const timer = setTimeout(() => {
    if (!response.headersSent) {
      response.setHeader('connection', 'close');
      refuse(request, response, 'platform/too-slow', options);
    }
    response.once('close', () => request.destroy());
  }, bounds.bodyMs);
  for (const over of ['end', 'close']) request.once(over, () => clearTimeout(timer));
}
