import { builds } from './builds';
import { projects } from './projects';

export { buildProjects } from './projects';

/** What moto lacks of CodeBuild. */
export const CODEBUILD_HANDLERS = [builds, projects];
