/** esbuild's name for the Node that runs this; part of every cache key. */
export const nodeTarget = `node${process.versions.node}`;
