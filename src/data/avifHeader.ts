/** The header of an AVIF: boxes within boxes (ISO 14496-12), the sizes of its pictures among their properties. */

interface AvifHeader {
  readonly width: number;
  readonly height: number;
  readonly animated: boolean;
}

interface Box {
  readonly type: string;
  /** Start and end of its content. */
  readonly start: number;
  readonly end: number;
}

/** Null for another file of this family, such as HEIC. @throws RangeError if it is cut short. */
export function avifHeader(view: DataView): AvifHeader | null {
  const whole = { type: '', start: 0, end: view.byteLength };
  const [ftyp] = boxesIn(view, whole);
  if (!ftyp) return null;
  const brands = [text(view, ftyp.start)];
  for (let at = ftyp.start + 8; at + 4 <= ftyp.end; at += 4) brands.push(text(view, at));
  if (!brands.includes('avif') && !brands.includes('avis')) return null;
  // ISO 23008-12, 6.5.3: 'ispe', a size for each picture and each tile; the largest is what it takes to decode it.
  const sizes = boxesIn(view, whole, 'meta')
    .map(meta => ({ ...meta, start: meta.start + 4 }))
    .flatMap(meta => boxesIn(view, meta, 'iprp'))
    .flatMap(iprp => boxesIn(view, iprp, 'ipco'))
    .flatMap(ipco => boxesIn(view, ipco, 'ispe'))
    .map(({ start }) => ({ width: view.getUint32(start + 4), height: view.getUint32(start + 8) }))
    .sort((a, b) => b.width * b.height - a.width * a.height);
  const [largest] = sizes;
  return largest ? { ...largest, animated: brands.includes('avis') } : null;
}

const text = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map(i => view.getUint8(at + i)));

function boxesIn(view: DataView, outer: Box, wanted?: string): Box[] {
  const boxes: Box[] = [];
  for (let at = outer.start; at + 8 <= outer.end; ) {
    const size = view.getUint32(at);
    const isLong = size === 1;
    const bytes = isLong ? Number(view.getBigUint64(at + 8)) : size === 0 ? outer.end - at : size;
    const start = at + (isLong ? 16 : 8);
    if (at + bytes < start) break;
    const box = { type: text(view, at + 4), start, end: Math.min(outer.end, at + bytes) };
    if (wanted === undefined || box.type === wanted) boxes.push(box);
    at += bytes;
  }
  return boxes;
}
