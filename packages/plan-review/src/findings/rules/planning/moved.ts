import { capitalize, resourceName } from '../../reading/resource-name';
import type { ChangeRule } from '../../rule';

/** A resource gets another address in Terraform. */
export const moved: ChangeRule = {
  about: 'change',
  id: 'resource-moved',
  category: 'planning',
  severities: ['note'],
  meaning: 'A resource has another address in Terraform; what is deployed stays.',
  check: ({ previousAddress, address }) =>
    previousAddress === undefined
      ? []
      : [
          {
            severity: 'note',
            title: `${previousAddress} is called ${address} from now on`,
            detail: 'Only its address in the state changes.',
          },
        ],
};

/** An existing resource is imported. */
export const imported: ChangeRule = {
  about: 'change',
  id: 'resource-imported',
  category: 'planning',
  severities: ['note'],
  meaning: 'A resource that exists already is imported into Terraform.',
  check: (change) =>
    change.importId === undefined
      ? []
      : [
          {
            severity: 'note',
            title: `${capitalize(resourceName(change))} is imported into Terraform`,
            detail: `It is imported as ${change.importId}. From now on Terraform changes it as the code says.`,
          },
        ],
};

/** A resource stays and Terraform no longer manages it. */
export const forgotten: ChangeRule = {
  about: 'change',
  id: 'resource-forgotten',
  category: 'planning',
  severities: ['attention'],
  meaning: 'A resource stays, and Terraform does not manage it any more.',
  check: (change) =>
    change.action === 'forget' || change.forgetsOld === true
      ? [
          {
            severity: 'attention',
            title: `${capitalize(resourceName(change))} stays, but Terraform no longer manages it`,
            detail: 'It costs and can be reached as before. From now on it is managed and deleted by hand.',
          },
        ]
      : [],
};
