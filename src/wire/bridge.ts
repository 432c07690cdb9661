/**
 * Calls between a page and a worker. One side serves functions, the other calls them: promises are awaited, generators
 * iterated. A failure reaches its own caller.
 *
 * Generators are pulled: at most `AHEAD` items are made before they are asked for. Aborting is cooperative: the called
 * function sees its signal, and its answer still counts.
 */

/** What a Worker, a DedicatedWorkerGlobalScope and a MessagePort have in common. */
export interface PortLike {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

/** A function that can be served: takes one value and the caller's signal. */
// biome-ignore lint/suspicious/noExplicitAny: any function may be served; callers see its own types.
type Servable = (order: any, signal: AbortSignal) => Promise<unknown> | AsyncGenerator<unknown>;
export type Served = { readonly [name: string]: Servable };

interface CallOptions {
  readonly signal?: AbortSignal;
  /** Buffers of the argument to transfer to the other side. */
  readonly transfer?: Transferable[];
}

/** The functions of `S` as the other side calls them. */
export type Remote<S> = {
  readonly [K in keyof S]: S[K] extends (order: infer O, signal: AbortSignal) => infer R
    ? (order: O, options?: CallOptions) => R
    : never;
};

/** The names of the generators of `S`, needed at run time, when types are gone. */
export type Streams<S> = {
  readonly [K in keyof S as S[K] extends (...args: never[]) => AsyncGenerator<unknown> ? K : never]: true;
};

/** An error as sent to the caller; the serving side defines `kind` and `advice`. */
export interface Failure {
  readonly kind: string;
  readonly message: string;
  readonly advice: string;
}

/** A call that failed on the other side, or was never answered. */
export class CallFailed extends Error {
  readonly kind: string;
  readonly advice: string;

  constructor({ kind, message, advice }: Failure) {
    super(message);
    this.kind = kind;
    this.advice = advice;
  }
}

type Request =
  | { readonly id: number; readonly do: 'call'; readonly name: string; readonly order: unknown }
  | { readonly id: number; readonly do: 'pull' | 'abort' };

type Reply =
  | { readonly id: number; readonly ok: true; readonly value: unknown; readonly done: boolean }
  | { readonly id: number; readonly ok: false; readonly failure: Failure };

/** Several, since a page that paints a frame of the last item asks for no more meanwhile. */
const AHEAD = 4;

const transfers = new WeakMap<object, Transferable[]>();

/** Marks buffers of a returned or yielded value to be transferred instead of copied. */
export function transferring<T extends object>(value: T, buffers: Transferable[]): T {
  transfers.set(value, buffers);
  return value;
}

/** Answers calls that come through `port`; `tell` turns an error into a `Failure`. */
export function serve(port: PortLike, functions: Served, tell: (error: unknown) => Failure): void {
  const running = new Map<number, { readonly abort: AbortController; stream: AsyncGenerator | null }>();
  const reply = (message: Reply, transfer: Transferable[] = []) => port.postMessage(message, transfer);
  const answer = async (id: number, work: () => Promise<{ value: unknown; done: boolean }>) => {
    try {
      const { value, done } = await work();
      if (done) running.delete(id);
      const buffers = typeof value === 'object' && value !== null ? transfers.get(value) : undefined;
      reply({ id, ok: true, value, done }, buffers);
    } catch (error) {
      running.delete(id);
      reply({ id, ok: false, failure: tell(error) });
    }
  };
  const begin = (id: number, name: string, order: unknown) => {
    const abort = new AbortController();
    const call = { abort, stream: null as AsyncGenerator | null };
    running.set(id, call);
    return answer(id, async () => {
      const result = functions[name]!(order, abort.signal);
      if (result instanceof Promise) return { value: await result, done: true };
      call.stream = result;
      return { value: undefined, done: false };
    });
  };
  const pull = (id: number) => {
    const stream = running.get(id)?.stream;
    if (!stream) return;
    return answer(id, async () => {
      const { value, done = false } = await stream.next();
      return { value, done };
    });
  };
  port.addEventListener('message', event => {
    const request = event.data as Request;
    if (request.do === 'call') void begin(request.id, request.name, request.order);
    else if (request.do === 'pull') void pull(request.id);
    else {
      const call = running.get(request.id);
      call?.abort.abort();
      // Queued after the item in progress, whose failure, if any, reaches the pull that asked for it.
      call?.stream?.return(undefined).catch(() => {});
    }
  });
}

export interface Connection<S> {
  readonly remote: Remote<S>;
  /** Fails every unanswered call; later ones fail at once. */
  close(failure: Failure): void;
}

interface Waiting {
  readonly resolve: (reply: { value: unknown; done: boolean }) => void;
  readonly reject: (error: CallFailed) => void;
}

export interface Listening {
  /** Called at every message from the other side. */
  readonly heard?: () => void;
  /** Called before a failure reaches its caller. */
  readonly failed?: (failure: Failure) => void;
}

/** The functions that the other side of `port` serves. */
export function connect<S>(port: PortLike, streams: Streams<S>, listening: Listening = {}): Connection<S> {
  const waiting = new Map<number, Waiting[]>();
  let closed: Failure | null = null;
  let lastId = 0;

  port.addEventListener('message', event => {
    listening.heard?.();
    const reply = event.data as Reply;
    if (!reply.ok) listening.failed?.(reply.failure);
    const asked = waiting.get(reply.id)?.shift();
    if (!asked) return;
    if (reply.ok) asked.resolve(reply);
    else asked.reject(new CallFailed(reply.failure));
  });

  const ask = (request: Request, transfer: Transferable[] = []) =>
    new Promise<{ value: unknown; done: boolean }>((resolve, reject) => {
      if (closed) return reject(new CallFailed(closed));
      const queue = waiting.get(request.id) ?? [];
      queue.push({ resolve, reject });
      waiting.set(request.id, queue);
      port.postMessage(request, transfer);
    });

  const abortWith = (id: number, signal: AbortSignal | undefined) => {
    const abort = () => closed ?? port.postMessage({ id, do: 'abort' } satisfies Request, []);
    signal?.addEventListener('abort', abort);
    return () => signal?.removeEventListener('abort', abort);
  };

  async function call(name: string, order: unknown, { signal, transfer }: CallOptions = {}) {
    signal?.throwIfAborted();
    const id = ++lastId;
    const done = abortWith(id, signal);
    try {
      return (await ask({ id, do: 'call', name, order }, transfer)).value;
    } finally {
      done();
      waiting.delete(id);
    }
  }

  async function* iterate(name: string, order: unknown, { signal, transfer }: CallOptions = {}) {
    if (signal?.aborted) return;
    const id = ++lastId;
    const done = abortWith(id, signal);
    let ended = false;
    const pulls: ReturnType<typeof ask>[] = [];
    const pull = () => {
      const next = ask({ id, do: 'pull' });
      // Not awaited by anyone if an earlier one failed.
      next.catch(() => {});
      pulls.push(next);
    };
    try {
      const begun = ask({ id, do: 'call', name, order }, transfer);
      // At once: a generator begins with the first pull, and this side may be busy when the answer to its call comes.
      while (pulls.length < AHEAD) pull();
      await begun;
      for (;;) {
        const item = await pulls.shift()!;
        ended = item.done;
        if (ended) return item.value;
        pull();
        yield item.value;
      }
    } catch (error) {
      ended = true;
      throw error;
    } finally {
      done();
      if (!ended && !closed) port.postMessage({ id, do: 'abort' } satisfies Request, []);
      waiting.delete(id);
    }
  }

  const remote = new Proxy(
    {},
    {
      get: (_, name: string) => (order: unknown, options?: CallOptions) =>
        name in streams ? iterate(name, order, options) : call(name, order, options),
    },
  ) as Remote<S>;

  return {
    remote,
    close(failure) {
      closed = failure;
      for (const queue of waiting.values()) {
        for (const { reject } of queue) reject(new CallFailed(failure));
      }
      waiting.clear();
    },
  };
}
