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
  if (lesson) return <Loaded name="The lesson" load={loadLesson} />;
  return recording ? <Loaded name="The lesson" load={loadRecorder} /> : null;
}
