import * as tf from '@tensorflow/tfjs';
import type { ConvAttrs } from '../../../nn/ops/opAttrs.ts';
import type { Kernel } from './kernel.ts';

type Sides = [number, number];
const explicit = (vertical: Sides, horizontal: Sides): [Sides, Sides, Sides, Sides] => [
  [0, 0],
  vertical,
  horizontal,
  [0, 0],
];

export const conv2d: Kernel<'conv2d'> = ([x, weight, bias], { stride, padding }) => {
  const { top, bottom, left, right } = padding;
  return [
    tf.fused.conv2d({
      x: x as tf.Tensor4D,
      filter: weight as tf.Tensor4D,
      strides: stride,
      pad: explicit([top, bottom], [left, right]),
      bias: bias!,
    }),
  ];
};

/**
 * dX as a convolution of dOut with the weight turned by 180 degrees. For a stride, zeros go between the pixels of dOut
 * first: tfjs-wasm's own kernel for this (Conv2DBackpropInput) is a plain loop, several times slower.
 */
export const conv2dInputGrad: Kernel<'conv2dInputGrad'> = ([dOut, weight], attrs) => {
  const { kernel, stride, padding, inputShape } = attrs;
  const spread = spreadPixels(dOut as tf.Tensor4D, stride);
  const turned = tf.transpose(tf.reverse(weight!, [0, 1]), [0, 1, 3, 2]) as tf.Tensor4D;
  const pad = (before: number, size: number, spreadSize: number): Sides => {
    const first = kernel - 1 - before;
    return [first, size + kernel - 1 - first - spreadSize];
  };
  const vertical = pad(padding.top, inputShape[0]!, spread.shape[1]);
  const horizontal = pad(padding.left, inputShape[1]!, spread.shape[2]);
  return [tf.conv2d(spread, turned, 1, explicit(vertical, horizontal))];
};

/** Puts `stride - 1` zeros behind every row and column: [B, H, W, C] -> [B, stride H, stride W, C]. */
function spreadPixels(x: tf.Tensor4D, stride: number): tf.Tensor4D {
  if (stride === 1) return x;
  const [batch, height, width, channels] = x.shape;
  const columns = tf.pad(tf.reshape(x, [batch * height * width, channels]), [
    [0, 0],
    [0, (stride - 1) * channels],
  ]);
  const row = width * stride * channels;
  const rows = tf.pad(tf.reshape(columns, [batch * height, row]), [
    [0, 0],
    [0, (stride - 1) * row],
  ]);
  return tf.reshape(rows, [batch, height * stride, width * stride, channels]);
}

/**
 * dWeight as a convolution too, with the roles turned: the channels of x are the images, the batch is the channels and
 * dOut is the filter, dilated by the stride. tfjs-wasm has no kernel for this gradient, and a matrix product over
 * copied patches is ten times slower than its convolution.
 */
export const conv2dFilterGrad: Kernel<'conv2dFilterGrad'> = ([x, dOut], attrs) => {
  if (attrs.kernel === 1 && attrs.stride === 1) return [pointwiseFilterGrad(x!, dOut!)];
  const images = channelsAsImages(x as tf.Tensor4D);
  const filter = tf.transpose(dOut as tf.Tensor4D, [1, 2, 0, 3]);
  const pad = (before: number, size: number, outSize: number) => afterPadding(attrs, before, size, outSize);
  const vertical = pad(attrs.padding.top, images.shape[1], filter.shape[0]);
  const horizontal = pad(attrs.padding.left, images.shape[2], filter.shape[1]);
  const padding = explicit([attrs.padding.top, vertical], [attrs.padding.left, horizontal]);
  const dWeight = tf.conv2d(images, filter, 1, padding, 'NHWC', attrs.stride); // [I, k, k, O]
  return [tf.transpose(dWeight, [1, 2, 0, 3])];
};

/**
 * [B, H, W, C] -> [C, H, W, B], in three moves that each keep to small blocks or whole rows: tfjs-wasm's transposition
 * in one go jumps through memory and takes up to three times as long.
 */
function channelsAsImages(x: tf.Tensor4D): tf.Tensor4D {
  const [batch, height, width, channels] = x.shape;
  const pixels = height * width;
  const byPixel = tf.transpose(tf.reshape(x, [batch, pixels, channels]), [1, 0, 2]);
  const turned = tf.transpose(byPixel, [0, 2, 1]); // [pixels, C, B]
  return tf.reshape(tf.transpose(turned, [1, 0, 2]), [channels, height, width, batch]);
}

/** For a 1 x 1 kernel: x^T dOut over all pixels, [1, 1, I, O]. */
function pointwiseFilterGrad(x: tf.Tensor, dOut: tf.Tensor): tf.Tensor {
  const [batch, height, width, fanIn] = x.shape as [number, number, number, number];
  const fanOut = dOut.shape[3]!;
  const pixels = height * width;
  const byImage = tf.transpose(tf.reshape(x, [batch, pixels, fanIn]), [0, 2, 1]);
  const byChannel = tf.transpose(byImage, [1, 0, 2]); // [I, B, pixels]
  const product = tf.matMul(
    tf.reshape(byChannel, [fanIn, batch * pixels]),
    tf.reshape(dOut, [batch * pixels, fanOut]),
  );
  return tf.reshape(product, [1, 1, fanIn, fanOut]);
}

/** The padding behind that makes the turned convolution exactly `kernel` wide. */
function afterPadding({ kernel, stride }: ConvAttrs, before: number, size: number, outSize: number): number {
  return kernel + stride * (outSize - 1) - size - before;
}
