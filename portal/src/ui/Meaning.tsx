import { A } from '@solidjs/router';
import { For } from 'solid-js';
import { hrefOf } from './hrefOf';

interface Term {
  readonly name: string;
  readonly definition: string;
}

/** Terms of the glossary, each with what it means, leading to all that names it; null where there are none. */
export const termsOf = (terms: readonly Term[]) =>
  terms.length === 0 ? null : (
    <ul class="terms">
      <For each={terms}>
        {({ name, definition }) => (
          <li>
            <A href={hrefOf.search(name)}>{name}</A> <span class="fine">{definition}</span>
          </li>
        )}
      </For>
    </ul>
  );

/** Tags, each leading to all that bears it; null where there are none. */
export const tagsOf = (tags: readonly string[]) =>
  tags.length === 0 ? null : (
    <For each={tags}>
      {(tag) => (
        <>
          <A class="badge plain" href={hrefOf.search(tag)}>
            {tag}
          </A>{' '}
        </>
      )}
    </For>
  );
