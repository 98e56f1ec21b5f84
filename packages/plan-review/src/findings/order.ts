import { CATEGORIES, type Finding, type Severity } from './finding';

/** The worst first. */
const SEVERITIES: readonly Severity[] = ['dangerous', 'attention', 'note'];

/**
 * Findings as they are shown: the worst first; of the same severity, what loses data and what opens something before
 * all else; then by stack as they came, and by address.
 */
export function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const ranked = findings.map((finding) => ({
    finding,
    rank: SEVERITIES.indexOf(finding.severity) * CATEGORIES.length + CATEGORIES.indexOf(finding.category),
  }));
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ finding }) => finding);
}
