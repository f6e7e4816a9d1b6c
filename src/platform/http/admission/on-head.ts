import type { ServerResponse } from 'node:http';

/** Calls back when the head of an answer is written. */
export function onHead(response: ServerResponse, onWritten: () => void): void {
  const writeHead = response.writeHead as (...args: unknown[]) => ServerResponse;
  response.writeHead = (...args: unknown[]) => {
    onWritten();
    return writeHead.apply(response, args);
  };
}
