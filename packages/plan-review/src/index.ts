/**
 * The public API of plan-review. A review has three steps: plans are read ({@link readPlan}) or made
 * ({@link reviewDirectories}), judged and compared ({@link reviewOf}), and written ({@link writeReview}).
 */

// Reviews, whole
export { reviewDirectories, type DirectoryReviewOptions } from './terraform/review-directories';
export { reviewPlanFiles } from './terraform/review-plan-files';
export { inWorkFolder } from './sources/work-folder';
export type { Step } from './terraform/step';

// Their parts
export { readPlan } from './plan/read-plan';
export type { Counts, OutputChange, Plan, ResourceChange } from './plan/plan';
export { Sensitive, UNKNOWN, type Value } from './plan/value';
export { findingsOf } from './findings/findings-of';
export { EVERY_RULE } from './findings/every-rule';
export type { Category, Finding, Severity } from './findings/finding';
export type { ChangeRule, Observation, PlanObservation, PlanRule, Rule } from './findings/rule';
export { differencesOf } from './diff/differences-of';
export type { Difference, DifferenceLine } from './diff/difference';
export { costOf } from './cost/cost-of';
export type { CostDifference } from './cost/cost';
export { reviewOf, type PlannedStack, type ReviewParts } from './review-of';
export type { Review, StackReview, Verdict } from './report/review';

// What is written of a review
export { writeFailure, writeReview, type WriteReviewOptions } from './output/write-review';
export { exitCodeOf, type Acceptable } from './output/exit-code';
export { renderComment } from './report/comment/render-comment';
export { COMMENT_MARKER, type CommentOptions } from './report/comment/options';
export { renderHtml } from './report/html/render-html';
export { reviewJson } from './report/json/review-json';
export { renderSummary, type SummaryOptions } from './report/summary/render-summary';

// Policy checks with checkov
export { checkChange, type CheckChangeOptions } from './checkov/check-change';
export type { CheckedChange } from './checkov/new-failures';

// Errors
export { CommandFailed, UserError } from './errors';
export { PlanFormatError } from './plan/plan-format-error';
