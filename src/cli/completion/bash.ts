import { below, chosen, quoted, valued, type Place } from './places.js';

const or = (cases: readonly string[]): string => cases.map(quoted).join('|');

/** A script for bash: what the grammar says at the place where one is, and files where it says nothing. */
export function bashCompletion(places: readonly Place[]): string {
  const afterOption = chosen(places).map(
    ({ path, option }) => `    ${quoted(`${path}:${option.flag}`)}) candidates=${quoted(option.choices.join(' '))} ;;`,
  );
  const here = places.map(({ path, commands, options }) => {
    const [names, flags] = [commands.map(({ name }) => name), options.map(({ flag }) => flag)];
    return `      ${quoted(path)}) candidates=${quoted(names.join(' '))} flags=${quoted(flags.join(' '))} ;;`;
  });
  return `# bash completion of floe; source it: eval "$(floe completion bash)"
_floe() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} place= word candidates= flags=
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$place $word" in
      ${or(below(places).map(({ path }) => path))}) place="$place $word" ;;
    esac
  done
  COMPREPLY=()
  case "$place:$before" in
${afterOption.join('\n')}
    ${or(valued(places))}) return ;;
    *) case "$place" in
${here.join('\n')}
      esac ;;
  esac
  [[ $current == -* ]] && candidates=$flags
  mapfile -t COMPREPLY < <(compgen -W "$candidates" -- "$current")
}
complete -o default -F _floe floe
`;
}
