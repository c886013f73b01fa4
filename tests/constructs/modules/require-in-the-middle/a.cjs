note('a start');
let v = 0;
for (let i = 0; i < 3; i++) v += note(i);
exports.value = v;
note('a end');
