import { type Suggestion, suggestionsFor } from '../../answers/suggestions.ts';
import type { Plan, RoleAssignment } from '../../domain/types.ts';
import { joinedName, theOne } from '../../words/proper-names.ts';

/** Slack shows at most four. */
const MAX_PROMPTS = 4;

/** The questions that fit a person's roles, then those that fit everybody and that the plan can answer. */
export function suggestedPrompts(roles: readonly RoleAssignment[], plan: Plan): readonly Suggestion[] {
  const has = (role: RoleAssignment['role']): boolean => roles.some((assignment) => assignment.role === role);
  const department = roles.find(({ role }) => role === 'head')?.department;
  const own: readonly Suggestion[] = [
    ...(has('contact')
      ? [
          { title: 'I miei obiettivi', message: 'I miei obiettivi' },
          { title: 'Che cosa devo ancora inviare', message: 'Che cosa devo ancora aggiornare?' },
        ]
      : []),
    ...(department
      ? [
          {
            title: `Costi ${joinedName('di', department)}`,
            message: `Quanto costa ${theOne(department) ?? department}?`,
          },
          {
            title: 'Che cosa manca nella mia struttura',
            message: `Che cosa manca al monitoraggio ${joinedName('in', department)}?`,
          },
        ]
      : []),
    ...(has('controller') || has('evaluator')
      ? [
          { title: 'A che punto è il monitoraggio', message: 'A che punto è il monitoraggio?' },
          { title: 'Dove il documento si contraddice', message: 'Quali discordanze ci sono nel documento?' },
        ]
      : []),
  ];
  const { item, byStructure, deadlines } = suggestionsFor(plan);
  const forAll = [item, byStructure, deadlines, { title: 'Che cosa so fare', message: 'Aiuto' }];
  return [...own, ...forAll].slice(0, MAX_PROMPTS);
}
