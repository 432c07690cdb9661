import type { ReactNode } from 'react';
import type { Part } from '../../store/timeline/place.ts';
import { useActions, useApp } from '../useApp.ts';

interface Props {
  readonly part: Part;
  readonly title: string;
  /** One short sentence: what happens here. */
  readonly lesson: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** One part of the pipeline. Any use of it switches the equation below to it. */
export function Column({ part, title, lesson, className = '', children }: Props) {
  const current = useApp(state => state.place.part === part);
  const { timeline } = useActions();
  const attend = () => timeline.lookAt(part);
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
