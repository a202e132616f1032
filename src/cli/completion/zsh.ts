import { below, chosen, quoted, valued, type Place } from './places.js';

const or = (cases: readonly string[]): string => cases.map(quoted).join('|');
/** A candidate of _describe: a colon parts it from what it is. */
const described = (name: string, description: string): string => quoted(`${name}:${description.replace(/:/g, '\\:')}`);

/** A script for zsh: what the grammar says at the place where one is, with what it means, and files where it says nothing. */
export function zshCompletion(places: readonly Place[]): string {
  const afterOption = chosen(places).map(
    ({ path, option }) =>
      `    ${quoted(`${path}:${option.flag}`)}) compadd -- ${option.choices.map(quoted).join(' ')}; return ;;`,
  );
  const here = places.map(({ path, commands, options }) => {
    const names = commands.map(({ name, description }) => described(name, description));
    const flags = options.map(({ flag, description }) => described(flag, description));
    return `    ${quoted(path)}) commands=(${names.join(' ')}) flags=(${flags.join(' ')}) ;;`;
  });
  return `#compdef floe
# zsh completion of floe; source it: eval "$(floe completion zsh)"
_floe() {
  local place= word
  local -a commands flags
  for word in "\${(@)words[2,CURRENT-1]}"; do
    case "$place $word" in
      ${or(below(places).map(({ path }) => path))}) place="$place $word" ;;
    esac
  done
  case "$place:\${words[CURRENT-1]}" in
${afterOption.join('\n')}
    ${or(valued(places))}) _files; return ;;
  esac
  case "$place" in
${here.join('\n')}
  esac
  if [[ $PREFIX == -* ]]; then
    _describe option flags
  elif (( $#commands )); then
    _describe command commands
  else
    _files
  fi
}
compdef _floe floe
`;
}
