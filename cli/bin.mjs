#!/usr/bin/env node
/** The program of the package: `npx fargate-delivery <command>`, or a script of the same name in package.json. */
import { createRequire } from 'module';
import { launch, nodeIsNewEnough } from './launch.mjs';

if (nodeIsNewEnough()) {
  // npm sets it to the name of the script that it runs.
  const isScript = process.env.npm_lifecycle_event === process.argv[2];
  launch(createRequire(import.meta.url), './main', isScript ? 'npm run' : 'npx');
}
