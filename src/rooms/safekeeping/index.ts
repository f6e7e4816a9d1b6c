/** The door of the room: the command line records proven backups and carries out deletion through here. */
export { backupStands } from './backup-stands.rules.ts';
export { deleteExpired } from './delete-expired.command.ts';
export { recordBackup } from './record-backup.command.ts';
