/**
 * The look of the report. Every text has a contrast of 4.5 at least on what is behind it, in the light and in the dark.
 *
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --panel: #f6f8fa; --line: #d1d9e0; --text: #1f2328; --muted: #57606a; --link: #0550ae;
  --dangerous: #a40e26; --dangerous-back: #ffebe9; --attention: #7d4e00; --attention-back: #fff8c5;
  --safe: #116329; --safe-back: #dafbe1; --note: #0550ae; --note-back: #ddf4ff;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --panel: #151b23; --line: #3d444d; --text: #e6edf3; --muted: #9198a1; --link: #79c0ff;
    --dangerous: #ffa198; --dangerous-back: #3a1519; --attention: #e3b341; --attention-back: #2e2410;
    --safe: #7ee787; --safe-back: #10281a; --note: #79c0ff; --note-back: #10243e;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; max-width: 68rem; padding: 1.5rem 1.25rem 4rem; background: var(--page); color: var(--text);
  font: 1rem/1.55 system-ui, -apple-system, Roboto, sans-serif; overflow-wrap: anywhere;
}
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: 0.875em; }
h1, h2, h3, h4 { line-height: 1.25; margin: 0; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 0.75rem; padding-bottom: 0.35rem; border-bottom: 1px solid var(--line); }
h3 { display: inline; font-size: 1rem; }
h4 { font-size: 0.95rem; }
p { margin: 0.35rem 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.muted { color: var(--muted); }
.dangerous { --ink: var(--dangerous); --back: var(--dangerous-back); }
.attention { --ink: var(--attention); --back: var(--attention-back); }
.safe { --ink: var(--safe); --back: var(--safe-back); }
.note { --ink: var(--note); --back: var(--note-back); }
.plain { --ink: var(--muted); --back: var(--panel); }
.banner { background: var(--back); border: 1px solid var(--line); border-left: 0.5rem solid var(--ink); border-radius: 8px; padding: 1.1rem 1.25rem; }
.banner h1 { color: var(--ink); display: flex; align-items: center; gap: 0.6rem; }
.icon {
  display: inline-flex; align-items: center; justify-content: center; flex: none; width: 1.5em; height: 1.5em;
  border: 0.12em solid var(--ink); border-radius: 50%; color: var(--ink); font-size: 0.8em; font-weight: 700; line-height: 1;
}
.tag {
  display: inline-block; padding: 0 0.5rem; border: 1px solid var(--ink); border-radius: 1rem; background: var(--back);
  color: var(--ink); font-size: 0.8rem; font-weight: 600; white-space: nowrap;
}
nav ul { display: flex; flex-wrap: wrap; gap: 0.35rem 1.25rem; list-style: none; margin: 1rem 0 0; padding: 0; }
ol.findings, ul.plain-list { margin: 0; padding: 0; list-style: none; }
.finding { margin: 0.6rem 0; padding: 0.7rem 1rem; background: var(--panel); border-left: 0.3rem solid var(--ink); border-radius: 6px; }
.finding .title { font-weight: 600; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.925rem; }
th, td { padding: 0.4rem 0.7rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { font-weight: 600; background: var(--panel); white-space: nowrap; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td { min-width: 3.5rem; }
td:first-child { min-width: 9rem; }
#cost td:last-child { min-width: 18rem; }
tr.sum td { font-weight: 600; border-bottom: 0; }
td.zero { color: var(--muted); }
details { margin: 0.75rem 0; border: 1px solid var(--line); border-radius: 8px; }
summary { padding: 0.65rem 1rem; background: var(--panel); border-radius: 8px; cursor: pointer; }
details[open] summary { border-radius: 8px 8px 0 0; border-bottom: 1px solid var(--line); }
details .body { padding: 0.5rem 1rem 1rem; }
.change { margin: 1.1rem 0 0; }
.subject { margin: 0.5rem 0 0.15rem; color: var(--muted); font-size: 0.85rem; font-weight: 600; }
pre { margin: 0.3rem 0; padding: 0.5rem 0; border: 1px solid var(--line); border-radius: 6px; background: var(--page); white-space: pre-wrap; }
pre.message { padding: 0.75rem 1rem; }
pre .row { display: block; padding: 0 0.75rem 0 2rem; text-indent: -1.25rem; }
.added { background: var(--safe-back); color: var(--safe); }
.removed { background: var(--dangerous-back); color: var(--dangerous); }
.changed { background: var(--attention-back); color: var(--attention); }
.sum-of-cost { font-size: 1.15rem; font-weight: 600; }
footer { margin-top: 3rem; color: var(--muted); font-size: 0.875rem; }
@media (max-width: 40rem) {
  body { padding: 1rem 0.75rem 3rem; }
  h1 { font-size: 1.35rem; }
  details .body { padding: 0.25rem 0.65rem 0.75rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  nav { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .finding, .change, tr { break-inside: avoid; }
  * { print-color-adjust: exact; }
}
`;
