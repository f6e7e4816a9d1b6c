import { Component, type ReactNode } from 'react';
import { useSay } from '../../client/language.ts';
import { isNewerVersion } from '../../client/newer-version.ts';
import { sayDesk } from '../../texts/texts.ts';
import { Button } from '../Button.tsx';

/** Says that a newer version is here and how to get it. What has been typed elsewhere on the page stays until the reader loads it again. */
export function NewerVersionNote() {
  const say = useSay(sayDesk);
  return (
    <div className="note problem" role="alert">
      <p>{say('newer.says')}</p>
      <p>
        <Button kind="main" onClick={() => location.reload()}>
          {say('newer.reload')}
        </Button>
      </p>
    </div>
  );
}

/** Keeps the rest of the page standing where one piece of it could not be loaded; other faults go on to the page's own view of errors. */
export class NewerVersionGuard extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (isNewerVersion(error)) return <NewerVersionNote />;
    throw error;
  }
}
