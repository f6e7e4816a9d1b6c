import type { Day } from '#kernel/day.ts';
import type { GivenList } from '../worker/channel-protocol.ts';
import type { Channel } from './channels-data.ts';

/** What the worker checks before it encrypts to the readers of a channel. */
export function givenList({ id, firstKey, successors, signedList }: Channel, today: Day): GivenList {
  return { channel: id, keys: { first: firstKey, successors }, signed: signedList ?? '', today };
}
