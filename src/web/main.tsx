import './without-eval.ts';
import './kit/tokens.css';
import './kit/base.css';
import './kit/status/marks.css';
import './kit/controls.css';
import './kit/fields/filters.css';
import './kit/table/tables.css';
import './kit/areas.css';
import './shell/navigation.css';
import './shell/shell.css';
import './sign-in/sign-in.css';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { withTexts } from './client/language.ts';
import { isNewerVersion } from './client/newer-version.ts';
import { queryClient } from './client/query-client.ts';
import { router } from './router.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

const page = createRoot(root, {
  // A file that a newer version has removed is reported on the page, and is not a program error.
  onCaughtError: (error) => {
    if (!isNewerVersion(error)) console.error(error);
  },
});
const desk = (
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>
);
void withTexts(Promise.resolve(desk)).then((ready) => page.render(ready));
