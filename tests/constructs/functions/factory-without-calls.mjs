// covers: module pattern / the function around calls nothing itself
const log = [];
const counter = ((start) => {
  let count = start;
  function add(by) {
    for (let i = 0; i < by; i++) count += one(i);
    return count;
  }
  const one = (i) => {
    log.push(`${i} ${count}`);
    return 1;
  };
  return {
    add,
    get total() {
      return one(count) + count;
    },
  };
})(5);
const nested = (function (outer) {
  const inner = ((more) => {
    const sum = (list) => {
      let all = outer + more;
      for (const item of list) all += item;
      return all;
    };
    return { sum };
  })(outer * 2);
  return inner;
})(10);
console.log(counter.add(2), counter.add(1), counter.total);
console.log(nested.sum([1, 2, 3]));
console.log(log.join());
