import type { ReactNode } from 'react';

interface Props {
  /** Describes the content. */
  readonly label: string;
  readonly children: ReactNode;
}

/** Scrolls content that may be wider than the page, by touch or arrow keys. */
export function Sideways({ label, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="sideways" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
