import { type RefObject, useEffect, useEffectEvent, useRef } from 'react';

/** Paints a canvas of `width` CSS pixels. */
export type Paint = (canvas: HTMLCanvasElement, width: number) => void;

/** A canvas that is painted when `paint` is a new function, and when its place on the page has another width. */
export function usePainted(paint: Paint): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  /** 0 until the page has been laid out. */
  const width = useRef(0);
  const again = useEffectEvent((painting: Paint) => {
    if (canvas.current && width.current > 0) painting(canvas.current, width.current);
  });
  const resized = useEffectEvent((now: number) => {
    width.current = now;
    again(paint);
  });
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => resized(entry!.contentRect.width));
    observer.observe(canvas.current!);
    return () => observer.disconnect();
  }, []);
  useEffect(() => again(paint), [paint]);
  return canvas;
}
