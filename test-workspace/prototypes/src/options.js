var argv = process.argv;

/** The number given as `--name number` on the command line, or else `fallback`. */
module.exports = function option(name, fallback) {
  var index = argv.indexOf('--' + name);
  return index < 0 ? fallback : Number(argv[index + 1]);
};
