/** The benchmark's page. `?channels=32/64/64&batch=16&contestants=ours,jaxJs` sets the form. */
import '../src/ui/styles/tokens.css';
import '../src/ui/styles/base.css';
import './bench.css';
import { PARAMS } from '../src/config/params.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../src/config/runConfig.ts';
import { CONTESTANT_NAMES, type ContestantId } from './contestants/contestant.ts';
import { figuresOf, reportOf } from './measurements.ts';
import { openInWorker } from './openInWorker.ts';
import { type BenchOptions, runBench } from './runBench.ts';

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

function request(): BenchOptions {
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

async function measure(): Promise<void> {
  button.disabled = true;
  const say = (what: string) => {
    progress.textContent = `${what} …`;
  };
  try {
    const result = await runBench(request(), openInWorker, say);
    progress.textContent = 'Done.';
    report.value = reportOf(result);
    report.hidden = false;
    find('take').hidden = false;
    window.benchResult = JSON.stringify({ ...figuresOf(result), ...result }, null, 2);
    offerJson(window.benchResult);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    progress.textContent = `It did not work: ${message}`;
    window.benchFailure = message;
  }
  button.disabled = false;
}

fillForm();
find('settings').addEventListener('submit', event => {
  event.preventDefault();
  void measure();
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
