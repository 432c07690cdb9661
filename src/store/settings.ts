/** Changing settings: what each change makes stale, and the link that follows. */
import { makeConsistent } from '../config/consistency.ts';
import { decodeLink, drawingsOfLink, withoutSettings } from '../config/link.ts';
import { PARAMS, type ParamName } from '../config/params.ts';
import { DEFAULT_CONFIG, type RunConfig } from '../config/runConfig.ts';
import { DataError } from '../data/dataError.ts';
import { drawingsFromText } from '../data/drawingsText.ts';
import { keepInAddress, showInAddress } from './address.ts';
import { appStore, changedParams, notify } from './appStore.ts';
import { drawingsStore } from './drawingsStore.ts';
import { buildRun, retune } from './engineClient.ts';

/** Long enough for a slider to come to rest. */
const REBUILD_AFTER_MS = 300;

let rebuild: ReturnType<typeof setTimeout> | undefined;

/** Sets one parameter; where a rule then changes another, a notice says so. */
export function setParam<K extends ParamName>(name: K, value: RunConfig[K]): void {
  setParams({ [name]: value } as Partial<RunConfig>);
}

/** Sets parameters that belong together, as `setParam` does one. */
export function setParams(wanted: Partial<RunConfig>): void {
  const { config, changes } = makeConsistent({ ...appStore.getState().config, ...wanted });
  adopt(config);
  for (const change of changes) notify('info', change);
}

/** A preset says everything: what it leaves out has its default. The seed stays. */
export function applyPreset(preset: Partial<RunConfig>): void {
  adopt({ ...DEFAULT_CONFIG, seed: appStore.getState().config.seed, ...preset });
}

/** Whether the settings ask for another run than the one that is there. */
export function needsRestart(config: RunConfig, activeConfig: RunConfig): boolean {
  return changedParams(config, activeConfig).some(name => PARAMS[name].affects === 'restart');
}

function adopt(config: RunConfig): void {
  const { activeConfig } = appStore.getState();
  appStore.setState({ config });
  showInAddress(config);
  retune();
  if (needsRestart(config, activeConfig)) rebuildIfUntrained();
}

/** Weights that took time are thrown away only when somebody says so; before that, nothing is lost. */
function rebuildIfUntrained(): void {
  clearTimeout(rebuild);
  rebuild = setTimeout(() => {
    const { config, activeConfig, training } = appStore.getState();
    const untouched = training.step === 0 && training.phase !== 'running';
    if (untouched && needsRestart(config, activeConfig)) buildRun();
  }, REBUILD_AFTER_MS);
}

/** Takes the settings from the address, now and whenever it changes. */
export function followLink(): void {
  const read = () => {
    const { config, problems } = decodeLink(location.hash, location.search);
    for (const problem of problems) notify('info', problem);
    receiveDrawings(drawingsOfLink(location.hash, location.search));
    return config;
  };
  appStore.setState({ config: read() });
  if (withoutSettings(location.search) !== location.search) showInAddress(appStore.getState().config);
  addEventListener('hashchange', () => adopt(read()));
}

/** Drawings in a link are shown in place of one's own, which are kept. */
function receiveDrawings(text: string | null): void {
  if (text === null) return;
  try {
    drawingsStore.getState().visit(drawingsFromText(text));
    keepInAddress(text);
  } catch (error) {
    if (!(error instanceof DataError)) throw error;
    notify('error', error.message, `${error.advice} All else in it holds.`);
  }
}

/** Ends a visit of drawings that came with a link. */
export function endVisit(keep: boolean): void {
  keepInAddress(null);
  drawingsStore.getState().endVisit(keep);
  showInAddress(appStore.getState().config);
}

/** New drawings join an untrained run at once. */
export function followDrawings(): void {
  drawingsStore.subscribe(({ drawings }, before) => {
    const { config, training } = appStore.getState();
    const untouched = training.step === 0 && training.phase !== 'running';
    if (drawings !== before.drawings && config.dataset === 'drawings' && untouched) buildRun();
  });
}
