import { useEffect, useEffectEvent, useState } from 'react';
import { DataError } from '../../data/dataError.ts';
import { droppedFiles } from '../../data/fileTree.ts';
import { useActions } from '../useApp.ts';

/**
 * Takes files and folders dropped anywhere on the page: on a miss the browser would leave the page to show the file.
 * Returns whether files hover over the page.
 */
export function useFileDrop(onFiles: (files: readonly File[]) => Promise<void>): boolean {
  const [hovering, setHovering] = useState(false);
  const { notices } = useActions();
  const take = useEffectEvent(async (transfer: DataTransfer) => {
    try {
      await onFiles(await droppedFiles(transfer));
    } catch (error) {
      if (error instanceof DataError) notices.error(error.message, { advice: error.advice });
      else
        notices.error('The dropped files could not be read.', {
          advice: 'Choose them with the buttons instead.',
        });
    }
  });

  useEffect(() => {
    const controller = new AbortController();
    const listen = (type: 'dragover' | 'dragleave' | 'drop', listener: (event: DragEvent) => void) =>
      window.addEventListener(type, listener, { signal: controller.signal });

    listen('dragover', event => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setHovering(true);
    });
    listen('dragleave', event => {
      if (event.relatedTarget === null) setHovering(false);
    });
    listen('drop', event => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setHovering(false);
      void take(event.dataTransfer);
    });
    return () => controller.abort();
  }, []);

  return hovering;
}
