const step = async (i) => {
  await null;
  if (i === 2) throw new Error('bad at ' + i);
};
for (let i = 0; i < 4; i++) await step(i);
