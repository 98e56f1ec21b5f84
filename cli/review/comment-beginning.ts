import { otherConfig } from '../other-config';
import type { Environment } from '../project';

/**
 * What the comment about a review begins with. By its first line `npm run review:comment` finds the comment of an earlier
 * review; where a repository has several platforms, each has its own, and the comment says which one it is about.
 */
export function commentBeginning(env: Environment): string {
  const config = otherConfig(env);
  if (config === undefined) return '<!-- fargate-delivery: plan review -->';
  return `<!-- fargate-delivery: plan review of ${config} -->\nThe platform of \`${config}\`\n`;
}
