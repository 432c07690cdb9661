import { Loaded } from '../Loaded.tsx';
import { useApp } from '../useApp.ts';
import { LessonHead } from './LessonHead.tsx';
import './drawer.css';
import './lessons.css';

export const loadPanel = () => import('./LessonPanel.tsx');
const loadRecorder = () => import('./RecorderPanel.tsx');

/** A chapter of Learn, a lesson, or the making of one: beside the page if there is room; else over it, and foldable. */
export function LessonDrawer() {
  const { open, chapter, folded } = useApp(({ lesson }) => lesson);
  const recording = useApp(({ recorder }) => recorder.open);
  const reading = chapter !== null || open !== null;
  if (!reading && !recording) return null;
  const name = chapter !== null ? 'Learn' : open ? 'Lesson' : 'Make a lesson';
  return (
    <aside className={reading ? 'learn' : 'learn recorder'} aria-label={name} data-folded={folded && reading}>
      {reading && <LessonHead />}
      <Loaded key={name} name={name} load={reading ? loadPanel : loadRecorder} />
    </aside>
  );
}
