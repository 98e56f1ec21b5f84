import type { PlanRule } from '../../rule';

/** Every resource of a stack is destroyed. */
export const stackDestroyed: PlanRule = {
  about: 'plan',
  id: 'stack-destroyed',
  category: 'downtime',
  severities: ['dangerous'],
  meaning: 'Every resource of a stack is destroyed.',
  check: ({ changes, unchanged }) => {
    const managed = changes.filter(({ mode }) => mode === 'managed');
    const destroyed = managed.filter(({ action }) => action === 'delete').length;
    if (destroyed === 0 || destroyed < managed.length || unchanged.length > 0) return [];
    return [
      {
        severity: 'dangerous',
        title: `The whole stack is destroyed: ${destroyed === 1 ? 'one resource' : `${destroyed} resources`}`,
        detail: 'Make sure that no other stack reads its outputs, and that no user needs what it serves.',
      },
    ];
  },
};
