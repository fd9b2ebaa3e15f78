import type { RoleAssignment } from '../../domain/types.ts';
import { joinedName, theOne } from '../../words/proper-names.ts';

export interface SuggestedPrompt {
  readonly title: string;
  readonly message: string;
}

/** Slack shows at most four. */
const MAX_PROMPTS = 4;

const FOR_ALL: readonly SuggestedPrompt[] = [
  { title: 'Quanto costa un obiettivo', message: 'Quanto costa l’obiettivo 24?' },
  { title: 'Costi per settore', message: 'Costi di personale per settore' },
  { title: 'Che cosa scade', message: 'Quando scadono gli obiettivi pluriennali?' },
  { title: 'Che cosa so fare', message: 'Aiuto' },
];

/** The questions that fit a person's roles, then those that fit everybody. */
export function suggestedPrompts(roles: readonly RoleAssignment[]): readonly SuggestedPrompt[] {
  const has = (role: RoleAssignment['role']): boolean => roles.some((assignment) => assignment.role === role);
  const department = roles.find(({ role }) => role === 'head')?.department;
  const own: readonly SuggestedPrompt[] = [
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
            title: 'Che cosa manca nel mio settore',
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
  return [...own, ...FOR_ALL].slice(0, MAX_PROMPTS);
}
