import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  type GraphQLField,
  type GraphQLObjectType,
} from 'graphql';
import { argumentWeightOf, lengthOf, pageSizeOf, weightOf } from './weights.js';

type Field = GraphQLField<unknown, unknown>;

const isList = ({ type }: Field): boolean => isListType(getNullableType(type));

/** The lists of a page, which are as long as the arguments of the page's field say. */
const listsOf = (page: GraphQLObjectType): string[] =>
  Object.values(page.getFields()).flatMap((each) => (isList(each) ? [each.name] : []));

/** `@listSize` of a field that gives a page of something. */
function pageSize(field: Field, page: GraphQLObjectType): string {
  const { args = [], usual = 0 } = pageSizeOf(page.name) ?? {};
  const slicing = field.args.flatMap(({ name }) => (args.includes(name) ? [name] : []));
  const sized = JSON.stringify(listsOf(page));
  return `@listSize(assumedSize: ${usual}, slicingArguments: ${JSON.stringify(slicing)}, sizedFields: ${sized}, requireOneSlicingArgument: false)`;
}

/**
 * What a gateway is told of the cost of a field, in directives: how long its list is, and what it takes beside the objects
 * it gives. Values are free there; an object costs one, and a weight takes the place of that, for each entry of a list.
 */
export function costDirectivesOf(type: GraphQLObjectType, field: Field): string[] {
  const named = getNamedType(field.type);
  const place = `${type.name}.${field.name}`;
  const own = weightOf(type.name, field.name);
  const isOfPage = pageSizeOf(type.name) !== null;
  const length = isList(field) && !isOfPage ? lengthOf(place) : 1;
  const weight = Math.ceil(own / length) + (isCompositeType(named) ? 1 : 0);
  const isPage = pageSizeOf(named.name) !== null;
  return [
    ...(own > 0 ? [`@cost(weight: ${weight})`] : []),
    ...(isPage ? [pageSize(field, named as GraphQLObjectType)] : []),
    ...(isList(field) && !isOfPage && isCompositeType(named) ? [`@listSize(assumedSize: ${length})`] : []),
  ];
}

/** The same of an argument of a field. */
export function costDirectivesOfArgument(type: string, field: string, argument: string): string[] {
  const weight = argumentWeightOf(type, field, argument);
  return weight > 0 ? [`@cost(weight: ${weight})`] : [];
}
