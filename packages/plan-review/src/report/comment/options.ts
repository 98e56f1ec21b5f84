/** First line of a comment, by which a workflow finds it again; GitHub does not show it. */
export const COMMENT_MARKER = '<!-- plan-review -->';

/** How a comment is rendered. */
export interface CommentOptions {
  /**
   * First line, by which the comment is found again; several reviews of one pull request need one each.
   * @default COMMENT_MARKER
   */
  readonly marker?: string;
  /** Address of the full report. @default - none is linked */
  readonly reportUrl?: string;
  /** Label that accepts a dangerous change. @default - none is named */
  readonly acceptingLabel?: string;
  /**
   * Most bytes of UTF-8. GitHub takes 65,536 characters, and a text never has fewer bytes than characters.
   * @default 65000
   */
  readonly most?: number;
}
