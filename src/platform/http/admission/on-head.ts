import type { ServerResponse } from 'node:http';

/** Calls back when the head of an answer is written. */
export function onHead(response: ServerResponse, onWritten: () => void): void {
  const writeHead = response.writeHead as (...words: unknown[]) => ServerResponse;
  response.writeHead = (...words: unknown[]) => {
    onWritten();
    return writeHead.apply(response, words);
  };
}
