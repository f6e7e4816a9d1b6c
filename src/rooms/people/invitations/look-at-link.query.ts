import { AppError } from '#kernel/errors.ts';
import { defineQuery } from '#platform/query.ts';
import { Link, LookAtLink } from '../people.schema.ts';
import { lookAtLink as look } from '../people.store.ts';
import '../errors.ts';

/** The purpose of a one-time link, for its holder. */
export const lookAtLink = defineQuery({
  name: 'people/look-at-link',
  permission: 'public',
  input: LookAtLink,
  answer: Link,
  async run({ db }, { token }) {
    const link = await look(db, token);
    if (link === null) throw new AppError('people/link-spent');
    return Link.parse(link);
  },
});
