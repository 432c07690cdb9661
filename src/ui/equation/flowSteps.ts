import type { SamplerName } from '../../diffusion/names.ts';

/**
 * One step of each sampler on a rectified flow, where x_s = (1 - s) x_0 + s eps: the same formulas as for a variance
 * preserving process, with 1 - s in place of sqrt(alpha-bar) and s in place of sqrt(1 - alpha-bar). Step t' is at s'.
 */
export const FLOW_STEPS: { readonly [K in SamplerName]: string } = {
  ddpm: String.raw`x_{t'} = \tfrac{(1-s)\,s'^2}{(1-s')\,s^2}\,x_t + \Big(1-s'-\tfrac{(1-s)^2\,s'^2}{(1-s')\,s^2}\Big)\,\hat x_0 + \sigma_t\,z`,
  ddim: String.raw`x_{t'} = (1-s')\;\hat x_0 + \sqrt{s'^2-\sigma_t^2}\;\hat\varepsilon + \sigma_t\,z`,
  'dpm++': String.raw`x_{t'} = \tfrac{s'}{s}\,x_t + (1-e^{-h})\,(1-s')\big((1+\tfrac{1}{2r})\,\hat x_0 - \tfrac{1}{2r}\,\hat x_0'\big)`,
  euler: String.raw`x_{t'} = x_t + (s'-s)\,(\hat\varepsilon - \hat x_0)`,
};
