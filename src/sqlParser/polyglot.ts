import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setFlagsFromString } from 'node:v8';

/** What the WebAssembly of @polyglot-sql/sdk exports, as far as it is called: texts go in and come out as UTF-8 in its memory. */
interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly parse: (result: number, sql: number, sqlLength: number, dialect: number, dialectLength: number) => void;
  /** Takes memory: bytes, alignment. */
  readonly __wbindgen_export: (bytes: number, alignment: number) => number;
  /** Gives memory back. */
  readonly __wbindgen_export4: (at: number, bytes: number, alignment: number) => void;
  readonly __wbindgen_add_to_stack_pointer: (bytes: number) => number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

let compiled: WebAssembly.Module | null = null;
let running: Exports | null = null;

/**
 * Parses SQL in a dialect of @polyglot-sql/sdk: its answer as JSON, `{success, ast, error}` with the tree as JSON again.
 * The package itself can only be started asynchronously; reading SQL is one synchronous step of a compilation, so its
 * WebAssembly is started here, when the first SQL is read. Throws where a text is too deep for the stack; the next text
 * begins with a fresh instance then.
 */
export function polyglotParse(sql: string, dialect: string): string {
  running ??= start();
  try {
    return call(running, sql, dialect);
  } catch (error) {
    // What broke off halfway has left its stack and its memory as they were.
    running = null;
    throw error;
  }
}

function call(wasm: Exports, sql: string, dialect: string): string {
  const result = wasm.__wbindgen_add_to_stack_pointer(-16);
  wasm.parse(result, ...put(wasm, sql), ...put(wasm, dialect));
  const view = new DataView(wasm.memory.buffer);
  const [at, bytes] = [view.getUint32(result, true), view.getUint32(result + 4, true)];
  const answer = decoder.decode(new Uint8Array(wasm.memory.buffer, at, bytes));
  wasm.__wbindgen_add_to_stack_pointer(16);
  wasm.__wbindgen_export4(at, bytes, 1);
  return answer;
}

/** Puts a text into the memory: its place and its length in bytes. */
function put(wasm: Exports, text: string): [number, number] {
  const bytes = encoder.encode(text);
  const at = wasm.__wbindgen_export(bytes.length, 1) >>> 0;
  new Uint8Array(wasm.memory.buffer, at, bytes.length).set(bytes);
  return [at, bytes.length];
}

/**
 * How much a function of the parser runs before V8 compiles it again, optimized (V8 counts bytes executed; its own 1.8
 * million is reached by most functions within a dozen statements, and that costs a short-lived command two thirds of its
 * CPU time). `npm run bench sql` shows what it means to large projects.
 */
const TIERING_BUDGET = 50_000_000;

/** The module is compiled once in a process: V8 keeps it for the bytes, whichever thread asks. */
function start(): Exports {
  setFlagsFromString(`--wasm-tiering-budget=${TIERING_BUDGET}`);
  compiled ??= new WebAssembly.Module(
    readFileSync(createRequire(import.meta.url).resolve('@polyglot-sql/sdk/polyglot_sql.wasm')),
  );
  const imports: WebAssembly.Imports = {};
  const refuse = (name: string) => (): never => {
    // Texts in and out need none of what it imports, but for the way to throw.
    throw new Error(`polyglot: ${name}`);
  };
  for (const { module, name } of WebAssembly.Module.imports(compiled)) (imports[module] ??= {})[name] = refuse(name);
  return new WebAssembly.Instance(compiled, imports).exports as unknown as Exports;
}
