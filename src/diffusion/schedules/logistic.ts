/** 1 / (1 + e^-x), from 0 to 1. */
export const logistic = (x: number): number => 1 / (1 + Math.exp(-x));
