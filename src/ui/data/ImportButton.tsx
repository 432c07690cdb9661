import { ImagePlus } from 'lucide-react';
import { useRef } from 'react';
import { IMAGE_TYPES } from '../../data/imageFile.ts';

interface Props {
  readonly onFiles: (files: readonly File[]) => Promise<void>;
}

/** Opens the file dialog. The input itself is hidden, since browsers let nobody style it. */
export function ImportButton({ onFiles }: Props) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className="button" onClick={() => input.current?.click()}>
        <ImagePlus aria-hidden /> Add pictures
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={IMAGE_TYPES}
        aria-label="Picture files"
        onChange={event => {
          void onFiles([...(event.target.files ?? [])]);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}
