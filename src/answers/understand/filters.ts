import type { RoleAssignment } from '../../domain/types.ts';
import type { Reading } from './reading.ts';

export const speaksOfDeadline = (reading: Reading): boolean =>
  reading.concepts.has('attr:deadline') ||
  reading.concepts.has('ask:upcoming') ||
  (reading.concepts.has('horizon:beyond') && reading.years.length > 0);

/** The asker's own structures: the unit of a contact, the department of a head. Null when nothing is known. */
export function ownStructures(
  asker: { readonly roles: readonly RoleAssignment[] } | null,
): { readonly departments: readonly string[]; readonly units: readonly string[] } | null {
  if (!asker) return null;
  const units = asker.roles.flatMap((role) => (role.role !== 'head' && role.unit ? [role.unit] : []));
  const departments = asker.roles.flatMap((role) =>
    role.department && (role.role === 'head' || !role.unit) ? [role.department] : [],
  );
  return units.length + departments.length === 0
    ? null
    : { departments: [...new Set(departments)], units: [...new Set(units)] };
}
