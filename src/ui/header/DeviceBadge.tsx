import { Cpu } from 'lucide-react';
import { Popover } from 'radix-ui';
import type { BackendName, DeviceChoice } from '../../engine/device/deviceReport.ts';
import { ChoiceControl } from '../controls/ChoiceControl.tsx';
import { useActions, useApp } from '../useApp.ts';

const NAMES: Record<BackendName, string> = { webgpu: 'WebGPU', wasm: 'Processor', cpu: 'JavaScript' };
const CHOICES: Record<DeviceChoice, string> = {
  auto: 'Automatic',
  webgpu: 'WebGPU: the graphics processor',
  wasm: 'WebAssembly: the processor',
  cpu: 'Plain JavaScript, very slow',
};

const AUTOMATIC = 'automatic';

const threadChoices = (most: number): string[] => [
  AUTOMATIC,
  ...Array.from({ length: most }, (_, i) => String(i + 1)),
];

/** Shows which device computes and why, and lets the user choose. */
export function DeviceBadge() {
  const { runs } = useActions();
  const device = useApp(state => state.engine.device);
  const choice = useApp(state => state.deviceChoice);
  const threads = useApp(state => state.threads);
  const name = device ? NAMES[device.backend] : 'Starting …';
  return (
    <Popover.Root>
      <Popover.Trigger
        className="button device-badge"
        aria-label={`Device: ${name}`}
        title={`Device: ${name}`}
      >
        <Cpu aria-hidden />
        <span className="tool-label">{name}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover stack" aria-label="Device" sideOffset={8} collisionPadding={12}>
          <p>
            <strong>{name}</strong>
            {device && <span className="muted"> · {device.detail}</span>}
          </p>
          <p className="muted">{device?.reason ?? 'Looking for a device to compute on.'}</p>
          <div className="param">
            <label htmlFor="device-choice" id="device-choice-label">
              Compute with
            </label>
            <ChoiceControl
              id="device-choice"
              options={Object.keys(CHOICES)}
              labels={CHOICES}
              value={choice}
              onChange={next => void runs.chooseDevice(next as DeviceChoice)}
            />
          </div>
          {device?.mostThreads && device.mostThreads > 1 && (
            <div className="param">
              <label htmlFor="device-threads" id="device-threads-label">
                Threads
              </label>
              <ChoiceControl
                id="device-threads"
                options={threadChoices(device.mostThreads)}
                labels={Object.fromEntries(
                  threadChoices(device.mostThreads).map(choice => [
                    choice,
                    choice === AUTOMATIC ? 'Automatic: as many as measurably help' : choice,
                  ]),
                )}
                value={threads === null ? AUTOMATIC : String(Math.min(threads, device.mostThreads))}
                onChange={next => runs.chooseThreads(next === AUTOMATIC ? null : Number(next))}
              />
            </div>
          )}
          <p className="muted">The run moves to the new device with its weights.</p>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
