import { below, quoted, type Place } from './places.js';

/** fish knows no quote within quotes but this. */
const words = (text: string): string => `'${text.replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;

function linesOf({ path, commands, options }: Place): string[] {
  const at = `complete -c floe -n ${words(`test (__floe_place) = "${path}"`)}`;
  return [
    ...commands.map(({ name, description }) => `${at} -f -a ${quoted(name)} -d ${words(description)}`),
    ...options.map(({ flag, description, choices, takesValue }) => {
      const values = choices.length > 0 ? ` -x -a ${words(choices.join(' '))}` : takesValue ? ' -r' : '';
      return `${at} -l ${quoted(flag.replace(/^--/, ''))}${values} -d ${words(description)}`;
    }),
  ];
}

/** A script for fish: what the grammar says at the place where one is, with what it means. */
export function fishCompletion(places: readonly Place[]): string {
  const known = below(places).map(({ path }) => words(path));
  return `# fish completion of floe; source it: floe completion fish | source
function __floe_place
  set -l place ''
  for word in (commandline -opc)[2..]
    if contains -- "$place $word" ${known.join(' ')}
      set place "$place $word"
    end
  end
  echo -- $place
end
${places.flatMap(linesOf).join('\n')}
`;
}
