import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { DevicesEnded, EndDevice, EndOthers } from './account.schema.ts';
import { endDevices } from './account.store.ts';
import '../permissions.ts';

/** Signs out one of the subject's own devices, from its next request on. */
export const endDevice = defineCommand({
  name: 'people/end-device',
  permission: 'people:self',
  operational: 'access',
  runsOnLowDisk: true,
  input: EndDevice,
  answer: DevicesEnded,
  async run({ db }, { sessionId }) {
    const ended = await endDevices(db, sessionId);
    if (ended === 0) throw new AppError('platform/not-found');
    return { answer: { ended }, entry: { subjectKind: 'session', subjectId: sessionId, partyId: null, detail: {} } };
  },
});

/** Signs out all other devices of the subject. */
export const endOtherDevices = defineCommand({
  name: 'people/end-other-devices',
  permission: 'people:self',
  operational: 'access',
  runsOnLowDisk: true,
  input: EndOthers,
  answer: DevicesEnded,
  async run({ db, subject }) {
    const ended = await endDevices(db, null);
    return { answer: { ended }, entry: { subjectKind: 'person', subjectId: subject.person, partyId: null, detail: { ended } } };
  },
});
