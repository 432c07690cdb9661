import { useMemo } from 'react';
import { runShape } from '../../store/settings/dataInView.ts';
import { shortNumber } from '../../ui/charts/axes.ts';
import { Facts } from '../../ui/Facts.tsx';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { useApp } from '../../ui/useApp.ts';
import type { BlockReport } from './engine/insideJob.ts';
import { channelPictures } from './featurePictures.ts';
import { explanation, inWords, MEASURE_LABELS, MEASURES, plainName } from './words.ts';

/** Channels in one row. */
const COLUMNS = matchMedia('(max-width: 40rem)').matches ? 8 : 16;

interface Props {
  readonly block: BlockReport;
  /** The block on the way down whose output joins here, if any. */
  readonly from: BlockReport | undefined;
}

/** One block: its feature maps, one small picture per channel, and its cost. */
export function BlockView({ block, from }: Props) {
  const input = useApp(runShape);
  const { bytes, shape, count, white } = useMemo(() => channelPictures(block, input), [block, input]);
  const scale = shortNumber(white);
  const costs = MEASURES.map(measure => [MEASURE_LABELS[measure], inWords[measure](block[measure])] as const);
  return (
    <section className="stack" aria-labelledby="block-name">
      <h3 id="block-name">
        {plainName(block)} <code className="muted block-code">{block.name}</code>
      </h3>
      <p className="muted">
        {explanation(block)}
        {from && ` It joins the output of “${plainName(from)}” with what comes from below.`}
      </p>
      <Facts facts={[['Shape', block.shape.join(' × ')], ...costs]} />
      <figure className="block-channels" style={{ maxInlineSize: `${Math.min(count, COLUMNS) * 4.5}rem` }}>
        <PictureGrid
          bytes={bytes}
          shape={shape}
          count={count}
          columns={COLUMNS}
          label={`The ${count} channels of ${block.name}`}
        />
        <figcaption className="muted numbers">
          {caption(block)}: black is −{scale}, grey 0, white {scale}, the block’s largest magnitude.
        </figcaption>
      </figure>
    </section>
  );
}

function caption({ shape }: BlockReport): string {
  const size = shape.at(-1)!;
  if (shape.length === 1) return `Its ${size} numbers`;
  return size === 1 ? 'Its one channel' : `Its ${size} channels`;
}
