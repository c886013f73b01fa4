// Compiles JSON schemas and validates documents, good and bad.
import { Ajv } from 'ajv';

const schema = {
  $id: 'order',
  type: 'object',
  required: ['id', 'lines', 'customer'],
  additionalProperties: false,
  properties: {
    id: { type: 'integer', minimum: 0 },
    customer: { $ref: '#/$defs/customer' },
    lines: { type: 'array', minItems: 1, items: { $ref: '#/$defs/line' } },
    tags: { type: 'array', uniqueItems: true, items: { type: 'string', maxLength: 8 } },
    payment: { oneOf: [{ $ref: '#/$defs/card' }, { $ref: '#/$defs/invoice' }] },
  },
  $defs: {
    customer: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', pattern: '^[A-Z]' }, age: { type: 'number' } },
    },
    line: {
      type: 'object',
      required: ['title', 'price'],
      properties: { title: { type: 'string' }, price: { type: 'number', multipleOf: 0.5 } },
    },
    card: { type: 'object', required: ['number'], properties: { number: { type: 'string' } } },
    invoice: { type: 'object', required: ['due'], properties: { due: { enum: [7, 14, 30] } } },
  },
};

const documents = Array.from({ length: 200 }, (_, i) => ({
  id: i % 9 === 0 ? -1 : i,
  customer: { name: i % 7 === 0 ? 'lower' : `Upper ${i}`, age: i },
  lines: Array.from({ length: i % 4 }, (_line, j) => ({ title: `t${j}`, price: i + j / 2 })),
  tags: ['a', 'b', i % 5 === 0 ? 'a' : `c${i}`],
  payment: i % 3 === 0 ? { number: '4111' } : i % 3 === 1 ? { due: 14 } : { due: 5, number: 'x' },
}));

export function run(iterations) {
  let sum = 0;
  for (let i = 0; i < iterations; i++) {
    const ajv = new Ajv({ allErrors: true });
    const validate = ajv.compile(schema);
    sum = 0;
    for (const document of documents) {
      sum = (sum * 31 + (validate(document) ? 0 : validate.errors.length)) % 1_000_003;
    }
  }
  return sum;
}
