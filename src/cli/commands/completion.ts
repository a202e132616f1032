import type { Command } from 'commander';
import type { Setting } from '../catalog/Setting.js';
import { bashCompletion } from '../completion/bash.js';
import { fishCompletion } from '../completion/fish.js';
import { placesOf, type Place } from '../completion/places.js';
import type { Shell } from '../completion/shells.js';
import { zshCompletion } from '../completion/zsh.js';

const SCRIPTS: Readonly<Record<Shell, (places: readonly Place[]) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/** `floe completion bash|zsh|fish`: a script that completes the commands, their options and the words that these take. */
export function completion({ terminal }: Setting, shell: Shell, program: Command): void {
  terminal.out(SCRIPTS[shell](placesOf(program)).trimEnd());
}
