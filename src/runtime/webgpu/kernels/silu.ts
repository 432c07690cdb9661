/** SiLU and its slope in WGSL, on vectors. */
export const SILU = `
fn silu(y: vec4f) -> vec4f { return y / (1.0 + exp(-y)); }
fn silu_slope(y: vec4f) -> vec4f { let s = 1.0 / (1.0 + exp(-y)); return s + y * s * (1.0 - s); }
`;
