import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { residueOf } from '../../../src/compiler/standards/residue/residueOf.js';
import { restored } from '../../../src/compiler/standards/residue/restored.js';

const document = {
  owner: 'ada',
  columns: [
    { name: 'id', business: 'Number', type: 'INT' },
    { name: 'at', type: 'date' },
  ],
};
const model = {
  columns: [
    { name: 'id', type: 'int', required: false },
    { name: 'at', type: 'date', required: false },
  ],
};

const value = fc.jsonValue({ maxDepth: 3 });
const named = fc.uniqueArray(fc.record({ name: fc.stringMatching(/^[a-z/~#]{1,4}$/), of: value }), {
  selector: ({ name }) => name,
});
const mapping = fc.dictionary(fc.stringMatching(/^[a-c~/]{1,2}$/), fc.oneof(value, named), { noNullPrototype: true });

describe('the residue of a document', () => {
  it('is what the model does not hold, writes otherwise, or writes too much', () => {
    expect(residueOf(model, document)).toEqual({
      kept: { '/owner': 'ada', '/columns/[id]/business': 'Number' },
      written: { '/columns/[id]/type': { as: 'INT', for: 'int' } },
      absent: { '/columns/[id]/required': false, '/columns/[at]/required': false },
      order: { '': ['owner', 'columns'], '/columns/[]': ['name', 'business', 'type'] },
    });
  });

  it('gives with the model the document back, whatever the two are', () => {
    fc.assert(
      fc.property(mapping, mapping, (ours, theirs) => {
        expect(restored(ours, residueOf(ours, theirs))).toEqual(theirs);
      }),
      { numRuns: 1000 },
    );
  });

  it('stays with what is still there when the model changes, and gives way to what the model says now', () => {
    const changed = {
      columns: [
        { name: 'new', type: 'text', required: false },
        { name: 'id', type: 'long', required: true },
      ],
    };
    expect(restored(changed, residueOf(model, document))).toEqual({
      owner: 'ada',
      columns: [
        { name: 'new', type: 'text', required: false },
        { name: 'id', business: 'Number', type: 'long', required: true },
      ],
    });
  });
});
