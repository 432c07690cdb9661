import { useState } from 'react';
import { DataError } from '../../data/dataError.ts';
import { pathOf } from '../../data/fileTree.ts';
import { importImage } from '../../data/imageFile.ts';
import { shapeInView } from '../../store/settings/dataInView.ts';
import { useActions, useApp } from '../useApp.ts';

interface Outcome {
  readonly added: number;
  /** One sentence for each file that was changed to fit. */
  readonly notes: readonly string[];
  /** One or two sentences for each file that could not be used. */
  readonly refused: readonly string[];
}

/** Imports picture files into My drawings, one at a time: a decoded picture takes up to 64 MB. */
export function useImports() {
  const { drawings } = useActions();
  const shape = useApp(shapeInView);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const importFiles = async (files: readonly File[]) => {
    const pictures: Uint8Array[] = [];
    const notes: string[] = [];
    const refused: string[] = [];
    for (const file of files) {
      try {
        const { pixels, note } = await importImage(file, shape);
        pictures.push(pixels);
        if (note) notes.push(note);
      } catch (error) {
        const known = error instanceof DataError;
        refused.push(known ? `${error.message} ${error.advice}` : `${pathOf(file)} could not be read.`);
      }
    }
    drawings.add(...pictures);
    setOutcome({ added: pictures.length, notes, refused });
  };

  return { outcome, importFiles, dismiss: () => setOutcome(null) };
}

export type Imports = ReturnType<typeof useImports>;
