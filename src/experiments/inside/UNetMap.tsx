import { useMemo } from 'react';
import { runShape } from '../../store/settings/dataInView.ts';
import { PictureGrid } from '../../ui/PictureGrid.tsx';
import { useApp } from '../../ui/useApp.ts';
import type { BlockReport } from './engine/insideJob.ts';
import { strengthPicture } from './featurePictures.ts';
import { type Place, unetLayout } from './unetLayout.ts';
import { plainName, shortKind } from './words.ts';

interface Props {
  readonly blocks: readonly BlockReport[];
  /** Name of the chosen block. */
  readonly chosen: string;
  readonly onChoose: (name: string) => void;
  /** Each block's share of the compared cost, 0..1. */
  readonly shares: readonly number[];
}

/** The network as a U of small pictures: each shows where its block's channels are strong. */
export function UNetMap({ blocks, chosen, onChoose, shares }: Props) {
  const names = blocks.map(({ name, shape }) => `${name} ${shape}`).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the names say all that the layout depends on
  const { columns, rows, places } = useMemo(() => unetLayout(blocks), [names]);
  const input = useApp(runShape);
  const most = Math.max(...shares);
  return (
    <div className="unet-scroll">
      <div
        className="unet"
        style={{ gridTemplateColumns: `repeat(${columns}, minmax(var(--unet-column), 1fr))` }}
      >
        <svg className="unet-ways" viewBox={`0 0 ${columns} ${rows}`} preserveAspectRatio="none" aria-hidden>
          <Ways blocks={blocks} places={places} />
        </svg>
        {blocks.map((block, i) => {
          const { column, row } = places[i]!;
          const { bytes, shape } = strengthPicture(block, input);
          return (
            <button
              key={block.name}
              type="button"
              className={`unet-block unet-${block.stage}`}
              style={{ gridColumn: column + 1, gridRow: row + 1 }}
              aria-pressed={block.name === chosen}
              aria-label={`${shortKind(block)}. ${plainName(block)}; ${block.name}, ${block.shape.join(' × ')}`}
              title={plainName(block)}
              onClick={() => onChoose(block.name)}
            >
              <PictureGrid bytes={bytes} shape={shape} count={1} columns={1} label="" />
              <span className="unet-share" aria-hidden>
                <span style={{ inlineSize: `${(100 * shares[i]!) / most}%` }} />
              </span>
              <span className="unet-name" aria-hidden>
                {shortKind(block)}
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** Lines between consecutive blocks, and arcs for the skip connections. */
function Ways({
  blocks,
  places,
}: {
  readonly blocks: readonly BlockReport[];
  readonly places: readonly Place[];
}) {
  const middle = ({ column, row }: Place) => `${column + 0.5},${row + 0.45}`;
  const onward = blocks.flatMap((block, i) =>
    i > 0 && block.stage !== 'embedding' && blocks[i - 1]!.stage !== 'embedding'
      ? [`M${middle(places[i - 1]!)} L${middle(places[i]!)}`]
      : [],
  );
  const skips = blocks.flatMap(({ skipFrom }, i) => {
    const from = places[blocks.findIndex(({ name }) => name === skipFrom)];
    const to = places[i]!;
    if (!from) return [];
    const above = to.row + 0.02;
    return [`M${middle(from)} C${from.column + 0.5},${above} ${to.column + 0.5},${above} ${middle(to)}`];
  });
  return (
    <>
      <path className="unet-skip" d={skips.join(' ')} />
      <path className="unet-onward" d={onward.join(' ')} />
    </>
  );
}
