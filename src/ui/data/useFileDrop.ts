import { useEffect, useEffectEvent, useState } from 'react';

/**
 * Takes files dropped anywhere on the page, for a browser would leave the page, and the training, to show one that
 * misses its target. Returns whether files hover over the page.
 */
export function useFileDrop(onFiles: (files: readonly File[]) => Promise<void>): boolean {
  const [hovering, setHovering] = useState(false);
  const take = useEffectEvent((files: readonly File[]) => void onFiles(files));

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
      take([...event.dataTransfer.files]);
    });
    return () => controller.abort();
  }, []);

  return hovering;
}
