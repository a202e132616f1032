import type { Sizes } from '../../../portal/src/map/layout/sizes.js';

export const SIZES: Sizes = { boxWidth: 160, boxHeight: 44, gap: 16, layerGap: 80, laneGap: 24, bendGap: 10 };
