import { useState } from 'react';
import { upload } from '#web/client/files/upload.ts';
import { useWrite } from '#web/client/write.ts';
import { FileField } from '#web/kit/fields/FileField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';

/** A file of a party, stored as soon as it is chosen. `onKept` gets the file, or null when it is removed. */
export function UploadField({
  partyId,
  label,
  hint,
  onUploaded,
}: {
  partyId: string;
  label: string;
  hint?: string;
  onUploaded: (file: { id: string; name: string } | null) => void;
}) {
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number>();
  const send = useWrite((chosen: File, key) => upload('/parties/:partyId/documents', { partyId }, chosen, { key, onProgress: setShare }), {
    onSuccess: onUploaded,
  });
  return (
    <>
      <FileField
        label={label}
        hint={hint}
        file={file}
        share={send.isPending ? share : undefined}
        onFile={(chosen) => {
          setFile(chosen);
          setShare(undefined);
          if (chosen) send.mutate(chosen);
          else onUploaded(null);
        }}
      />
      {send.error && <ProblemNote error={send.error} />}
    </>
  );
}
