/** The door of the room: the command line records proven backups and carries out deletion through here. */
export { deleteExpired } from './delete-expired.command.ts';
export { recordBackup } from './record-backup.command.ts';
