/** Lengths of a drawing, in one unit (pixels of an unscaled screen). */
export interface Sizes {
  readonly boxWidth: number;
  readonly boxHeight: number;
  /** Between two boxes of a layer. */
  readonly gap: number;
  /** Between two layers: the room in which arrows cross. */
  readonly layerGap: number;
  /** Between two lanes. */
  readonly laneGap: number;
  /** What an arrow takes of the height of a layer that it passes. */
  readonly bendGap: number;
}
