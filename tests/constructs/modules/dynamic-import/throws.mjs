globalThis.evaluated = [...(globalThis.evaluated ?? []), 'throws'];
for (let i = 0; i < 2; i++) if (i === 1) throw new Error('evaluation ' + i);
