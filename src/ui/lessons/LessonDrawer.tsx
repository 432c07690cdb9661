import { Loaded } from '../Loaded.tsx';
import { useApp } from '../useApp.ts';
import '../learn/learn.css';
import './lessons.css';

const loadLesson = () => import('./LessonPanel.tsx');
const loadRecorder = () => import('./RecorderPanel.tsx');

/** A lesson, or the making of one, beside the page. */
export function LessonDrawer() {
  const lesson = useApp(state => state.lesson.open !== null);
  const recording = useApp(state => state.recorder.open);
  const folded = useApp(state => state.lesson.folded) && lesson;
  if (!lesson && !recording) return null;
  const [name, load] = lesson
    ? (['Lesson', loadLesson] as const)
    : (['Make a lesson', loadRecorder] as const);
  return (
    <aside
      className={lesson ? 'learn lesson' : 'learn lesson recorder'}
      aria-label={name}
      data-folded={folded}
    >
      <Loaded key={name} name={name} load={load} />
    </aside>
  );
}
