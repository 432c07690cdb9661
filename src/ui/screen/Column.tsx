import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { lookAt, type Part, timelineStore } from '../../store/timeline.ts';

interface Props {
  readonly part: Part;
  readonly title: string;
  /** One short sentence: what happens here. */
  readonly lesson: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One part of the pipeline. Whatever one does in it, the equation below turns to it. */
export function Column({ part, title, lesson, className = '', children }: Props) {
  const current = useStore(timelineStore, state => state.part === part);
  const attend = () => lookAt(part);
  return (
    <section
      className={`column ${className}`}
      aria-labelledby={`part-${part}`}
      data-current={current}
      onPointerDownCapture={attend}
      onFocusCapture={attend}
    >
      <header className="column-head">
        <h2 id={`part-${part}`}>{title}</h2>
        <p className="muted">{lesson}</p>
      </header>
      {children}
    </section>
  );
}
