import type { ReactNode } from 'react';

interface Props {
  readonly number: number;
  readonly title: string;
  /** One or two sentences: what is learned here. */
  readonly lesson: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
}

/** One of the page's steps, in the order in which one takes them. */
export function Panel({ number, title, lesson, children, className = '' }: Props) {
  const id = `panel-${number}`;
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <header className="panel-head">
        <span className="panel-number" aria-hidden>
          {number}
        </span>
        <h2 id={id}>{title}</h2>
        <p className="panel-lesson">{lesson}</p>
      </header>
      {children}
    </section>
  );
}
