/** What settings have as values, in the words of the screen. */
import { classesOf } from '../data/sets/registry.ts';
import { parseBetas } from '../diffusion/schedules/betasText.ts';
import { curveAlphaBar, parseCurve } from '../diffusion/schedules/curve.ts';
import { parseClasses } from './classSequence.ts';
import { PARAMS, type ParamName } from './params.ts';
import type { RunConfig } from './runConfig.ts';

/** A setting's value, as shown on the screen. */
export function settingWords(config: RunConfig, name: ParamName): string {
  const row = PARAMS[name];
  const value = String(config[name]);
  switch (row.kind) {
    case 'text':
      if (name === 'betas') return value ? `${parseBetas(value).length} numbers` : 'none';
      return row.labels[value] ?? value;
    case 'choice':
      return (row.labels as Readonly<Record<string, string>>)[value] ?? value;
    case 'toggle':
      return config[name] ? 'on' : 'off';
    case 'digits':
      return value === row.default ? 'all' : [...value].join(', ');
    case 'curve':
      return config.schedule === 'custom' ? curveWords(value) : 'not used';
    case 'sequence':
      return classWords(config, value);
    case 'number':
      return value;
  }
}

/** Classes by their names where they have some; of digits the number as it is written. */
function classWords(config: RunConfig, text: string): string {
  const names = classesOf(config);
  if (!names || names.every((name, i) => name === String(i))) return text;
  return parseClasses(text)
    .map(one => names[one % names.length])
    .join(', ');
}

/** Describes a drawn schedule: when half of the picture is gone, and how much is left at the end. */
function curveWords(text: string): string {
  const points = parseCurve(text);
  const alphaBar = curveAlphaBar(points);
  let [begin, end] = [0, 1];
  for (let i = 0; i < 20; i++) {
    const middle = (begin + end) / 2;
    if (alphaBar(middle) > 0.5) begin = middle;
    else end = middle;
  }
  const half = alphaBar(1) < 0.5 ? `half is left after ${Math.round(100 * begin)} % of the way, ` : '';
  return `${points.length} points: ${half}${Number((100 * alphaBar(1)).toPrecision(2))} % at the end`;
}
