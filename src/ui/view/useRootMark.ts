import { useLayoutEffect } from 'react';

/** Marks the document's root while `on`, for styles that reach everything. */
export function useRootMark(attribute: 'data-embed' | 'data-projector', on: boolean): void {
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute(attribute, on);
  }, [attribute, on]);
}
