/** One field the server refused, by its path in the body (`calendar.opens`). `code` is the kind of fault; `kit/fields/faults.ts` words it. */
export type FieldFault = { path: string; code: string; message: string };

/** Why the server refused, worded by it in the reader's language. Status 0: the server was not reached. */
export class Problem extends Error {
  readonly status: number;
  /** `room/problem`, as docs/errors.md lists them; `desk/unreachable` and `desk/unreadable` are the client's own. */
  readonly code: string;
  readonly fields: readonly FieldFault[];
  /** The whole answer of the server, for fields of a single error (`reference`, `current` and `yours` of a stale edit). */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Readonly<Record<string, unknown>>) {
    super(typeof body.title === 'string' ? body.title : '');
    this.name = 'Problem';
    this.status = status;
    this.code = typeof body.code === 'string' ? body.code : 'desk/unreadable';
    this.fields = Array.isArray(body.fields) ? (body.fields as FieldFault[]) : [];
    this.details = body;
  }
}

/** Whether the same request may succeed in a moment: no network, a proxy without an answer of the server, too slow, too busy, database away, disk full. */
export function isTemporary(error: unknown): boolean {
  return error instanceof Problem && [0, 408, 429, 502, 503, 504, 507].includes(error.status);
}

/** Whether the object has changed since it was read. */
export function isStale(error: unknown): error is Problem {
  return error instanceof Problem && error.status === 412;
}
