const limits = {
  /** Connections open at once. The next one replaces an idle one; where none is idle, the new one is closed unread (connections.ts). */
  connections: 2_000,
  /** How long an idle connection is kept: normally, and while more than half of all connections are open. */
  keepAliveMs: 72_000,
  fullerKeepAliveMs: 5_000,
  /** A connection that has not sent a whole request head after this time counts as idle too. */
  silentMs: 2_000,
  /** Time limits for sending the head of a request, a JSON body, and a whole file; and for how long an answer may stay unread. */
  headMs: 10_000,
  bodyMs: 20_000,
  requestMs: 300_000,
  /** How much of a refused body is still read, so that the connection can be used again. */
  unreadBytes: 64 * 1024,
  /**
   * Total bytes of anonymous bodies larger than `smallBody` held at once, by their announced length. Smaller bodies are limited by the number of connections.
   */
  anonymousBodies: 64 * 1024 * 1024,
  smallBody: 32 * 1024,
  /**
   * Requests of signed-in people worked on at once: three for each of two processors, slightly fewer than the pool has connections. More would only slow all of
   * them.
   */
  working: 6,
  /**
   * Requests whose session this process has not verified yet: anonymous clients with or without an invented session, learners, links without an account, and
   * the first request of a session after a start. They wait first in, first out, one per connection, so that each is served however many there are.
   */
  unverified: 4,
  unverifiedWaitMs: 30_000,
  /**
   * Batches of learning systems have places of their own: they run one after the other on one connection, and wait most of the time for their turn there or for
   * the disk.
   */
  batches: 10,
  /**
   * Public pages that have to be made: anonymous clients take no place of signed-in people, whatever they request. One at a time, because making a page mostly
   * occupies the thread.
   */
  anonymous: 1,
  /**
   * A request that takes longer than this is waiting for something else, such as a report being printed. It is no longer counted, so that it does not block
   * others.
   */
  slowMs: 250,
  /**
   * Largest number of such slow requests. More than the printing queues can hold means that the database or the machine is overloaded, and admitting more would
   * only make all wait longer.
   */
  slow: 24,
  /** How many requests may wait for their turn, and for how long: a page sends several requests at once, and so do a few people. */
  waiting: 40,
  maxWaitMs: 1_000,
  /**
   * With more requests waiting than this, there is a crowd, and for this long afterwards. In a crowd no request waits longer than this, because waiting would
   * be useless.
   */
  overload: 16,
  overloadMs: 1_000,
  overloadWaitMs: 20,
  retryAfterSeconds: 2,
};
export type AdmissionLimits = typeof limits;

/** The limits of one process. It has a pool of 8 connections and one thread. */
export const ADMISSION_LIMITS: Readonly<AdmissionLimits> = Object.freeze(limits);
