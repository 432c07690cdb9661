import { File as FileIcon } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { useRef } from 'react';
import { RUN_FILES } from '../../store/runs/runFiles.ts';
import { viewInView } from '../../store/view/view.ts';
import { Menu } from '../controls/Menu.tsx';
import { useActions, useApp } from '../useApp.ts';
import { saveFilm, saveLosses, savePng } from './pictureFiles.ts';

/** Pixels in the file per pixel of the picture. */
const LARGE = 8;

interface Entry {
  readonly label: string;
  readonly what: string;
  /** Why it is not available; null if it is. */
  readonly missing: string | null;
  readonly run: () => void;
}

/** Opens and saves runs, and exports samples, films and losses. */
export function FileMenu() {
  const input = useRef<HTMLInputElement>(null);
  const app = useActions();
  const ready = useApp(({ run }) => run.ready !== null);
  const trained = useApp(({ run }) => run.step > 0);
  const unsampled = useApp(({ samplings }) => (samplings.main?.result ? null : 'Sample first.'));
  const { projector } = useApp(viewInView);
  const open = async (files: readonly File[]) => {
    if (!(await app.lessons.openFiles(files))) await app.files.openRunFiles(files);
  };
  const entries: readonly Entry[] = [
    {
      label: 'Make a lesson …',
      what: 'Steps that students go through: record states of the page, and write beside them.',
      missing: null,
      run: app.recorder.open,
    },
    {
      label: projector ? 'End the presentation' : 'Present on a projector',
      what: 'Larger type and pictures. P does the same; all other keys work as usual.',
      missing: null,
      run: () => app.view.present(!projector),
    },
    {
      label: 'Open a file …',
      what: 'A run saved here, a diffusers pipeline (.zip or its files), weights (.safetensors), or a lesson (.json).',
      missing: null,
      run: () => input.current?.click(),
    },
    {
      label: 'Save the run (.zip)',
      what: 'Resumes in any browser, and opens in diffusers.',
      missing: ready ? null : 'The run is not ready yet.',
      run: () => void app.files.saveRunFile(),
    },
    {
      label: 'The run with its pictures (.zip)',
      what: 'The same, with everything that it trains on: for other browsers, and to continue in Python.',
      missing: ready ? null : 'The run is not ready yet.',
      run: () => void app.files.saveRunFile(true),
    },
    {
      label: 'Samples as a picture (.png)',
      what: `Each pixel as ${LARGE} by ${LARGE}, with hard edges.`,
      missing: unsampled,
      run: () => void savePng(app, LARGE),
    },
    {
      label: 'Samples pixel by pixel (.png)',
      what: 'As they are, for computing.',
      missing: unsampled,
      run: () => void savePng(app, 1),
    },
    {
      label: 'Reverse process as an animation (.gif)',
      what: 'From noise to the result.',
      missing: unsampled,
      run: () => void saveFilm(app, 'gif'),
    },
    {
      label: 'Reverse process as a video (.webm)',
      what: 'The same, for players and slides.',
      missing:
        'VideoEncoder' in globalThis
          ? unsampled
          : 'This browser cannot make videos; the animation shows the same.',
      run: () => void saveFilm(app, 'webm'),
    },
    {
      label: 'Losses as a table (.csv)',
      what: 'Step, loss and its running mean.',
      missing: trained ? null : 'Train first.',
      run: () => saveLosses(app),
    },
  ];
  return (
    <>
      <Menu
        title="Files of runs, pictures and losses"
        label={
          <>
            <FileIcon aria-hidden /> <span className="tool-label">File</span>
          </>
        }
      >
        {entries.map(({ label, what, missing, run }) => (
          <DropdownMenu.Item key={label} className="preset" disabled={missing !== null} onSelect={run}>
            <strong>{label}</strong>
            <span className="muted">{missing ?? what}</span>
          </DropdownMenu.Item>
        ))}
      </Menu>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept={RUN_FILES}
        aria-label="Run files"
        onChange={event => {
          void open([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
    </>
  );
}
