import type { Pool } from 'pg';
import { describe, expect, test } from 'vitest';
import { commitInOrder } from './ordered-commit.ts';

type Sent = { statements: { text: string }[]; resolve: (rows: unknown[]) => void; reject: (error: unknown) => void };

/**
 * A pool whose connections hold back what is sent on them until the test answers it. The first connection writes the transactions, the second waits for the
 * disk.
 */
function givenPool() {
  const connections: { sent: Sent[]; released: boolean | undefined }[] = [];
  const pool = {
    connect: async () => {
      const connection = { sent: [] as Sent[], released: undefined as boolean | undefined };
      connections.push(connection);
      return {
        connection: { parsedStatements: {} },
        connectionParameters: { query_timeout: false },
        query: (one: Sent & { names?: unknown }) => {
          // Statements that only prepare others are answered at once.
          if (one.statements.every((statement) => 'values' in statement)) connection.sent.push(one);
          else one.resolve([]);
        },
        release: (isLost: boolean) => {
          connection.released = isLost;
        },
      };
    },
  };
  return { pool: pool as unknown as Pool, connections };
}

const act = [{ text: 'insert', values: [1], describe: false as const }];
const turn = () => new Promise((resolve) => setImmediate(resolve));

function watched(promise: Promise<void>) {
  const watch: { state: 'open' | 'kept' | 'lost' } = { state: 'open' };
  promise.then(
    () => {
      watch.state = 'kept';
    },
    () => {
      watch.state = 'lost';
    },
  );
  return watch;
}

describe('transactions in the ordered queue', () => {
  test('that commit while a flush is under way wait for the next one: it may have begun before they committed', async () => {
    const { pool, connections } = givenPool();
    const [first, second] = [watched(commitInOrder(pool, act)), watched(commitInOrder(pool, act))];
    await turn();
    const [acts, disk] = [connections[0]!, connections[1]!];
    acts.sent[0]!.resolve([]);
    await turn();
    expect(disk.sent).toHaveLength(1);
    acts.sent[1]!.resolve([]);
    await turn();
    expect([first.state, second.state]).toEqual(['open', 'open']);
    disk.sent[0]!.resolve([]);
    await turn();
    expect([first.state, second.state]).toEqual(['kept', 'open']);
    disk.sent[1]!.resolve([]);
    await turn();
    expect(second.state).toBe('kept');
    expect(connections.map(({ released }) => released)).toEqual([false, false]);
  });

  test('are abandoned with both connections once a flush failed, and the next ones use new connections', async () => {
    const { pool, connections } = givenPool();
    const [first, second] = [watched(commitInOrder(pool, act)), watched(commitInOrder(pool, act))];
    await turn();
    for (const sent of connections[0]!.sent) sent.resolve([]);
    await turn();
    connections[1]!.sent[0]!.reject(new Error('No space left on device'));
    await turn();
    connections[1]!.sent[1]?.reject(new Error('No space left on device'));
    await turn();
    expect([first.state, second.state]).toEqual(['lost', 'lost']);
    expect(connections.map(({ released }) => released)).toEqual([true, true]);
    void commitInOrder(pool, act);
    await turn();
    expect(connections).toHaveLength(4);
  });

  test('are at most twelve in progress', async () => {
    const { pool, connections } = givenPool();
    for (let n = 0; n < 30; n += 1) void commitInOrder(pool, act);
    await turn();
    expect(connections[0]!.sent).toHaveLength(12);
    connections[0]!.sent[0]!.resolve([]);
    await turn();
    expect(connections[0]!.sent).toHaveLength(13);
  });
});
