/** The program's file, in the folder that is open. */
export const file = 'delivery.mjs';

/** An activation that is suspended in a loop which never ends. */
export const program = `import { setTimeout as sleep } from 'node:timers/promises';

async function deliver(name) {
  let parcels = 0;
  for (;;) {
    await sleep(200);
    parcels += 1;
    console.log(name, parcels);
  }
}

void deliver('north');
`;

/** A variable that the activation has passed the declaration of: a question. */
export const withVariable = (text: string, name: string): string =>
  text
    .replace('  for (;;)', `  const ${name} = Date.now();\n  for (;;)`)
    .replaceAll('parcels);', `parcels, ${name});`)
    .replace(/parcels, (\w+), /, 'parcels, ');
