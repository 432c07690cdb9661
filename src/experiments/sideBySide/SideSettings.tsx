import { isUsed, PARAMS } from '../../config/params.ts';
import type { RunConfig } from '../../config/runConfig.ts';
import { ChoiceControl } from '../../ui/controls/ChoiceControl.tsx';
import { NumberControl } from '../../ui/controls/NumberControl.tsx';
import { ToggleControl } from '../../ui/controls/ToggleControl.tsx';

/** The settings in which two samplings of one network can differ. */
const NAMES = [
  'sampler',
  'samplingSteps',
  'eta',
  'solverOrder',
  'guidanceScale',
  'clipX0',
  'weights',
] as const;
export type SideConfig = Pick<RunConfig, (typeof NAMES)[number]>;

export const sideOf = (config: RunConfig): SideConfig =>
  Object.fromEntries(NAMES.map(name => [name, config[name]])) as SideConfig;

interface Props {
  readonly name: string;
  readonly side: SideConfig;
  readonly run: RunConfig;
  readonly onChange: (side: SideConfig) => void;
}

/** The sampler's settings of one side. */
export function SideSettings({ name, side, run, onChange }: Props) {
  return (
    <div className="side-settings">
      {NAMES.filter(param => isUsed(param, { ...run, ...side })).map(param => {
        const row = PARAMS[param];
        const id = `side-${name}-${param}`;
        const change = (value: string | number | boolean) => onChange({ ...side, [param]: value });
        return (
          <div key={param} className={`param param-${row.kind}`}>
            <div className="param-label">
              <label id={`${id}-label`} htmlFor={id}>
                {row.label}
              </label>
            </div>
            {row.kind === 'number' && (
              <NumberControl id={id} row={row} value={side[param] as number} onChange={change} />
            )}
            {row.kind === 'choice' && (
              <ChoiceControl
                id={id}
                options={row.options}
                labels={row.labels}
                value={side[param] as string}
                onChange={change}
              />
            )}
            {row.kind === 'toggle' && (
              <ToggleControl id={id} value={side[param] as boolean} onChange={change} />
            )}
          </div>
        );
      })}
    </div>
  );
}
