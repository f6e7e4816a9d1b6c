import { AppError } from '#kernel/errors.ts';
import { type CommandContext, unwrap } from '#platform/command.ts';
import { lastFixedDay } from '../parameters/parameter-value.rules.ts';
import { decideImported, type ImportedAction, type ImportedState } from './edition.rules.ts';
import { type LockedImport, lockImported } from './imported-edition.store.ts';
import '../errors.ts';

/** The imported edition of a command, locked, with the state that the action leads to. */
export async function importedForAction(
  { db, now }: Pick<CommandContext, 'db' | 'now'>,
  { importId, version }: { importId: string; version: number },
  action: ImportedAction,
): Promise<{ found: LockedImport; state: ImportedState }> {
  const found = await lockImported(db, importId);
  if (found === undefined) throw new AppError('platform/not-found');
  if (found.version !== version) throw new AppError('platform/stale', { current: found.version, yours: version });
  return { found, state: unwrap(decideImported(found, action, lastFixedDay(now))) };
}
