import { ContainerError, type ContainerEngine } from './container';

/** For an embedded AWS that runs no containers: its tasks stop because their images cannot be pulled. */
export const noContainers: ContainerEngine = {
  pull: (reference) =>
    Promise.reject(new ContainerError('CannotPullContainerError', `nothing runs containers here, so not ${reference}`)),
  start: ({ image }) =>
    Promise.reject(
      new ContainerError('CannotStartContainerError', `nothing runs containers here, so not ${image.reference}`),
    ),
};
