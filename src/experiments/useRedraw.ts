import { useCallback, useEffect, useRef } from 'react';

/** A chart's `subscribe` for data computed by React: calls listeners when `data` is a new object. */
export function useRedraw(data: unknown): (listener: () => void) => () => void {
  const listeners = useRef(new Set<() => void>());
  useEffect(() => {
    if (data) for (const listener of listeners.current) listener();
  }, [data]);
  return useCallback(listener => {
    listeners.current.add(listener);
    return () => listeners.current.delete(listener);
  }, []);
}
