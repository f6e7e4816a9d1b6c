import { defineHomePart } from '#platform/home/home-part.ts';
import { readMailState } from '#platform/mail/mail-state.ts';
import { backupStatus } from './backup-status.rules.ts';
import { InstallationHome } from './installation-home.schema.ts';
import { readBackups } from './retention.store.ts';
import './permissions.ts';

/** Whether the installation is healthy, its backups are proven and its mail is sent: for its administrator. */
export const installationHome = defineHomePart({
  name: 'installation',
  group: 'platform-admins',
  permission: 'retention:see',
  answer: InstallationHome,
  async run({ db, now, platform }) {
    const [backups, state] = await Promise.all([readBackups(db), platform.services.mailer === undefined ? null : readMailState(db, now)]);
    const [newest] = backups;
    const status = backupStatus(newest?.created_at ?? null, now);
    const mail = state && { waiting: state.waiting, sent: state.sent, failed: state.failed.length };
    const disk: 'ok' | 'low' = platform.diskIsLow() ? 'low' : 'ok';
    return {
      backupStatus: status,
      disk,
      lastBackup: newest ? { createdAt: newest.created_at.toISOString(), provenAt: newest.proven_at.toISOString() } : null,
      mail,
      late: (status === 'proven' ? 0 : 1) + (disk === 'ok' ? 0 : 1) + (mail?.failed ?? 0),
      // What is due for deletion is counted on its page: the count reads every row, and the program deletes automatically. Nobody has to act by a date.
      next: null,
    };
  },
});
