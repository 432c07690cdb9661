import type { ReactNode } from 'react';

interface Props {
  /** What it holds. */
  readonly label: string;
  readonly children: ReactNode;
}

/** Holds what may be wider than the page, and scrolls there, by finger or arrow keys. */
export function Sideways({ label, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="sideways" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
