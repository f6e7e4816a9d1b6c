const bounds = {
  /** Connections open at once; for the next an idle one is closed, and where there is none it is closed unheard (connections.ts). */
  connections: 2_000,
  /** How long a connection may be kept that asks nothing: mostly, and while more than half of them are open. */
  keepAliveMs: 72_000,
  crowdedKeepAliveMs: 5_000,
  /** Who has been connected for so long and not sent a whole request head is idle too. */
  silentMs: 2_000,
  /** Time to send the head of a request, its body where that is JSON, and everything where it is a file; and for how long nothing of an answer may be read. */
  headMs: 10_000,
  bodyMs: 20_000,
  requestMs: 300_000,
  /** Of a body that was refused, so much is still taken in, so that the connection can go on. */
  unreadBytes: 64 * 1024,
  /** Bodies of strangers, larger than `smallBody`, that are held at once: so many bytes together, by what they announce. Smaller ones are bounded by the connections. */
  strangersBodies: 64 * 1024 * 1024,
  smallBody: 32 * 1024,
  /** Requests of people signed in that are worked on: three for each of two processors, a little less than the pool carries. More would only make all others slower. */
  working: 6,
  /**
   * Requests whose session this process has not verified yet: strangers with or without a made-up session, learners, links without account, and the first request of a
   * session after a start. They wait first in, first out, one on each connection, so that each is served however many there are.
   */
  unverified: 4,
  unverifiedPatienceMs: 30_000,
  /** Batches of learning systems beside them: they follow each other on one connection, and most of their time wait for their turn there or for the disk. */
  batches: 10,
  /** Pages for everybody that have to be made: strangers take no place of those who are signed in, whatever they ask for. One at a time: it is mostly the thread's work. */
  strangers: 1,
  /** What takes longer than this waits for something else, as a report for its printer, and must not keep others out: it is no longer counted. */
  slowMs: 250,
  /** So many at most: more of them than wait for printers mean that the database or the machine is behind, and then taking on more would only make all wait longer. */
  slow: 24,
  /** Requests that may wait for their turn, and for how long: a page asks for several things at once, and so do a few people. */
  waiting: 40,
  patienceMs: 1_000,
  /** Where more than so many wait it is a crowd, and counts as one for so long after. In a crowd nobody waits longer than this: it would be in vain. */
  crowd: 16,
  crowdMs: 1_000,
  crowdPatienceMs: 20,
  retryAfterSeconds: 2,
};
export type Bounds = typeof bounds;

/** What one process takes on. Behind it stand a pool of 8 connections and one thread. */
export const BOUNDS: Readonly<Bounds> = Object.freeze(bounds);
