import { z } from 'zod';
import { type Group, isIn } from '#kernel/roles.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { readRegister } from '#rooms/parties/index.ts';
import { BoardScopes } from './board.schema.ts';
import '../permissions.ts';

/** The parties and operations whose board this reader may see: where they train or lead. */
export async function scopesOf(context: QueryContext): Promise<BoardScopes['scopes']> {
  const { sole, kind, grants } = subjectOf(context);
  const all = sole || kind === 'installation';
  const at = (name: Group) => new Set(grants.filter((grant) => isIn(name, grant.role)).flatMap(({ party }) => party ?? []));
  const [training, leading] = [at('trainers'), at('leaders')];
  const filter = all ? { kinds: ['nation', 'body', 'operation', 'contractor'] as const } : { ids: [...new Set([...training, ...leading])] };
  const { parties } = await readRegister(context.db, filter);
  return parties.map(({ id, code, kind: what, name }) => ({
    id,
    code,
    kind: what,
    name,
    keeps: all || training.has(id),
    leads: all || leading.has(id),
  }));
}

/** The same for the page of readiness. */
export const listScopes = defineQuery({
  name: 'training/list-scopes',
  permission: 'training:see',
  input: z.strictObject({}),
  answer: BoardScopes,
  run: async (context) => ({ scopes: await scopesOf(context) }),
});
