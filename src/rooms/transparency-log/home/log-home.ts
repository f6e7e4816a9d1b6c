import { defineHomePart } from '#platform/home/home-part.ts';
import { getLog } from '../get-log.query.ts';
import { LogHome } from '../log.schema.ts';
import '../permissions.ts';

/** Whether the log is published and witnessed: for the auditor. The verification itself runs outside the program. */
export const logHome = defineHomePart({
  name: 'log',
  group: 'auditors',
  permission: 'transparency-log:state',
  answer: LogHome,
  async run(context) {
    const { size, published, witnessing, witnessedUpTo, witnesses } = await getLog.run(context, {});
    const isLate = witnessing === 'behind' || witnessing === 'forked';
    return { size, published, witnessing, witnessedUpTo, witnesses: witnesses.length, late: isLate ? 1 : 0, next: null };
  },
});
