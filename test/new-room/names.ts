import { currentEdition } from '#rooms/policy/index.ts';

/** The forms of the name of a new room: `war-graves`, schema `war_graves`, `warGraves`, `WarGraves`, `WAR_GRAVES`, "War graves"; and its obligation. */
export type Names = {
  id: string;
  schema: string;
  camel: string;
  type: string;
  constant: string;
  title: string;
  obligation: string;
  clause: string;
};

/** Throws if the name is not kebab-case or the current policy has no such obligation. */
export function namesOf(id: string, obligation: string): Names {
  if (!/^[a-z]{3,}(-[a-z]+)*$/.test(id)) throw new Error(`A room is named in lower case, such as demand or war-graves: ${id} is not.`);
  const type = id.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
  return {
    id,
    schema: id.replaceAll('-', '_'),
    camel: type[0]!.toLowerCase() + type.slice(1),
    type,
    constant: id.replaceAll('-', '_').toUpperCase(),
    title: id[0]!.toUpperCase() + id.slice(1).replaceAll('-', ' '),
    obligation,
    clause: currentEdition().obligation(obligation).clause,
  };
}
