import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { embedCode, type PlaceName, type ShownName } from '../../config/shown.ts';
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
const USUAL: readonly ShownName[] = ['noise', 'timeline', 'equation'];

/** The HTML that shows parts of this page, with its settings, within another page. */
export function EmbedCode() {
  const { settings } = useActions();
  const experiment = useApp(openExperiment);
  const { show } = useApp(viewInView);
  const [chosen, setChosen] = useState<readonly ShownName[]>(show ?? USUAL);
  const [copied, setCopied] = useState(false);
  const offered: readonly (readonly [ShownName, string])[] = [
    ...(Object.entries(PLACE_NAMES) as [PlaceName, string][]),
    ...(experiment ? [[experiment, 'The open experiment'] as const] : []),
  ];
  const names = offered.map(([name]) => name).filter(name => chosen.includes(name));
  const code = embedCode(settings.share().link, names);
  const choose = (name: ShownName, on: boolean) => {
    setCopied(false);
    setChosen(on ? [...chosen, name] : chosen.filter(other => other !== name));
  };
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="stack embed-code">
      <fieldset className="embed-parts">
        <legend>What to show</legend>
        {offered.map(([name, label]) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={chosen.includes(name)}
              onChange={event => choose(name, event.target.checked)}
            />
            {label}
          </label>
        ))}
      </fieldset>
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
