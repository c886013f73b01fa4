// covers: CommonJS exports / function, class, getter and replaced exports
const make = require('./fn.cjs');
const { lazy, Klass } = require('./obj.cjs');
const obj = require('./obj.cjs');
const out = [make(2), make.helper(1), new Klass().m(), lazy, obj.lazy, obj.lazy];
console.log(out);
