let reads = 0;
Object.defineProperty(exports, 'lazy', {
  enumerable: true,
  get() {
    for (let i = 0; i < 1; i++) reads++;
    return 'lazy' + reads;
  },
});
exports.Klass = class {
  m() {
    return exports.lazy + '!';
  }
};
