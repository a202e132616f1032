import type { Command, Option } from 'commander';

/** What may follow an option. */
export interface OptionWords {
  /** `--format` */
  readonly flag: string;
  readonly description: string;
  /** What it takes, where it takes one of a few; empty where it takes anything. */
  readonly choices: readonly string[];
  readonly takesValue: boolean;
}

/** A place in the grammar: behind `floe products` there are commands and options. */
export interface Place {
  /** ` products list`: each word with a blank before it; empty behind `floe` itself. */
  readonly path: string;
  readonly commands: readonly { readonly name: string; readonly description: string }[];
  readonly options: readonly OptionWords[];
}

const optionWords = ({ long, short, description, argChoices = [], required, optional }: Option): OptionWords => ({
  flag: long ?? short ?? '',
  description,
  choices: argChoices,
  takesValue: required || optional,
});

/** Every place of a grammar, those above before those below. */
export function placesOf(command: Command, path = ''): Place[] {
  const { commands } = command;
  const place: Place = {
    path,
    commands: commands.map((each) => ({ name: each.name(), description: each.description() })),
    options: [
      ...command.options.map(optionWords),
      { flag: '--help', description: 'help', choices: [], takesValue: false },
    ],
  };
  return [place, ...commands.flatMap((each) => placesOf(each, `${path} ${each.name()}`))];
}

/** The places that are not `floe` itself. */
export const below = (places: readonly Place[]): readonly Place[] => places.filter(({ path }) => path !== '');

/** The options that take one of a few words, with their place. */
export const chosen = (places: readonly Place[]): { readonly path: string; readonly option: OptionWords }[] =>
  places.flatMap(({ path, options }) =>
    options.filter(({ choices }) => choices.length > 0).map((option) => ({ path, option })),
  );

/** The options that take any value, with their place. */
export const valued = (places: readonly Place[]): string[] =>
  places.flatMap(({ path, options }) =>
    options
      .filter(({ takesValue, choices }) => takesValue && choices.length === 0)
      .map(({ flag }) => `${path}:${flag}`),
  );

/** Names and flags have no quotes in them; a description may. */
export const quoted = (text: string): string => `'${text.replace(/'/g, "'\\''")}'`;
