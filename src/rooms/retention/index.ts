/** The public interface of the room: the command line records proven backups and runs deletion through it. */
export { backupStatus } from './backup-status.rules.ts';
export { lastDeletion } from './deletion/last-deletion.ts';
export { runDeletion } from './deletion/run-deletion.ts';
export { installationHome } from './installation-home.ts';
export { installationNews } from './installation-news.ts';
export { recordBackup } from './record-backup.command.ts';
