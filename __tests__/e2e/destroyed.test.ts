import { writeFile } from 'node:fs/promises';
import { requireNoRemainingResources } from '../../cli/start/require-no-remaining-resources';
import { tearDown } from '../../cli/start/tear-down';
import wide from '../fixtures/platforms/wide.config';
import { quietStep } from './helpers/quiet-step';
import { useRehearsedPlatform } from './helpers/rehearsed-platform';

const { 'warehouse-inventory-reconciliation-batch': warehouse, billing } = wide.services;

/** Every environment, and the services that differ most: each kind of stack, with every kind of resource. */
const PLATFORM = { ...wide, services: { 'warehouse-inventory-reconciliation-batch': warehouse, billing } };

describe('a platform of three environments, of which one is protected', () => {
  const deployed = useRehearsedPlatform(async (fileOfRun) => {
    await writeFile(fileOfRun('config.json'), JSON.stringify(PLATFORM));
    return fileOfRun('config.json');
  });

  it('leaves nothing when it is destroyed', async () => {
    expect(deployed.rehearsal.github.hooks()).toHaveLength(2);
    await tearDown(deployed.workspace, quietStep);
    await requireNoRemainingResources(deployed.rehearsal);
    expect(deployed.rehearsal.github.hooks()).toEqual([]);
  });
});
