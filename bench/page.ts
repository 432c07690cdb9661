/** The benchmark's page. `?channels=32/64/64&batch=16&contestants=ours,jaxJs` sets the form. */
import '../src/ui/styles/tokens.css';
import '../src/ui/styles/base.css';
import './bench.css';
import { PARAMS } from '../src/config/params.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../src/config/runConfig.ts';
import { CONTESTANT_NAMES, type ContestantId } from './contestants/contestant.ts';
import { figuresOf, reportOf } from './measurements.ts';
import type { BenchAnswer, BenchRequest } from './messages.ts';

declare global {
  interface Window {
    /** The result as JSON, once there is one, for whoever drives the page from outside. */
    benchResult?: string;
    benchFailure?: string;
  }
}

const find = <T extends HTMLElement>(id: string): T => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}`);
  return element as T;
};

const asked = new URLSearchParams(location.search);
const channels = find<HTMLSelectElement>('channels');
const batch = find<HTMLSelectElement>('batch');
const progress = find('progress');
const report = find<HTMLTextAreaElement>('report');
const button = document.querySelector<HTMLButtonElement>('#settings button')!;

function fillForm(): void {
  for (const choice of PARAMS.channels.options)
    channels.add(new Option(PARAMS.channels.labels[choice], choice));
  channels.value = asked.get('channels') ?? DEFAULT_CONFIG.channels;
  batch.value = asked.get('batch') ?? '16';
  const wanted = asked.get('contestants')?.split(',');
  for (const [id, name] of Object.entries(CONTESTANT_NAMES)) {
    const label = document.createElement('label');
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.name = id;
    // Without ourselves there is nothing to compare with.
    box.checked = id === 'ours' || !wanted || wanted.includes(id);
    box.disabled = id === 'ours';
    label.append(box, name);
    find('contestants').append(label);
  }
}

function request(): BenchRequest {
  const boxes = document.querySelectorAll<HTMLInputElement>('#contestants input:checked');
  return {
    channels: channels.value as RunConfig['channels'],
    batch: Number(batch.value),
    contestants: Array.from(boxes, ({ name }) => name as ContestantId),
    wasmPath: new URL('wasm/', document.baseURI).href,
  };
}

/** A link that saves the last result. */
function offerJson(text: string): void {
  document.getElementById('json')?.remove();
  const link = document.createElement('a');
  link.id = 'json';
  link.className = 'button';
  link.textContent = 'Save as JSON';
  link.download = 'bench.json';
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  find('take').append(link);
}

function measure(): void {
  button.disabled = true;
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const fail = (message: string) => {
    progress.textContent = `It did not work: ${message}`;
    window.benchFailure = message;
    end();
  };
  const end = () => {
    worker.terminate();
    button.disabled = false;
  };
  worker.onerror = event => fail(event.message || 'the worker did not load');
  worker.onmessage = ({ data }: MessageEvent<BenchAnswer>) => {
    if (data.type === 'progress') progress.textContent = `${data.what} …`;
    else if (data.type === 'failed') fail(data.message);
    else {
      progress.textContent = 'Done.';
      report.value = reportOf(data.result);
      report.hidden = false;
      find('take').hidden = false;
      window.benchResult = JSON.stringify({ ...figuresOf(data.result), ...data.result }, null, 2);
      offerJson(window.benchResult);
      end();
    }
  };
  worker.postMessage(request());
}

fillForm();
find('settings').addEventListener('submit', event => {
  event.preventDefault();
  measure();
});
find('copy').addEventListener('click', () => {
  navigator.clipboard.writeText(report.value).then(
    () => {
      progress.textContent = 'Copied.';
    },
    () => {
      report.select();
      progress.textContent = 'This browser does not let the page copy; the report is selected.';
    },
  );
});
