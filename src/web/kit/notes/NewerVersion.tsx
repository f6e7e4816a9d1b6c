import { Component, type ReactNode } from 'react';
import { useTranslations } from '../../client/language.ts';
import { isNewerVersion } from '../../client/newer-version.ts';
import { translateDesk } from '../../texts/texts.ts';
import { Button } from '../Button.tsx';

/** Says that a part could not be loaded, and how to load it. Input elsewhere on the page is kept until the reader reloads the page. */
export function NewerVersionNote() {
  const t = useTranslations(translateDesk);
  return (
    <div className="note problem" role="alert">
      <p>
        {t('newer.title')}. {t('newer.says')}
      </p>
      <p>
        <Button kind="main" onClick={() => location.reload()}>
          {t('newer.reload')}
        </Button>
      </p>
    </div>
  );
}

/** Keeps the rest of the page where one part of it could not be loaded, and shows `missing` there; other faults go on to the page's error view. */
export class NewerVersionGuard extends Component<{ children: ReactNode; missing: ReactNode }, { error: unknown }> {
  override state = { error: null };

  static getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (isNewerVersion(error)) return this.props.missing;
    throw error;
  }
}
