/** A helper's side: answers tasks one after the other. */
import type { FromHelper, ToHelper } from './messages.ts';
import { NetworkWork } from './work.ts';

export function answerTasks(
  send: (message: FromHelper, transfer: ArrayBuffer[]) => void,
): (message: ToHelper) => void {
  const networks = new Map<number, NetworkWork>();
  let module: WebAssembly.Module;
  return message => {
    switch (message.type) {
      case 'start':
        module = message.module;
        send({ ready: true }, []);
        break;
      case 'open':
        networks.set(message.network, new NetworkWork(module, message.graph));
        break;
      case 'close':
        networks.delete(message.network);
        break;
      default: {
        const { request } = message;
        try {
          const work = networks.get(message.network)!;
          if (message.type === 'gradient') {
            const gradient = work.gradient(message.task);
            const { sums, lossByImage } = gradient;
            send({ request, gradient }, [lossByImage.buffer, ...sums.map(({ values }) => values.buffer)]);
          } else {
            const out = work.predict(message.task);
            send({ request, out }, [out.buffer]);
          }
        } catch (error) {
          send({ request, failure: error instanceof Error ? error.message : String(error) }, []);
        }
      }
    }
  };
}
