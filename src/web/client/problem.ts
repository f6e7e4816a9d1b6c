/** One field the server refused, by its path in the body (`calendar.opens`); `code` says what kind of fault, `kit/fields/faults.ts` words it. */
export type FieldFault = { path: string; code: string; message: string };

/** Why the server refused, worded by it in the reader's language. Status 0: it was not reached at all. */
export class Problem extends Error {
  readonly status: number;
  /** `room/problem`, as docs/errors.md lists them; `desk/unreachable` and `desk/unreadable` are the client's own. */
  readonly code: string;
  readonly fields: readonly FieldFault[];
  /** All the server said, for what a single error carries beside its text (`reference`, `current` and `yours` of a stale edit). */
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

/** Whether the same request may well succeed in a moment: no network, too busy, database away, disk full. */
export function mayPass(error: unknown): boolean {
  return error instanceof Problem && [0, 429, 503, 507].includes(error.status);
}

/** Whether somebody changed the thing since it was read. */
export function isStale(error: unknown): error is Problem {
  return error instanceof Problem && error.status === 412;
}
