import { Column } from 'typeorm';

const jsonProperties = new Map<object, Set<string>>();

/** A column that holds JSON as text, the same on every database; reads through `selectList` give it back parsed. */
export function JsonColumn(options: { readonly name?: string; readonly nullable?: boolean } = {}): PropertyDecorator {
  const column = Column('text', options);
  return (target, property) => {
    const known = jsonProperties.get(target.constructor) ?? new Set();
    jsonProperties.set(target.constructor, known.add(String(property)));
    column(target, property);
  };
}

/** The properties of a row class that hold JSON. */
export const jsonPropertiesOf = (row: object): ReadonlySet<string> => jsonProperties.get(row) ?? new Set();
