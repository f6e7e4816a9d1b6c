import { defineCommand } from '#platform/command.ts';
import { SUPPORT_CLAUSES } from '../clauses.ts';
import { ChannelAnswer, CreateChannel } from './channel.schema.ts';
import '../errors.ts';
import '../permissions.ts';

/** Creates a channel as a draft (5e, A1.5): readers join, a list is signed, then it is opened. */
export const createChannel = defineCommand({
  name: 'reports/create-channel',
  permission: 'reports:keep-channel',
  clauses: SUPPORT_CLAUSES,
  input: CreateChannel,
  answer: ChannelAnswer,
  party: ({ partyId }) => partyId,
  async run({ db, write, subject, now, newId }, { partyId, operationId, parentId, slug, name, firstKey }) {
    const id = newId();
    write(
      db.insertInto('reports.channel').values({
        id,
        party_id: partyId,
        operation_id: operationId,
        parent_id: parentId,
        slug,
        name: JSON.stringify(name),
        first_key: Buffer.from(firstKey, 'base64'),
        created_at: now,
        created_by: subject.person,
      }),
    );
    return {
      answer: { id, state: 'draft' as const, version: 1 },
      entry: { subjectKind: 'channel', subjectId: id, partyId, detail: { slug, name, firstKey, operation: operationId, parent: parentId } },
    };
  },
});
