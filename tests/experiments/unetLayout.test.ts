import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../src/config/runConfig.ts';
import { networkConfig } from '../../src/engine/run/networkConfig.ts';
import { channelPictures, strengthPicture } from '../../src/experiments/inside/featurePictures.ts';
import { unetLayout } from '../../src/experiments/inside/unetLayout.ts';
import { explanation, plainName } from '../../src/experiments/inside/words.ts';
import { ATTENTION_CHOICES, CHANNEL_CHOICES } from '../../src/nn/names.ts';
import { buildUNet } from '../../src/nn/unet/buildUNet.ts';
import { outline } from '../../src/nn/unet/outline.ts';
import { SHAPE } from '../data/mnistSize.ts';

const all = CHANNEL_CHOICES.flatMap(channels =>
  ATTENTION_CHOICES.flatMap(attention =>
    [1, 3].map(layersPerBlock => ({ ...DEFAULT_CONFIG, channels, attention, layersPerBlock })),
  ),
);

describe('the drawn UNet', () => {
  it.each(all)(
    '$channels, attention $attention, $layersPerBlock layers: a U in which nothing overlaps',
    config => {
      const blocks = outline(buildUNet(networkConfig(config)));
      const { columns, rows, places } = unetLayout(blocks);
      expect(rows).toBe(config.channels.split('/').length);
      expect(new Set(places.map(({ column, row }) => `${column} ${row}`)).size).toBe(blocks.length);
      for (const { column, row } of places) {
        expect(column).toBeGreaterThanOrEqual(0);
        expect(column).toBeLessThan(columns);
        expect(row).toBeLessThan(rows);
      }
      // Each skip goes from left to right within a row.
      blocks.forEach(({ skipFrom }, i) => {
        if (!skipFrom) return;
        const from = places[blocks.findIndex(({ name }) => name === skipFrom)]!;
        expect(from.row).toBe(places[i]!.row);
        expect(from.column).toBeLessThan(places[i]!.column);
      });
    },
  );
});

describe('the blocks in plain words', () => {
  it.each(all)('$channels, attention $attention, $layersPerBlock layers: each has its own', config => {
    const blocks = outline(buildUNet(networkConfig(config)));
    expect(new Set(blocks.map(plainName)).size).toBe(blocks.length);
    for (const block of blocks) expect(explanation(block)).toMatch(/^[A-Z].*[.]$/);
  });

  it('say where a block stands', () => {
    const blocks = outline(buildUNet(networkConfig(DEFAULT_CONFIG)));
    const named = (name: string) => plainName(blocks.find(block => block.name === name)!);
    expect(named('mid_block.resnets.0')).toBe('Bottom, 7 × 7: residual block 1');
    expect(named('down_blocks.0.resnets.0')).toBe('Way down, 28 × 28: residual block 1');
    expect(named('up_blocks.1.resnets.1')).toBe('Way up, 14 × 14: residual block 2');
    expect(named('conv_in')).toBe('First convolution');
  });
});

describe('feature maps as pictures', () => {
  it('enlarge each channel on the scale of the block', () => {
    // Two by two places, two channels.
    const block = { shape: [2, 2, 2], features: Float32Array.of(1, 0, -2, 0, 0, 4, 0, 0) };
    const { bytes, count, white } = channelPictures(block, SHAPE);
    expect([count, white]).toEqual([2, 4]);
    const at = (channel: number, y: number, x: number) => bytes[channel * 784 + y * 28 + x];
    expect(at(0, 0, 0)).toBe(Math.round((1 / 4 + 1) * 127.5));
    expect(at(0, 13, 27)).toBe(64);
    expect(at(1, 14, 0)).toBe(255);
    expect(at(1, 27, 27)).toBe(128);
    const strength = strengthPicture(block, SHAPE);
    expect(strength.white).toBeCloseTo(Math.sqrt(16 / 2), 6);
    expect(strength.bytes[14 * 28]).toBe(255);
    expect(strength.bytes[27 * 28 + 27]).toBe(0);
  });
});
