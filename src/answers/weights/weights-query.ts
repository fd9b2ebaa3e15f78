import { z } from 'zod';
import type { ItemRef } from '../../domain/types.ts';
import { ITEM_KINDS } from '../../words/kinds.ts';

const refSchema = z.templateLiteral([z.enum(ITEM_KINDS), ':', z.number()]);

/**
 * "Se il 24 pesasse 30…", "e se togliessi l'obiettivo 12?", "raggiungimento pesato per settore": the weighted attainment
 * and the cost of a point, as the plan has its weights, and as they would be with others. It changes nothing.
 */
export const weightsQuerySchema = z.object({
  type: z.literal('weights'),
  /** The weights that are tried, one an item; null takes the item out. None: as the plan has them. */
  changes: z.array(z.object({ item: refSchema, weight: z.number().min(0).nullable() })),
  /** Every item weighs the same: so much, or the mean of what they weigh now; of the structures asked about alone. */
  equal: z
    .union([z.literal('mean'), z.number().min(0)])
    .nullable()
    .optional(),
  /** What is asked of the trial, when it is not the attainment. */
  told: z.literal('cost_per_point').nullable().optional(),
  /** The structures that were asked about; none for the body and whatever changes. */
  departments: z.array(z.string()),
  units: z.array(z.string()),
  /** A row for each structure of this level. */
  by: z.enum(['department', 'unit']).nullable(),
});
export type WeightsQuery = z.infer<typeof weightsQuerySchema>;

/** An item with the weight that is tried. */
export interface TriedWeight {
  readonly item: ItemRef;
  readonly weight: number | null;
}
