import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { PARAMS } from '../../config/params.ts';
import {
  controlsInFrame,
  embedCode,
  type FrameControl,
  type HiddenName,
  type PlaceName,
  type ShownName,
} from '../../config/shown.ts';
import { openExperiment, viewInView } from '../../store/view/view.ts';
import { useActions, useApp } from '../useApp.ts';
import './embedCode.css';

const PLACE_NAMES: { readonly [K in PlaceName]: string } = {
  data: 'Data',
  noise: 'Noise',
  denoiser: 'Denoiser',
  generate: 'Generate',
  timeline: 'Timeline',
  equation: 'Equation',
};
const CONTROL_NAMES: { readonly [K in FrameControl]: string } = {
  dataset: PARAMS.dataset.label,
  schedule: PARAMS.schedule.label,
  target: PARAMS.target.label,
  train: 'Train',
  sampler: PARAMS.sampler.label,
  samplingSteps: PARAMS.samplingSteps.label,
  sample: 'Sample',
  more: 'More settings',
  play: 'Play',
};
const USUAL: readonly ShownName[] = ['noise', 'timeline', 'equation'];

/** The HTML that shows parts of this page, with its settings, within another page. */
export function EmbedCode() {
  const { settings } = useActions();
  const experiment = useApp(openExperiment);
  const { show, hide } = useApp(viewInView);
  const [chosen, setChosen] = useState<readonly ShownName[]>(show ?? USUAL);
  const [leftOut, setLeftOut] = useState<readonly HiddenName[]>(hide);
  const [copied, setCopied] = useState(false);
  const offered: readonly (readonly [ShownName, string])[] = [
    ...(Object.entries(PLACE_NAMES) as [PlaceName, string][]),
    ...(experiment ? [[experiment, 'The open experiment'] as const] : []),
  ];
  const names = offered.map(([name]) => name).filter(name => chosen.includes(name));
  const controls = controlsInFrame(names);
  const hidden = controls.filter(name => leftOut.includes(name));
  const code = embedCode(settings.share().link, names, hidden);
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="stack embed-code">
      <Choices
        legend="What to show"
        offered={offered}
        chosen={chosen}
        onChange={next => {
          setCopied(false);
          setChosen(next);
        }}
      />
      {controls.length > 0 && (
        <Choices
          legend="Controls to hide"
          offered={controls.map(name => [name, CONTROL_NAMES[name]])}
          chosen={leftOut}
          onChange={next => {
            setCopied(false);
            setLeftOut(next);
          }}
        />
      )}
      <label htmlFor="embed-code-text">The code</label>
      <textarea
        id="embed-code-text"
        className="select"
        readOnly
        rows={5}
        value={code}
        onFocus={event => event.target.select()}
      />
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          disabled={names.length === 0}
          onClick={() => void copy()}
        >
          {copied ? <Check aria-hidden /> : <Copy aria-hidden />} Copy the code
        </button>
        <span className="muted" role="status">
          {copied ? 'It is on the clipboard.' : ''}
        </span>
      </div>
      <p className="muted">
        The host of this page decides which sites may show it: see “Embedding” in the README.
      </p>
    </div>
  );
}

interface ChoicesProps<Name> {
  readonly legend: string;
  readonly offered: readonly (readonly [name: Name, label: string])[];
  readonly chosen: readonly Name[];
  readonly onChange: (chosen: readonly Name[]) => void;
}

function Choices<Name extends string>({ legend, offered, chosen, onChange }: ChoicesProps<Name>) {
  return (
    <fieldset className="embed-parts">
      <legend>{legend}</legend>
      {offered.map(([name, label]) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={({ target }) =>
              onChange(target.checked ? [...chosen, name] : chosen.filter(other => other !== name))
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
