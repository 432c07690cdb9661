/** Drawing in the plane on a canvas: dots, paths, arrows, circles and densities, in the plane's own coordinates. */

/** A square of a canvas that shows [-reach, reach]², y upwards; `size` in CSS pixels. */
export interface Plane {
  readonly context: CanvasRenderingContext2D;
  readonly size: number;
  readonly reach: number;
}

const left = ({ size, reach }: Plane, x: number): number => ((x + reach) / (2 * reach)) * size;
const top = ({ size, reach }: Plane, y: number): number => ((reach - y) / (2 * reach)) * size;

/** Sizes the canvas to a square `size` CSS pixels wide, as sharp as the screen, and clears it. */
export function beginPlane(canvas: HTMLCanvasElement, size: number, reach: number): Plane | null {
  return beginTiles(canvas, size, { columns: 1, rows: 1 }, reach);
}

/**
 * The same for rows of squares, `width` CSS pixels in all; `context` is moved to each by `translate`. The width is given, since asking the page for it at every frame would lay the page out each time.
 */
export function beginTiles(
  canvas: HTMLCanvasElement,
  width: number,
  { columns, rows }: { readonly columns: number; readonly rows: number },
  reach: number,
): Plane | null {
  const context = canvas.getContext('2d');
  if (!context) return null;
  const size = width / columns;
  const [across, down] = [width, rows * size].map(length => Math.round(length * devicePixelRatio)) as [
    number,
    number,
  ];
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  context.setTransform(across / width, 0, 0, across / width, 0, 0);
  context.clearRect(0, 0, width, rows * size);
  return { context, size, reach };
}

/** The axes, and the square [-1, 1]² in which the data lies. */
export function drawAxes(plane: Plane, colour: string): void {
  const { context, size } = plane;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, top(plane, 0));
  context.lineTo(size, top(plane, 0));
  context.moveTo(left(plane, 0), 0);
  context.lineTo(left(plane, 0), size);
  context.rect(
    left(plane, -1),
    top(plane, 1),
    left(plane, 1) - left(plane, -1),
    top(plane, -1) - top(plane, 1),
  );
  context.globalAlpha = 0.6;
  context.stroke();
  context.globalAlpha = 1;
}

/**
 * @param points [count, 2].
 * @param colourOf an index into `colours` for each point; the first where it is null.
 */
export function drawDots(
  { context, size, reach }: Plane,
  points: Float32Array,
  colours: readonly string[],
  { side = 2, alpha = 0.7, colourOf = null as ((point: number) => number) | null } = {},
): void {
  const scale = size / (2 * reach);
  const middle = size / 2 - side / 2;
  context.globalAlpha = alpha;
  colours.forEach((colour, which) => {
    context.fillStyle = colour;
    for (let n = 0; 2 * n < points.length; n++) {
      if ((colourOf?.(n) ?? 0) !== which) continue;
      context.fillRect(middle + scale * points[2 * n]!, middle - scale * points[2 * n + 1]!, side, side);
    }
  });
  context.globalAlpha = 1;
}

/** A line through points [count, 2]. */
export function drawPath(
  plane: Plane,
  points: ArrayLike<number>,
  colour: string,
  width = 2,
  alpha = 1,
): void {
  const { context } = plane;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.globalAlpha = alpha;
  context.beginPath();
  for (let i = 0; i < points.length; i += 2)
    context.lineTo(left(plane, points[i]!), top(plane, points[i + 1]!));
  context.stroke();
  context.globalAlpha = 1;
}

/** Straight pieces from each of `from` to its like in `to`, [count, 2] each, in one stroke. */
export function drawPieces(
  plane: Plane,
  from: Float32Array,
  to: Float32Array,
  colour: string,
  alpha: number,
): void {
  const { context } = plane;
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.globalAlpha = alpha;
  context.beginPath();
  for (let i = 0; i < from.length; i += 2) {
    context.moveTo(left(plane, from[i]!), top(plane, from[i + 1]!));
    context.lineTo(left(plane, to[i]!), top(plane, to[i + 1]!));
  }
  context.stroke();
  context.globalAlpha = 1;
}

/** `radius` in the plane's units; a filled disc of `pixels` where that is given instead. */
export function drawCircle(
  plane: Plane,
  [x, y]: readonly [number, number],
  { radius = 0, pixels = 0 },
  colour: string,
  dashes: readonly number[] = [],
): void {
  const { context, size, reach } = plane;
  context.beginPath();
  context.arc(left(plane, x), top(plane, y), pixels || (radius * size) / (2 * reach), 0, 2 * Math.PI);
  if (pixels > 0) {
    context.fillStyle = colour;
    context.fill();
    return;
  }
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.setLineDash([...dashes]);
  context.stroke();
  context.setLineDash([]);
}

/** Arrows from `at` along `along`, [count, 2] each and already scaled to the plane's units. */
export function drawArrows(plane: Plane, at: Float32Array, along: Float32Array, colour: string): void {
  const { context } = plane;
  context.strokeStyle = colour;
  context.lineWidth = 1.25;
  context.beginPath();
  for (let i = 0; i < at.length; i += 2) {
    const [x, y] = [left(plane, at[i]!), top(plane, at[i + 1]!)];
    const [tipX, tipY] = [left(plane, at[i]! + along[i]!), top(plane, at[i + 1]! + along[i + 1]!)];
    const length = Math.hypot(tipX - x, tipY - y);
    context.moveTo(x, y);
    context.lineTo(tipX, tipY);
    if (length < 1.5) continue;
    const head = Math.min(4, 0.45 * length) / length;
    const [backX, backY] = [(x - tipX) * head, (y - tipY) * head];
    context.moveTo(tipX + backX - 0.6 * backY, tipY + backY + 0.6 * backX);
    context.lineTo(tipX, tipY);
    context.lineTo(tipX + backX + 0.6 * backY, tipY + backY - 0.6 * backX);
  }
  context.stroke();
}

/** Values [side, side], rows from the top, over the whole plane: the largest is `most` opaque. */
export function drawDensity(
  { context, size }: Plane,
  values: Float32Array,
  side: number,
  colour: string,
  most = 0.55,
): void {
  const largest = values.reduce((a, b) => Math.max(a, b), 0);
  if (largest === 0) return;
  const own = scratch(side);
  const pixels = own.createImageData(side, side);
  // The square root lets thin parts be seen.
  for (let i = 0; i < values.length; i++)
    pixels.data[4 * i + 3] = 255 * most * Math.sqrt(values[i]! / largest);
  own.putImageData(pixels, 0, 0);
  own.globalCompositeOperation = 'source-in';
  own.fillStyle = colour;
  own.fillRect(0, 0, side, side);
  context.drawImage(own.canvas, 0, 0, size, size);
}

const scratches = new Map<number, OffscreenCanvasRenderingContext2D>();

/** A canvas to draw on before it is copied; made once for each size. */
function scratch(side: number): OffscreenCanvasRenderingContext2D {
  const known = scratches.get(side) ?? new OffscreenCanvas(side, side).getContext('2d')!;
  scratches.set(side, known);
  return known;
}
