/** Generators of checkpoint files: intact ones, and ones changed with knowledge of their structure. */
import fc from 'fast-check';
import { packCheckpoint } from '../../src/storage/checkpoint.ts';
import { checkpointAt } from '../storage/madeUp.ts';

interface Parts {
  /** The JSON header as text. */
  readonly header: string;
  readonly body: Uint8Array;
}

function split(bytes: Uint8Array): Parts {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  return { header: new TextDecoder().decode(bytes.subarray(8, 8 + length)), body: bytes.slice(8 + length) };
}

function join({ header, body }: Parts, claimed?: bigint): Uint8Array {
  const text = new TextEncoder().encode(header);
  const bytes = new Uint8Array(8 + text.length + body.length);
  new DataView(bytes.buffer).setBigUint64(0, claimed ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(body, 8 + text.length);
  return bytes;
}

const whole = fc.integer({ min: 0, max: 40 }).map(step => packCheckpoint(checkpointAt(step)));

/** Wrong JSON values: of other types, out of range, large, deep. */
const anyJson = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(-1, 2 ** 53, 1e308, -0, 0.5, '', 'F64', 'F32', 'F16', [], {}, null, true),
  fc.array(fc.integer({ min: -5, max: 200 }), { maxLength: 9 }),
  fc.string({ maxLength: 2000 }),
);

type Path = (string | number)[];

/** The paths of everything within a value. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.keys(value).flatMap(key => pathsOf(value[key as never], [...path, key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const intoHeader = fc.tuple(whole, fc.nat(), anyJson).map(([bytes, at, by]) => {
  const { header, body } = split(bytes);
  const parsed: unknown = JSON.parse(header);
  const paths = pathsOf(parsed);
  return join({ header: JSON.stringify(replaced(parsed, paths[at % paths.length]!, by)), body });
});

/** Changes a value in the run's metadata: its step, its settings, its maker. */
const intoState = fc.tuple(whole, fc.nat(), anyJson).map(([bytes, at, by]) => {
  const { header, body } = split(bytes);
  const parsed = JSON.parse(header) as { __metadata__: { state: string } };
  const state: unknown = JSON.parse(parsed.__metadata__.state);
  const paths = pathsOf(state);
  parsed.__metadata__.state = JSON.stringify(replaced(state, paths[at % paths.length]!, by));
  return join({ header: JSON.stringify(parsed), body });
});

const doubleKey = fc
  .tuple(whole, fc.constantFrom('params', '__metadata__', 'dtype', 'losses', '__proto__', 'constructor'))
  .map(([bytes, key]) => {
    const { header, body } = split(bytes);
    return join({
      header: `{"${key}":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},${header.slice(1)}`,
      body,
    });
  });

/** Changes weights: to NaN, to infinity, to other numbers. */
const intoNumbers = fc
  .tuple(
    whole,
    fc.array(fc.tuple(fc.nat(), fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, 1e38)), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([bytes, changes]) => {
    const { header, body } = split(bytes);
    const view = new DataView(body.buffer);
    for (const [at, value] of changes)
      if (body.length >= 4) view.setFloat32(4 * (at % (body.length >> 2)), value, true);
    return join({ header, body });
  });

const flipped = fc
  .tuple(
    whole,
    fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 8 }),
  )
  .map(([bytes, flips]) => {
    const changed = bytes.slice();
    for (const [at, mask] of flips) changed[at % changed.length]! ^= mask;
    return changed;
  });

const cut = fc.tuple(whole, fc.nat()).map(([bytes, at]) => bytes.slice(0, at % bytes.length));
const longer = fc
  .tuple(whole, fc.uint8Array({ minLength: 1, maxLength: 40 }))
  .map(([bytes, more]) => Uint8Array.from([...bytes, ...more]));
const claiming = fc
  .tuple(whole, fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }))
  .map(([bytes, length]) => join(split(bytes), length));
const deep = fc
  .tuple(whole, fc.integer({ min: 1, max: 20_000 }))
  .map(([bytes, depth]) =>
    join({ ...split(bytes), header: `{"a":${'['.repeat(depth)}${']'.repeat(depth)}}` }),
  );

/** A quarter is intact, and most of the rest nearly so; otherwise only the first check would be tested. */
export const anyCheckpointFile: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: whole },
  { weight: 5, arbitrary: intoHeader },
  { weight: 5, arbitrary: intoState },
  { weight: 1, arbitrary: doubleKey },
  { weight: 2, arbitrary: intoNumbers },
  { weight: 2, arbitrary: flipped },
  { weight: 1, arbitrary: cut },
  { weight: 1, arbitrary: longer },
  { weight: 1, arbitrary: claiming },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
);
