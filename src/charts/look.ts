import type { Shade } from './theme.ts';

/** How a picture is to look. */
export interface Look {
  readonly shade: Shade;
  /** `#rrggbb`; null for those of the chart's body. */
  readonly colours: readonly string[] | null;
  /** In pixels; texts keep their size, so that a narrow picture is read on a phone. */
  readonly width: number;
}

export const ON_A_PHONE = 720;
