import { useQuery } from '@tanstack/react-query';
import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { Tasks as TasksSchema } from '#rooms/reviews/part.schema.ts';
import { answerOf, get } from '../client/api.ts';
import { useSay } from '../client/language.ts';
import { holds, useSession } from '../client/session.ts';
import { Icon } from '../kit/Icon.tsx';
import { Wordmark } from '../kit/Wordmark.tsx';
import { sayDesk } from '../texts/texts.ts';
import { NAVIGATION } from './navigation-plan.ts';
import { SignedIn } from './SignedIn.tsx';

type Tasks = z.infer<typeof TasksSchema>;

/** The navigation at the left; a menu where the window is narrow. */
export function Navigation() {
  const say = useSay(sayDesk);
  const session = useSession();
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const tasks = useQuery({
    queryKey: ['review-tasks'],
    queryFn: ({ signal }) => get('/review-tasks', answerOf<Tasks>(), signal),
    select: (answer) => answer.tasks.length,
  }).data;
  const access = useQuery({
    queryKey: ['access', 'tasks'],
    queryFn: ({ signal }) => get('/access-tasks', answerOf<{ tasks: unknown[] }>(), signal),
  }).data;
  const count = tasks === undefined || access === undefined ? 0 : tasks + access.tasks.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new page closes the menu
  useEffect(() => setOpen(false), [path]);
  return (
    <header className="side no-print" data-open={open}>
      <div className="side-inner">
        <div className="side-head">
          <Link to="/" className="wordmark">
            <Wordmark />
            Manumit
          </Link>
          <button type="button" className="menu-button" aria-expanded={open} aria-controls="main-navigation" onClick={() => setOpen(!open)}>
            <Icon name="menu" />
            {say('menu')}
          </button>
        </div>
        <div className="side-body" id="main-navigation">
          <nav aria-label={say('nav')}>
            {NAVIGATION.map((group) => (
              <div key={group.text ?? 'first'}>
                {group.text && <p className="group">{say(group.text)}</p>}
                <ul>
                  {group.items
                    .filter(({ roles }) => roles === undefined || holds(session, roles))
                    .map(({ to, text }) => (
                      <li key={to}>
                        <Link to={to} aria-current={path.startsWith(to) ? 'page' : undefined}>
                          {say(text)}
                          {to === '/tasks' && count > 0 && <span className="count">{count}</span>}
                        </Link>
                      </li>
                    ))}
                </ul>
              </div>
            ))}
          </nav>
          <SignedIn />
        </div>
      </div>
    </header>
  );
}
