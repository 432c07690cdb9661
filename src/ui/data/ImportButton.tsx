import { ImagePlus } from 'lucide-react';
import { useRef } from 'react';
import { IMAGE_TYPES } from '../../data/imageFile.ts';

interface Props {
  readonly onFiles: (files: readonly File[]) => Promise<void>;
}

/** Opens the file dialog. Hides the input, which browsers do not let a page style. */
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
          // Lets the user choose the same file again.
          event.target.value = '';
        }}
      />
    </>
  );
}
