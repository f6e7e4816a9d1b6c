import { defineHomePart } from '#platform/home/home-part.ts';
import { getRetention } from './get-retention.query.ts';
import { InstallationHome } from './installation-home.schema.ts';
import './permissions.ts';

/** Whether backups are proven, mail is sent and old data are deleted: for the administrator of the installation. */
export const installationHome = defineHomePart({
  name: 'installation',
  group: 'platform-admins',
  permission: 'retention:see',
  answer: InstallationHome,
  async run(context) {
    const { backupStatus, backups, mail, rules } = await getRetention.run(context, {});
    const failed = mail?.failed.length ?? 0;
    return {
      backupStatus,
      lastBackup: backups[0] ? { createdAt: backups[0].createdAt, provenAt: backups[0].provenAt } : null,
      mail: mail && { waiting: mail.waiting, sent: mail.sent, failed },
      due: rules.reduce((sum, { due }) => sum + due, 0),
      held: rules.reduce((sum, { held }) => sum + held, 0),
      late: (backupStatus === 'proven' ? 0 : 1) + failed,
      // The program deletes by itself: nobody has to act on that date, and it must not put this part before a question that somebody has to answer.
      next: null,
    };
  },
});
