import { ChevronDown, ChevronUp, Circle, Download, Eye, FilePlus, RefreshCw, Trash2, X } from 'lucide-react';
import { useActions, useApp } from '../useApp.ts';
import { StepEditor } from './StepEditor.tsx';

/** Where a teacher makes a lesson: record the page as a step, caption it, order, preview and export. */
export default function RecorderPanel() {
  const { recorder } = useActions();
  const { draft, at } = useApp(state => state.recorder);
  const { steps, title } = draft;
  const step = steps[at];
  return (
    <>
      <header className="learn-head">
        <h2>Make a lesson</h2>
        <button
          type="button"
          className="icon-button"
          aria-label="Close the recorder"
          title="Close. What you made is kept in this browser."
          onClick={recorder.close}
        >
          <X aria-hidden />
        </button>
      </header>
      <div className="learn-text stack">
        <label className="recorder-field">
          Title of the lesson
          <input
            className="select"
            value={title}
            maxLength={300}
            onChange={event => recorder.setTitle(event.target.value)}
          />
        </label>
        <button type="button" className="button button-primary" onClick={recorder.record}>
          <Circle aria-hidden /> Record a step
        </button>
        <p className="muted">
          Put the page as your students should find it: settings, place on the timeline, open experiment. Then
          record it.
        </p>
        {steps.length > 0 && (
          <ol className="recorder-steps">
            {steps.map(({ title: name }, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: steps may have the same title
              <li key={i}>
                <button
                  type="button"
                  className="button"
                  aria-current={i === at ? 'step' : undefined}
                  onClick={() => void recorder.select(i)}
                >
                  {i + 1}. {name}
                </button>
              </li>
            ))}
          </ol>
        )}
        {step && (
          <>
            <div className="row">
              <button
                type="button"
                className="icon-button"
                aria-label="Move the step up"
                title="Move the step up"
                disabled={at === 0}
                onClick={() => recorder.move(-1)}
              >
                <ChevronUp aria-hidden />
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label="Move the step down"
                title="Move the step down"
                disabled={at === steps.length - 1}
                onClick={() => recorder.move(1)}
              >
                <ChevronDown aria-hidden />
              </button>
              <button
                type="button"
                className="icon-button"
                aria-label="Delete the step"
                title="Delete the step"
                onClick={recorder.remove}
              >
                <Trash2 aria-hidden />
              </button>
              <button type="button" className="button" onClick={recorder.recordAgain}>
                <RefreshCw aria-hidden /> Record its state again
              </button>
            </div>
            <StepEditor step={step} onChange={recorder.edit} />
            <div className="row recorder-out">
              <button type="button" className="button" onClick={() => void recorder.preview()}>
                <Eye aria-hidden /> Preview
              </button>
              <button type="button" className="button button-primary" onClick={recorder.save}>
                <Download aria-hidden /> Export
              </button>
              <button type="button" className="button button-quiet" onClick={recorder.startOver}>
                <FilePlus aria-hidden /> Another lesson
              </button>
            </div>
            <p className="muted">
              Students open the file with File, Open a file. Put beside the page, it opens from a link:
              ?lesson=FILE.json
            </p>
          </>
        )}
      </div>
    </>
  );
}
