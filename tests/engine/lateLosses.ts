/** A device on which something can happen in the middle of a step. */
import type { chooseDevice } from '../../src/engine/device/chooseDevice.ts';
import type { Runtime } from '../../src/runtime/networkRuntime.ts';

/** As on a GPU, a step's loss arrives long after its weights have changed; `made` is called in between. */
export const withLateLosses =
  (openDevice: typeof chooseDevice, made: () => void): typeof chooseDevice =>
  async (choice, options) => {
    const device = await openDevice(choice, options);
    const openLate: Runtime['open'] = (graph, initial) => {
      const network = device.runtime.open(graph, initial);
      const train = network.train.bind(network);
      network.train = async (batch, settings) => {
        const result = await train(batch, settings);
        made();
        await new Promise(resolve => setTimeout(resolve, 20));
        return result;
      };
      return network;
    };
    return { ...device, runtime: { ...device.runtime, open: openLate } };
  };
