import type { FollowingStack } from '../review';
import { counted } from '../text/words';
import { code, prose, within } from './markdown';
import type { Piece } from './pieces';

/** The stacks that are not planned, although something of them may change. */
export function followingFold(following: readonly FollowingStack[]): readonly Piece[] {
  if (following.length === 0) return [];
  const stacks = counted(following.length, 'more stack');
  return [
    {
      importance: 'frame',
      open: `<details><summary>${stacks} may change and could not be planned yet</summary>\n\n`,
      children: following.map(({ stack, reason }) => ({
        importance: 'following stack',
        open: `- ${within(300, stack, code)}: ${within(600, reason, prose)}\n`,
      })),
      close: '\n</details>\n\n',
    },
  ];
}
