/** The one place where a message loses and regains its type. */

/** What a Worker, a DedicatedWorkerGlobalScope and a MessagePort have in common. */
export interface PortLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

export interface TypedPort<Out> {
  send(message: Out, transfer?: Transferable[]): void;
}

/** Binds `port` to two unions: `Out` may be sent, `In` is what `receive` gets. */
export function typedPort<In, Out>(port: PortLike, receive: (message: In) => void): TypedPort<Out> {
  port.addEventListener('message', event => receive(event.data as In));
  return { send: (message, transfer = []) => port.postMessage(message, transfer) };
}
