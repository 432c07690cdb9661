import { useId } from 'react';
import { mostOf, wordsOf } from '../../config/byKind.ts';
import { isUsed, PARAMS, type ParamName } from '../../config/params.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { ownClassNames } from '../../store/pictures/collections.ts';
import { hides } from '../../store/view/view.ts';
import { useActions, useApp } from '../useApp.ts';
import { ChoiceControl } from './ChoiceControl.tsx';
import { DigitsControl } from './DigitsControl.tsx';
import { Help } from './Help.tsx';
import { NumberControl } from './NumberControl.tsx';
import { SequenceControl } from './SequenceControl.tsx';
import { TextControl } from './TextControl.tsx';
import { ToggleControl } from './ToggleControl.tsx';
import './controls.css';

interface Props {
  readonly name: ParamName;
  /** Options that are not offered. */
  readonly without?: readonly string[];
}

/** The control of one parameter, built from its row; empty if the parameter does not apply. */
export function ParamControl({ name, without = [] }: Props) {
  const value = useApp(state => state.config[name]);
  const used = useApp(state => isUsed(name, state.config));
  const words = useApp(({ config }) => wordsOf(name, config));
  const hidden = useApp(hides(name));
  const id = useId();
  if (!used || hidden) return null;
  const { kind } = PARAMS[name];
  return (
    <div className={`param param-${kind}`}>
      <div className="param-label">
        <label id={`${id}-label`} htmlFor={id}>
          {words.label}
        </label>
        <Help subject={words.label} text={words.help} />
      </div>
      <Control id={id} name={name} value={value} without={without} />
    </div>
  );
}

interface ControlProps extends Required<Props> {
  readonly id: string;
  readonly value: RunConfig[ParamName];
}

function Control({ id, name, value, without }: ControlProps) {
  const row = PARAMS[name];
  const most = useApp(({ config }) => (row.kind === 'number' ? mostOf(name, config) : 0));
  const names = useApp(ownClassNames);
  const { settings } = useActions();
  const change = (next: RunConfig[ParamName]) => settings.set({ [name]: next });
  switch (row.kind) {
    case 'number':
      return <NumberControl id={id} row={{ ...row, max: most }} value={value as number} onChange={change} />;
    case 'choice':
      return (
        <ChoiceControl
          id={id}
          options={row.options.filter(option => !without.includes(option))}
          labels={row.labels}
          value={value as string}
          onChange={next => change(next as never)}
        />
      );
    case 'toggle':
      return <ToggleControl id={id} value={value as boolean} onChange={change} />;
    case 'sequence':
      return <SequenceControl id={id} value={value as string} names={names} onChange={change} />;
    case 'text':
      return <TextControl id={id} row={row} value={value as string} onChange={change} />;
    case 'digits':
      return <DigitsControl labelledBy={`${id}-label`} value={value as string} onChange={change} />;
    case 'curve':
      return <p className="muted">Drag its points in the schedule editor, below the pipeline.</p>;
  }
}
