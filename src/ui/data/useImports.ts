import { useState } from 'react';
import { DataError } from '../../data/dataError.ts';
import { importImage } from '../../data/imageFile.ts';
import { useActions } from '../useApp.ts';

interface Outcome {
  readonly added: number;
  /** One sentence or two for each file that could not be used. */
  readonly refused: readonly string[];
}

/** Picture files into My drawings, one after another, since a decoded picture takes up to 64 MB. */
export function useImports() {
  const { drawings } = useActions();
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const importFiles = async (files: readonly File[]) => {
    const pictures: Uint8Array[] = [];
    const refused: string[] = [];
    for (const file of files) {
      try {
        pictures.push(await importImage(file));
      } catch (error) {
        const known = error instanceof DataError;
        refused.push(known ? `${error.message} ${error.advice}` : `${file.name} could not be read.`);
      }
    }
    drawings.add(...pictures);
    setOutcome({ added: pictures.length, refused });
  };

  return { outcome, importFiles, dismiss: () => setOutcome(null) };
}

export type Imports = ReturnType<typeof useImports>;
