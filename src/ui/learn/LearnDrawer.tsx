import { ChevronDown, ChevronLeft, ChevronRight, ChevronUp, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Loaded } from '../Loaded.tsx';
import { useActions, useApp } from '../useApp.ts';
import { CHAPTERS } from './registry.ts';
import './learn.css';

/** The text: beside the page if there is room; else over it, and foldable. */
export function LearnDrawer() {
  const { closeText, foldText, openChapter } = useActions().learn;
  const { chapter, folded } = useApp(({ learn }) => learn);
  const text = useRef<HTMLDivElement>(null);
  const at = CHAPTERS.findIndex(({ id }) => id === chapter);
  useEffect(() => {
    if (at >= 0) text.current?.scrollTo(0, 0);
  }, [at]);
  if (chapter === null) return null;
  const present = CHAPTERS[Math.max(0, at)]!;
  const before = CHAPTERS[at - 1];
  const after = CHAPTERS[Math.max(0, at) + 1];
  return (
    <aside className="learn" aria-label="The text" data-folded={folded}>
      <header className="learn-head">
        <button
          type="button"
          className="icon-button learn-fold"
          aria-expanded={!folded}
          aria-label={folded ? 'Read on' : 'Show the page'}
          onClick={() => foldText(!folded)}
        >
          {folded ? <ChevronUp aria-hidden /> : <ChevronDown aria-hidden />}
        </button>
        <label className="learn-choice">
          <span className="visually-hidden">Chapter</span>
          <select className="select" value={present.id} onChange={event => openChapter(event.target.value)}>
            {CHAPTERS.map(({ id, title }, i) => (
              <option key={id} value={id}>
                {i + 1}. {title}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="icon-button" aria-label="Close the text" onClick={closeText}>
          <X aria-hidden />
        </button>
      </header>
      <div className="learn-text" ref={text}>
        <h2>{present.title}</h2>
        <Loaded key={present.id} name={present.title} load={present.load} />
        <nav className="learn-turn" aria-label="Chapters">
          {before && (
            <button type="button" className="button" onClick={() => openChapter(before.id)}>
              <ChevronLeft aria-hidden /> {before.title}
            </button>
          )}
          {after && (
            <button type="button" className="button" onClick={() => openChapter(after.id)}>
              {after.title} <ChevronRight aria-hidden />
            </button>
          )}
        </nav>
      </div>
    </aside>
  );
}
