const path = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/**
 * The end-to-end tests that take minutes, longest first: one that begins last would keep a processor waiting at the
 * end. docs/testing.md has the minutes.
 */
const LONGEST_FIRST = [
  'start',
  'wide',
  'destroyed',
  'delivery',
  'changes',
  'bad-input',
  'review',
  'interrupted',
  'start-and-destroy',
  'two-services',
  'permissions',
  'reviewed',
  'review-stacks',
];

/** Starts the longest end-to-end tests first, and other tests in Jest's own order. */
class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => placeOf(one) - placeOf(other));
  }
}

/** @returns a number that is smaller for what is to begin earlier */
function placeOf({ path: file }) {
  const index = file.includes(`${path.sep}e2e${path.sep}`)
    ? LONGEST_FIRST.indexOf(path.basename(file, '.test.ts'))
    : -1;
  return index === -1 ? LONGEST_FIRST.length : index;
}

module.exports = LongestFirst;
module.exports.LONGEST_FIRST = LONGEST_FIRST;
