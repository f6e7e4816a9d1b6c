import { useState } from 'react';
import { answerOf } from '#web/client/api.ts';
import { useSay } from '#web/client/language.ts';
import { upload } from '#web/client/upload.ts';
import { useWrite } from '#web/client/write.ts';
import { FileField } from '#web/kit/FileField.tsx';
import { ProblemNote } from '#web/kit/ProblemNote.tsx';
import { SelectField } from '#web/kit/SelectField.tsx';
import { TextArea } from '#web/kit/TextArea.tsx';
import { TextField } from '#web/kit/TextField.tsx';
import type { Given } from './returns-data.ts';
import { sayReturns } from './texts.ts';

export type ProofFiles = {
  partyId: string;
  known: readonly { id: string; name: string }[];
  add: (file: { id: string; name: string }) => void;
};
type Said = Pick<Given, 'note' | 'documentId' | 'page'>;

/** A remark, and the file and page that show it. One file serves as many questions as it answers. */
export function Proof({ said, files, put }: { said: Said; files: ProofFiles | null; put: (change: Partial<Said>, done: boolean) => void }) {
  const say = useSay(sayReturns);
  const [file, setFile] = useState<File | null>(null);
  const [share, setShare] = useState<number>();
  const send = useWrite(
    (chosen: File, key) =>
      upload(`/parties/${files!.partyId}/documents`, chosen, answerOf<{ id: string; name: string }>(), { key, onProgress: setShare }),
    {
      onSuccess: (kept) => {
        files!.add(kept);
        setFile(null);
        setShare(undefined);
        put({ documentId: kept.id }, true);
      },
    },
  );
  return (
    <details className="proof" open={said.note !== null || said.documentId !== null || undefined}>
      <summary>{say('proof.title')}</summary>
      <div className="form">
        <TextArea
          label={say('answer.note')}
          maxLength={4000}
          rows={2}
          value={said.note ?? ''}
          onChange={(event) => put({ note: event.target.value || null }, false)}
        />
        {files && (
          <>
            <SelectField
              label={say('proof.file')}
              hint={say('proof.hint')}
              value={said.documentId ?? ''}
              onChange={(event) => put({ documentId: event.target.value || null }, true)}
            >
              <option value="">{say('proof.none')}</option>
              {files.known.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </SelectField>
            <FileField
              label={say('proof.new')}
              file={file}
              share={share}
              onFile={(chosen) => {
                setFile(chosen);
                if (chosen) send.mutate(chosen);
              }}
            />
            {send.error && <ProblemNote error={send.error} />}
          </>
        )}
        {(files || said.page !== null) && (
          <TextField
            label={say('proof.page')}
            maxLength={40}
            value={said.page ?? ''}
            onChange={(event) => put({ page: event.target.value || null }, false)}
          />
        )}
      </div>
    </details>
  );
}
