import { useQuery } from '@tanstack/react-query';
import { Link as RouterLink } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import type { Link } from '#rooms/people/people.schema.ts';
import { get } from '../client/api.ts';
import { useTranslations } from '../client/language.ts';
import { ProblemNote } from '../kit/notes/ProblemNote.tsx';
import { Skeleton } from '../kit/notes/Skeleton.tsx';
import { SignInFrame } from './SignInFrame.tsx';
import { translateSignIn } from './texts.ts';

/** Checks a one-time link before the form is shown: a used link is reported at once, not after the form has been filled in. */
export function LinkGate({
  token,
  purpose,
  title,
  lead,
  children,
}: {
  token: string;
  purpose: 'set-up' | 'invitation';
  title: string;
  lead: string;
  children: (link: z.infer<typeof Link>) => ReactNode;
}) {
  const t = useTranslations(translateSignIn);
  const link = useQuery({
    queryKey: ['link', token],
    queryFn: ({ signal }) => get('/links/:token', { token }, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isRightPurpose = link.data?.purpose === purpose;
  return (
    <SignInFrame title={title} lead={isRightPurpose ? lead : undefined}>
      {link.isPending && <Skeleton rows={4} />}
      {link.error && <ProblemNote error={link.error} retry={() => link.refetch()} />}
      {link.data && !isRightPurpose && <p role="alert">{t('not-found.says')}</p>}
      {link.data && isRightPurpose && children(link.data)}
      {!link.isPending && !isRightPurpose && (
        <p>
          <RouterLink to="/sign-in">{t('link.sign-in')}</RouterLink>
        </p>
      )}
    </SignInFrame>
  );
}
