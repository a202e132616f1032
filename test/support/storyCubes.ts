import { readFileSync } from 'node:fs';
import { compileCubes, installCube } from './cubeCompiler.js';

/**
 * Has Cube's own compiler read the model in a file, for examples/acme/story.sh: prints each cube and view with its members;
 * ends with 3 where the compiler is not here and cannot be had from npm.
 */
if (await installCube()) {
  const { members } = await compileCubes(readFileSync(process.argv[2] ?? '', 'utf8'));
  for (const [name, of] of members) console.log(`${name}: ${of.join(', ')}`);
} else process.exitCode = 3;
