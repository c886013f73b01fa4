import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One of the modules of a made-up program: a shop's departments, each with a class, an async function,
 * a generator and a pipeline over its own records.
 */
function department(index: number, count: number, typed: boolean): string {
  const type = (text: string): string => (typed ? text : '');
  const own = typed ? 'ts' : 'mjs';
  const next = index + 1 < count ? `./department${index + 1}.${own}` : undefined;
  const imported = next ? `import { summary as next } from '${next}';\n` : '';
  const record = `export interface Item${index} { id: number; title: string; cents: number; tags: string[] }\n`;
  return `${imported}${type(record)}
const factor = ${index + 3};

export class Department${index} {
  #items${type(`: Item${index}[]`)} = [];
  sold = 0;

  constructor(${type('readonly ')}label${type(': string')}) {
    ${typed ? '' : 'this.label = label;\n    '}for (let id = 0; id < 50; id++) this.add(id);
  }

  add(id${type(': number')})${type(': void')} {
    const tags = [\`d${index}\`, id % 2 === 0 ? 'even' : 'odd'];
    this.#items.push({ id, title: \`\${this.label} \${id}\`, cents: id * factor, tags });
  }

  *cheap(limit${type(': number')})${type(`: Generator<Item${index}>`)} {
    for (const item of this.#items) {
      if (item.cents < limit) yield item;
    }
  }

  async sell(id${type(': number')})${type(': Promise<number>')} {
    const item = this.#items.find((candidate) => candidate.id === id);
    if (!item) throw new Error(\`nothing with id \${id}\`);
    await null;
    this.sold += item.cents;
    return item.cents;
  }

  get value()${type(': number')} {
    return this.#items.map(({ cents }) => cents).reduce((sum, cents) => sum + cents, 0);
  }
}

const department = new Department${index}('department ${index}');

export async function summary(${type('sales: number[]')}${typed ? '' : 'sales'})${type(': Promise<number>')} {
  let sum = 0;
  for (const id of sales) {
    try {
      sum += await department.sell(id);
    } catch (error) {
      sum -= String(error).length;
    }
  }
  for (const { tags, cents } of department.cheap(100)) sum += tags.length * cents;
  return sum + department.value${next ? ' + (await next(sales.slice(1)))' : ''};
}
`;
}

/**
 * Writes a program of `count` modules and a main module that uses them all: with `--stay` it goes on
 * calling them until it is stopped, else it prints a sum and ends.
 * @returns the main module's file name
 */
export function writeProgram(folder: string, count: number, typed: boolean): string {
  mkdirSync(folder, { recursive: true });
  const end = typed ? 'ts' : 'mjs';
  const manifest = { name: 'generated', private: true, type: 'module' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  for (let index = 0; index < count - 1; index++) {
    const text = department(index, count - 1, typed);
    writeFileSync(join(folder, `department${index}.${end}`), text);
  }
  const main = `import { summary } from './department0.${end}';

const sales = Array.from({ length: 60 }, (_, i) => (i * 7) % 55);
console.log(await summary(sales));
while (process.argv.includes('--stay')) {
  await summary(sales);
  await new Promise((resolve) => setTimeout(resolve, 5));
}
`;
  writeFileSync(join(folder, `main.${end}`), main);
  return `main.${end}`;
}
